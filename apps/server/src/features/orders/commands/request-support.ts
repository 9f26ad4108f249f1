import { acknowledgeBy, answerWithin } from '@muster/contract/orders/limits';
import { supportRequested } from '@muster/contract/orders/orders.events';
import { requestSupport as operation } from '@muster/contract/orders/support.operations';
import { askQuestions, askTitle } from '@muster/contract/orders/support-rules';
import { command, event } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound } from '../../../platform/problem.ts';
import { deskOf } from '../../areas/index.ts';
import { requireActiveIncident } from '../../incidents/index.ts';
import { orderPolicy } from '../orders.policy.ts';
import { type Sending, sendOrder } from '../sending.store.ts';
import { supportRecipients } from '../support.store.ts';
import { issuedPlace } from './issue-order.ts';

/**
 * 请求支持: an order upwards, with the same receipts and limits. The time to answer follows from the urgency and from nothing
 * that the asker says: he asks, he does not command.
 */
export const requestSupport = command(operation, {
  action: 'support:request',
  async run({ tx, principal, input, now, settings }) {
    const permit = authorize(orderPolicy, principal, 'support:request', null);
    const incident = await requireActiveIncident(tx);
    const ownCode = principal.areaCode as string;
    if (input.aboutOrderId) await requireVisible(tx, input.aboutOrderId);
    const { recipients, reachUp } = await supportRecipients(
      tx,
      { areaCodes: input.areaCodes ?? [], unitIds: input.unitIds ?? [] },
      ownCode,
    );
    const issuer = await deskOf(tx, ownCode);
    const by = acknowledgeBy(input.urgency, now, settings.acknowledgeWithin);
    const limits = { acknowledgeBy: by, answerBy: new Date(Math.max(by.getTime(), now.getTime() + answerWithin[input.urgency])) };
    const title = askTitle(input.ask);
    const sending: Sending = {
      orderId: input.orderId,
      incident,
      issuer,
      urgency: input.urgency,
      title,
      // A question that does not fit the title stands in the text.
      body: [title.endsWith('…') && input.ask.kind === 'decision' ? input.ask.question : '', input.note ?? ''].filter(Boolean).join('\n\n'),
      audience: {
        include: [
          ...(recipients.desks.length > 0 ? [{ kind: 'areas' as const, codes: recipients.desks }] : []),
          ...(recipients.units.length > 0 ? [{ kind: 'units' as const, unitIds: recipients.units.map((unit) => unit.id) }] : []),
        ],
        except: [],
      },
      questions: askQuestions(input.ask),
      limits,
      parent: null,
      recipients,
      request: { ask: input.ask, aboutOrderId: input.aboutOrderId ?? null, reachUp },
    };
    const sent = await sendOrder(tx, principal, sending, now);
    const { number, numberText, desks, units } = sent;
    return {
      permit,
      result: { orderId: input.orderId, number, numberText, desks, units },
      events: [
        event(supportRequested, issuedPlace(sending, sent, now), {
          number,
          numberText,
          title,
          urgency: input.urgency,
          desks,
          units,
          unstaffed: sent.unstaffed,
          toNames: recipients.text,
          acknowledgeBy: limits.acknowledgeBy.toISOString(),
          answerBy: limits.answerBy.toISOString(),
          aboutOrderId: input.aboutOrderId ?? null,
          byCommunity: sent.byCommunity,
        }),
      ],
    };
  },
});

async function requireVisible(tx: Tx, orderId: string): Promise<void> {
  if (!(await tx.selectFrom('orders').select('id').where('id', '=', orderId).executeTakeFirst())) throw notFound();
}
