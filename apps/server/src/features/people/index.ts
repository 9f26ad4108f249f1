export { activeAssignments, assignmentsOf, isRoleHeld } from './assignments.views.ts';
export { enterFirstAdministrator } from './first-administrator.ts';
export { personOf } from './persons.store.ts';
