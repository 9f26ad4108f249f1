import { deskName } from '@muster/contract/areas/desk-name';
import { acknowledgeBy } from '@muster/contract/orders/limits';
import { orderIssued, receiptDelegated } from '@muster/contract/orders/orders.events';
import { delegateReceipt as operation } from '@muster/contract/orders/receipts.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { areaTree } from '../../areas/index.ts';
import { requireActiveIncident } from '../../incidents/index.ts';
import { resolveAudience } from '../audience.store.ts';
import { holdOrderOf } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { checkLimits } from '../orders.rules.ts';
import { lockReceipt, markWrite, moveReceipt, stepWrites } from '../receipts.store.ts';
import { sendOrder } from '../sending.store.ts';
import { changeSeen, requireCurrent } from './changes.ts';
import { issuedPlace } from './issue-order.ts';
import { acknowledging, isUnacknowledged, receiptFacts, receiptPlace } from './receipt-events.ts';

/**
 * Breaks an order down for areas below: a child order that asks the same, whose limits are never earlier than the
 * parent's. Where the parent's time to acknowledge is nearly over, the child's runs its full window from now.
 */
export const delegateReceipt = command(operation, {
  action: 'receipt:delegate',
  async run({ tx, principal, input, now, doneAt, settings }) {
    const incident = await requireActiveIncident(tx);
    // The order before its receipts, as everywhere: whoever ends or amends it holds it and wants all of them. Until the commit
    // it goes on running as it is now: no child is born to an order that is over, or of a text that is not its own.
    await holdOrderOf(tx, input.receiptId);
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:delegate', receipt);
    if (receipt.delegatedOrderId !== null && receipt.state === 'delegated')
      throw new Problem('order.delegated-already', { orderId: receipt.delegatedOrderId });
    const state = moveReceipt(receipt, 'delegate');
    requireCurrent(receipt, input.revision);
    if (receipt.order.kind === 'supportRequest' && input.areaCodes.includes(receipt.order.issuerCode))
      throw new Problem('order.delegate-to-asker', {}, [
        {
          pointer: `/areaCodes/${input.areaCodes.indexOf(receipt.order.issuerCode)}`,
          code: 'order.delegate-to-asker',
          detail: receipt.order.issuerCode,
        },
      ]);
    const strange = input.areaCodes.filter((code) => !code.startsWith(receipt.areaCode) || code === receipt.areaCode);
    if (strange.length > 0)
      throw new Problem(
        'order.delegate-not-below',
        { code: strange[0] ?? null },
        strange.map((code) => ({ pointer: `/areaCodes/${input.areaCodes.indexOf(code)}`, code: 'order.delegate-not-below', detail: code })),
      );

    // By the limits of the order, which a receipt that was acknowledged before they moved does not carry.
    const parent = { acknowledgeBy: receipt.order.acknowledgeBy, answerBy: receipt.answerBy };
    const window = acknowledgeBy(receipt.order.urgency, now, settings.acknowledgeWithin);
    const limits = {
      acknowledgeBy: input.acknowledgeBy ? new Date(input.acknowledgeBy) : later(parent.acknowledgeBy, window),
      answerBy: input.answerBy
        ? new Date(input.answerBy)
        : parent.answerBy &&
          later(parent.answerBy, input.acknowledgeBy ? new Date(input.acknowledgeBy) : later(parent.acknowledgeBy, window)),
    };
    checkLimits(limits, now, parent);

    const audience = {
      include: [
        ...(input.areaCodes.length > 0 ? [{ kind: 'areas' as const, codes: input.areaCodes }] : []),
        ...(input.unitIds?.length ? [{ kind: 'units' as const, unitIds: input.unitIds }] : []),
      ],
      except: [],
    };
    const areas = await areaTree(tx, receipt.areaCode, now);
    const recipients = await resolveAudience(tx, audience, receipt.areaCode, areas, now);
    const issuer = { code: receipt.areaCode, shortName: receipt.areaName, deskName: deskName(receipt.areaCode, receipt.areaName) };
    const body = input.note ? `${receipt.order.body}\n\n${issuer.deskName}：${input.note}` : receipt.order.body;
    const sending = {
      orderId: input.orderId,
      incident,
      issuer,
      urgency: receipt.order.urgency,
      title: receipt.order.title,
      body,
      audience,
      questions: receipt.order.questions,
      limits,
      parent: { orderId: receipt.orderId, receiptId: receipt.id, revision: receipt.revision, limits: parent },
      recipients,
      copies: null,
    };
    const sent = await sendOrder(tx, principal, sending, now);
    const first = isUnacknowledged(receipt);
    const { at, receivedAt, seconds, inTime } = acknowledging(receipt, doneAt, now);
    const seen = changeSeen(receipt, principal, doneAt);
    const change = {
      ...seen.change,
      delegated_order_id: input.orderId,
      ...(first
        ? {
            acknowledged_at: at,
            acknowledged_by: principal.personId,
            acknowledged_by_name: principal.personName,
            acknowledged_received_at: receivedAt,
          }
        : {}),
    };
    return {
      permit,
      result: { orderId: input.orderId, numberText: sent.numberText, number: sent.number, desks: sent.desks, units: sent.units },
      writes: [...stepWrites(tx, receipt, state, now, change), ...(first ? [markWrite(tx, receipt, principal, { acknowledged: at })] : [])],
      events: [
        event(receiptDelegated, receiptPlace(receipt, at), {
          ...receiptFacts(receipt),
          toCount: sent.desks + sent.units,
          childOrderId: input.orderId,
          childNumberText: sent.numberText,
          seconds: first ? seconds : null,
          inTime,
        }),
        event(orderIssued, issuedPlace(sending, sent, now), {
          number: sent.number,
          numberText: sent.numberText,
          title: sending.title,
          urgency: sending.urgency,
          desks: sent.desks,
          persons: 0,
          units: sent.units,
          unstaffed: sent.unstaffed,
          acknowledgeBy: limits.acknowledgeBy.toISOString(),
          answerBy: limits.answerBy?.toISOString() ?? null,
          parentOrderId: receipt.orderId,
          byCommunity: sent.byCommunity,
        }),
        ...seen.events,
      ],
    };
  },
});

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
