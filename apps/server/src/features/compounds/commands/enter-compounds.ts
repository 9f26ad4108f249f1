import { compoundsEntered } from '@muster/contract/compounds/compounds.events';
import { event, type Facts, internalCommand } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { type EnteredCompound, insertCompounds } from '../entering.store.ts';

/** Many compounds at once, in one transaction: what the demonstration makes up. */
export const enterCompounds = internalCommand('enterCompounds', {
  action: 'compound:add',
  async run({ tx, principal, input, now }: Facts<{ compounds: readonly EnteredCompound[]; isMadeUp: boolean }>) {
    const areaCode = principal.areaCode as string;
    const permit = authorize(compoundsPolicy, principal, 'compound:add', { communityCode: areaCode });
    await insertCompounds(tx, input.compounds, input.isMadeUp, now);
    const counts = {
      compounds: input.compounds.length,
      buildings: input.compounds.reduce((sum, one) => sum + one.buildings.length, 0),
      isMadeUp: input.isMadeUp,
    };
    return { permit, result: counts, events: [event(compoundsEntered, { areaCode }, counts)] };
  },
});
