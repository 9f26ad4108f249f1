import { ancestorCodes, codeLength } from '@muster/contract/areas/area-code';
import { areaRecoded, areaRenamed, areaSplit, areasMerged } from '@muster/contract/areas/areas.events';
import type { AreaChange, AreaChangeResult } from '@muster/contract/areas/areas.operations';
import * as operations from '@muster/contract/areas/areas.operations';
import { sql } from 'kysely';
import { type Command, command, type EventPlace, event, type Facts, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import type { TerritoryPart } from '../../../platform/territory.ts';
import { answeredBefore } from '../../journal/index.ts';
import type { ChangePlan } from '../area-change.plan.ts';
import { areasPolicy } from '../areas.policy.ts';
import { lockArea } from '../areas.store.ts';
import { changeTerritory } from '../change-territory.ts';

/** A district with 100,000 receipts takes some ten seconds, and whoever sends meanwhile waits. */
const patience = [sql`set local statement_timeout = '600s'`, sql`set local lock_timeout = '60s'`];

/** The four commands that change the territory. `parts`: how the tables of every feature follow. */
export function changeCommands(parts: readonly TerritoryPart[]): readonly Command<never, AreaChangeResult>[] {
  async function run(name: string, { tx, principal, input, now }: Facts<{ commandId: string }>, change: AreaChange) {
    const permit = authorize(areasPolicy, principal, 'area:change', {});
    for (const setting of patience) await setting.execute(tx);
    const cityCode = principal.areaCode?.slice(0, codeLength('city')) ?? '';
    await lockArea(tx, cityCode);
    const before = await answeredBefore<AreaChangeResult>(tx, { name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    if (outside(change, cityCode)) throw new Problem('not-permitted', { action: 'area:change' });
    const { result, plan, events } = await changeTerritory(tx, parts, { changeId: input.commandId, change, principal, now });
    return { permit, result, events: [told(change, plan, result, cityCode), ...events] as [NewEvent, ...NewEvent[]] };
  }
  return [
    command(operations.renameArea, {
      action: 'area:change',
      run: (facts) => run('renameArea', facts, { ...facts.input, kind: 'renamed' }),
    }),
    command(operations.recodeArea, {
      action: 'area:change',
      run: (facts) => run('recodeArea', facts, { ...facts.input, kind: 'recoded' }),
    }),
    command(operations.mergeAreas, {
      action: 'area:change',
      run: (facts) => run('mergeAreas', facts, { ...facts.input, kind: 'merged' }),
    }),
    command(operations.splitArea, {
      action: 'area:change',
      run: (facts) => run('splitArea', facts, { ...facts.input, kind: 'split' }),
    }),
  ];
}

/** Another city is another schema: nothing moves there. */
function outside(change: AreaChange, cityCode: string): boolean {
  const codes = 'codes' in change ? [...change.codes, change.into] : 'newCode' in change ? [change.code, change.newCode] : [change.code];
  return codes.some((code) => !code.startsWith(cityCode));
}

/** Told to all who are there, by the code of then and by that of now, and to all above them. */
function told(change: AreaChange, plan: ChangePlan, { changeId, from, to, moved }: AreaChangeResult, cityCode: string): NewEvent {
  const codes = [...new Set([...plan.from, ...plan.to])].sort();
  const place: EventPlace = { areaCode: cityCode, reachDown: codes, reachUp: [...new Set(codes.flatMap(ancestorCodes))].sort() };
  const facts = { changeId, areas: moved.areas, people: moved.people, openReceipts: moved.openReceipts };
  const name = to.at(-1)?.name ?? '';
  const code = to.at(-1)?.code ?? '';
  const former = from[0] ?? { name: '', code: '' };
  switch (change.kind) {
    case 'renamed':
      return event(areaRenamed, place, { changeId, name, formerName: former.name });
    case 'recoded':
      return event(areaRecoded, place, { ...facts, name, code, formerCode: former.code });
    case 'merged':
      return event(areasMerged, place, {
        ...facts,
        name,
        code,
        formerNames: from.map((area) => area.name).join('、'),
        mergedReceipts: moved.mergedReceipts,
      });
    case 'split':
      return event(areaSplit, place, { ...facts, name, code, formerName: former.name });
  }
}
