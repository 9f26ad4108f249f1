export { activeAssignments } from './assignments.views.ts';
export { importPeopleTelling } from './commands/import-people.ts';
export { getDesk } from './desk.view.ts';
export { enterFirstAdministrator } from './first-administrator.ts';
export { peopleRoutes } from './people.routes.ts';
export { personEntries, personSearch } from './people.search.ts';
export { peopleTerritory } from './people.territory.ts';
export { signsIn } from './people.views.ts';
export { personOf } from './persons.store.ts';
