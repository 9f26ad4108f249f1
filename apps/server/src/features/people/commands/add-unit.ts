import { unitAdded } from '@muster/contract/people/people.events';
import * as operations from '@muster/contract/people/people.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { requireOpenArea } from '../../areas/index.ts';
import { peoplePolicy } from '../people.policy.ts';
import { insertUnit } from '../units.store.ts';

export const addUnit = command(operations.addUnit, {
  action: 'unit:add',
  async run({ tx, principal, input }) {
    const { unitId, name, areaCode } = input;
    const permit = authorize(peoplePolicy, principal, 'unit:add', { areaCode });
    await requireOpenArea(tx, areaCode);
    await insertUnit(tx, { id: unitId, name, areaCode });
    return { permit, result: { unitId }, events: [event(unitAdded, { areaCode, unitId }, { unitId, name })] };
  },
});
