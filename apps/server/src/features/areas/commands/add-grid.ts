import { codeLength } from '@muster/contract/areas/area-code';
import { shortName } from '@muster/contract/areas/area-names';
import { gridAdded } from '@muster/contract/areas/areas.events';
import * as operations from '@muster/contract/areas/areas.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { areasPolicy } from '../areas.policy.ts';
import { lastGridCode, lockArea, upsertAreas } from '../areas.store.ts';

export const addGrid = command(operations.addGrid, {
  action: 'area:addGrid',
  async run({ tx, principal, input, now }) {
    const { code, name } = input;
    const permit = authorize(areasPolicy, principal, 'area:addGrid', { code });
    const community = await lockArea(tx, code);
    if (!community) throw notFound();
    if (community.level !== 'community') throw new Problem('area.not-a-community');
    // The server gives the code, so the write cannot fail on its own key when it is repeated: the journal is asked, under the lock.
    const before = await answeredBefore<operations.Area>(tx, { name: operations.addGrid.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command added it before') };
    const last = await lastGridCode(tx, code);
    const number = last === null ? 1 : Number(last.slice(codeLength('community'))) + 1;
    if (number > 999) throw new Problem('state.moved-on', { what: 'grids' });
    const gridCode = `${code}${String(number).padStart(3, '0')}`;
    await upsertAreas(tx, [{ code: gridCode, name }], now);
    const grid: operations.Area = { code: gridCode, name, shortName: shortName(name), level: 'grid', kind: 'grid', parentCode: code };
    return {
      permit,
      result: grid,
      events: [event(gridAdded, { areaCode: gridCode }, { name })],
    };
  },
});
