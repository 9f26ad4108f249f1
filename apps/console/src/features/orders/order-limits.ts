import type { OrderSummary } from '@muster/contract/orders/orders.operations';

/** The limit that lists show: the nearer one still ahead, else the last one that passed (DESIGN §6). */
export function nearestLimit(order: Pick<OrderSummary, 'acknowledgeBy' | 'answerBy'>, now: number): string {
  if (Date.parse(order.acknowledgeBy) > now) return order.acknowledgeBy;
  return order.answerBy ?? order.acknowledgeBy;
}
