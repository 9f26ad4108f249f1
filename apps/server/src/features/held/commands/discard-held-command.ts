import { heldDiscarded } from '@muster/contract/held/held.events';
import { discardHeldCommand as operation } from '@muster/contract/held/held.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { heldPolicy } from '../held.policy.ts';
import { aboutHeld, lockHeld, noteDiscarded } from '../held.store.ts';

/** Gives a held command up: it is not applied, whatever comes, nor when it is sent again. */
export const discardHeldCommand = command(operation, {
  action: 'held:discard',
  async run({ tx, principal, input, now }) {
    const held = await lockHeld(tx, input.heldCommandId);
    if (!held) throw notFound();
    const permit = authorize(heldPolicy, principal, 'held:discard', held);
    if (held.state === 'applied' || held.state === 'discarded')
      throw new Problem('state.moved-on', { state: held.state, by: null, at: null });
    const about = await aboutHeld(tx, held);
    await noteDiscarded(tx, held.commandId, now);
    const told = { operation: held.operation, personName: held.personName, numberText: about.numberText };
    return {
      permit,
      result: { heldCommandId: held.commandId },
      events: [event(heldDiscarded, { areaCode: held.areaCode, personId: held.personId, ...placeOf(about) }, told)],
    };
  },
});

function placeOf({ orderId, receiptId, incidentId }: Awaited<ReturnType<typeof aboutHeld>>) {
  return { orderId, receiptId, incidentId };
}
