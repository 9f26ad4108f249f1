import { useView } from '../../app/query-client.ts';
import type { LocalReceipt } from './local-receipt.ts';

export interface DeskMate {
  personId: string;
  name: string;
  openedAt: string | null;
  acknowledgedAt: string | null;
}

/** Who of the desk is concerned by a receipt: whoever has seen it, and whoever is on duty and has not. */
export function useDeskMates(receipt: LocalReceipt): DeskMate[] {
  const { data } = useView('getDesk', { code: receipt.areaCode }, { enabled: receipt.recipient === 'desk' });
  const marked = new Set(receipt.desk.map((one) => one.personId));
  const unmarked = (data?.people ?? []).filter((one) => one.onDuty && !marked.has(one.personId));
  return [...receipt.desk, ...unmarked.map(({ personId, name }) => ({ personId, name, openedAt: null, acknowledgedAt: null }))];
}
