import type { FigureKey } from '@muster/contract/tallies/tallies.operations';
import type { TallyColumn } from '../../platform/metric.ts';

/** How each figure follows from the kept counters: one of them, or a sum of seconds over a count. */
export interface FigureRule {
  group: string;
  unit: 'count' | 'minutes';
  column: TallyColumn;
  over?: TallyColumn;
}

export const figureRules: Record<FigureKey, FigureRule> = {
  ordersIssued: { group: 'orders', unit: 'count', column: 'orders_issued' },
  receiptsSent: { group: 'orders', unit: 'count', column: 'receipts_sent' },
  receiptsAcknowledged: { group: 'orders', unit: 'count', column: 'receipts_acknowledged' },
  receiptsAcknowledgedInTime: { group: 'orders', unit: 'count', column: 'receipts_acknowledged_in_time' },
  receiptsAnswered: { group: 'orders', unit: 'count', column: 'receipts_answered' },
  receiptsAccepted: { group: 'orders', unit: 'count', column: 'receipts_accepted' },
  minutesToAcknowledge: { group: 'pace', unit: 'minutes', column: 'acknowledge_seconds', over: 'receipts_acknowledged' },
  remindersSent: { group: 'pace', unit: 'count', column: 'reminders_sent' },
  escalations: { group: 'pace', unit: 'count', column: 'escalations' },
  changesAcknowledged: { group: 'pace', unit: 'count', column: 'changes_acknowledged' },
};

/** Value of a figure from its counters; null where there is nothing to divide by. Minutes with one decimal. */
export function figureValue(rule: FigureRule, sums: { value: number; over: number }): number | null {
  if (!rule.over) return sums.value;
  return sums.over === 0 ? null : Math.round((sums.value / sums.over / 60) * 10) / 10;
}
