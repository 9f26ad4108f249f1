import { routes } from '../../platform/routes.ts';
import { addPerson } from './commands/add-person.ts';
import { addUnit } from './commands/add-unit.ts';
import { endAssignment } from './commands/end-assignment.ts';
import { grantAssignment } from './commands/grant-assignment.ts';
import { importPeople } from './commands/import-people.ts';
import { setDuty } from './commands/set-duty.ts';
import { viewPhone } from './commands/view-phone.ts';
import { getDesk } from './desk.view.ts';
import { getPerson, listPeople, listUnits } from './people.views.ts';

export const peopleRoutes = routes([
  listPeople,
  getPerson,
  getDesk,
  listUnits,
  addPerson,
  addUnit,
  importPeople,
  viewPhone,
  grantAssignment,
  endAssignment,
  setDuty,
]);
