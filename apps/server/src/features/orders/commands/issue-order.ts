import { acknowledgeBy } from '@muster/contract/orders/limits';
import { orderIssued } from '@muster/contract/orders/orders.events';
import { issueOrder as operation } from '@muster/contract/orders/orders.operations';
import { command, type EventPlace, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { areaTree, deskOf } from '../../areas/index.ts';
import { requireActiveIncident } from '../../incidents/index.ts';
import { resolveAudience } from '../audience.store.ts';
import { resolveCopies } from '../copies.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { checkLimits } from '../orders.rules.ts';
import { type Sending, type Sent, sendOrder } from '../sending.store.ts';

/** Sends an order: resolves whom it is for, numbers it, writes a receipt for each, in one transaction. */
export const issueOrder = command(operation, {
  action: 'order:issue',
  async run({ tx, principal, input, now, settings }) {
    const permit = authorize(orderPolicy, principal, 'order:issue', null);
    const incident = await requireActiveIncident(tx);
    const ownCode = principal.areaCode as string;
    const asks = input.questions.length > 0;
    if (asks && !input.answerBy)
      throw new Problem('input.invalid', {}, [{ pointer: '/answerBy', code: 'required', detail: 'needed when something is asked' }]);
    const limits = {
      acknowledgeBy: acknowledgeBy(input.urgency, now, settings.acknowledgeWithin),
      answerBy: input.answerBy ? new Date(input.answerBy) : null,
    };
    checkLimits(limits, now);
    const [desk, areas] = await Promise.all([deskOf(tx, ownCode), areaTree(tx, ownCode, now)]);
    const recipients = await resolveAudience(tx, input.audience, ownCode, areas, now);
    const copies = await resolveCopies(tx, input, recipients, ownCode, areas, now);
    const sending: Sending = {
      orderId: input.orderId,
      incident,
      issuer: desk,
      urgency: input.urgency,
      title: input.title,
      body: input.body,
      audience: input.audience,
      questions: input.questions,
      limits,
      parent: null,
      recipients,
      attachments: input.attachments,
      copies,
    };
    const sent = await sendOrder(tx, principal, sending, now);
    const { number, numberText, desks, persons, units } = sent;
    return {
      permit,
      result: { orderId: input.orderId, number, numberText, desks, persons, units },
      events: [
        event(orderIssued, issuedPlace(sending, sent, now), {
          number,
          numberText,
          title: input.title,
          urgency: input.urgency,
          desks,
          persons,
          units,
          unstaffed: sent.unstaffed,
          acknowledgeBy: limits.acknowledgeBy.toISOString(),
          answerBy: limits.answerBy?.toISOString() ?? null,
          parentOrderId: null,
          byCommunity: sent.byCommunity,
        }),
      ],
    };
  },
});

/** Seen where the order is seen: at its issuer, by all it was sent to, and by all above them. */
export function issuedPlace(sending: Sending, sent: Sent, issuedAt: Date): EventPlace {
  return {
    areaCode: sending.issuer.code,
    reachDown: sent.reachDown,
    reachUp: sent.reachUp,
    reachUnits: sent.reachUnits,
    incidentId: sending.incident.id,
    orderId: sending.orderId,
    // Whenever a phone wrote it: the limits run from now.
    doneAt: issuedAt,
  };
}
