import { personAdded } from '@muster/contract/people/people.events';
import * as operations from '@muster/contract/people/people.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { requireOpenArea } from '../../areas/index.ts';
import { peoplePolicy } from '../people.policy.ts';
import { insertPerson } from '../persons.store.ts';

export const addPerson = command(operations.addPerson, {
  action: 'person:add',
  async run({ tx, principal, input, now }) {
    const { personId, name, mobile = null, memberCategory, areaCode, unitId = null } = input;
    const permit = authorize(peoplePolicy, principal, 'person:add', { areaCode });
    await requireOpenArea(tx, areaCode);
    await insertPerson(tx, { id: personId, name, mobile, memberCategory, areaCode, unitId }, now);
    return { permit, result: { personId }, events: [event(personAdded, { areaCode, personId, unitId }, { personId, name })] };
  },
});
