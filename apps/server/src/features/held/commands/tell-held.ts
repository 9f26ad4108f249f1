import { heldFlagged, heldRefused } from '@muster/contract/held/held.events';
import { flagHeldAfter } from '@muster/contract/held/held-limit';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { heldPolicy } from '../held.policy.ts';
import { aboutHeld, flagLongHeld, type Held, type KeptProblem, lockHeld, noteRefused } from '../held.store.ts';

/** The timer's own: what waits longer than the limit is told to the person and to his desk, once. */
export const flagHeldByTimer = internalCommand('flagHeldByTimer', {
  action: 'held:timer',
  async run({ tx, principal, now, settings }: Facts<object>) {
    const permit = authorize(heldPolicy, principal, 'held:timer', null);
    const limit = settings.flagHeldAfter ?? flagHeldAfter;
    const events: NewEvent[] = [];
    for (const held of await flagLongHeld(tx, new Date(now.getTime() - limit), now)) {
      const minutes = Math.round((now.getTime() - held.heldAt.getTime()) / 60_000);
      const { place, facts } = await told(tx, held);
      events.push(event(heldFlagged, place, { ...facts, waitsFor: held.waitsFor.kind, minutes }));
    }
    const [first, ...rest] = events;
    return {
      permit,
      result: { flagged: events.length },
      events: first ? ([first, ...rest] as [NewEvent, ...NewEvent[]]) : noEvent('nothing waits that long'),
    };
  },
});

/** What a held command met when it was applied at last: kept with the reason, for the person to decide. */
export const noteHeldRefused = internalCommand('noteHeldRefused', {
  action: 'held:timer',
  async run({ tx, principal, input, now }: Facts<{ heldCommandId: string; problem: KeptProblem }>) {
    const permit = authorize(heldPolicy, principal, 'held:timer', null);
    const held = await lockHeld(tx, input.heldCommandId);
    if (held?.state !== 'waiting') return { permit, result: {}, events: noEvent('it was settled meanwhile') };
    const { place, facts } = await told(tx, held);
    await noteRefused(tx, held.commandId, input.problem, now);
    return { permit, result: {}, events: [event(heldRefused, place, { ...facts, code: input.problem.code })] };
  },
});

async function told(tx: Facts<object>['tx'], held: Held) {
  const { numberText, ...about } = await aboutHeld(tx, held);
  return {
    place: { areaCode: held.areaCode, personId: held.personId, ...about },
    facts: { operation: held.operation, personName: held.personName, numberText },
  };
}
