import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { byLimit, mergeOpen, mergeSettled } from './desk-merge.ts';
import { callInTime, queryClient, type ResultOfView } from './query-client.ts';

type Sync = ResultOfView<'syncDesk'>;

/** What this phone holds of its desk: enough for Today, the inbox, orders and their answer forms without network. */
export interface Desk {
  position: number;
  incident: string | null;
  open: ReceiptDetail[];
  settled: ReceiptDetail[];
  /** Where the list of settled ones goes on. */
  settledCursor: string | null;
}

export const deskKey = ['syncDesk'];
/** A city has ten or so districts, a subdistrict thirty communities: nobody on a phone has more below him than this. */
export const belowMost = 200;
/** Settled ones that are kept; older ones are read when somebody asks for them. */
const settledMost = 40;
/** A desk with a thousand open orders comes in twenty answers. */
const turnsMost = 60;

/** Brings what is held up to date: everything the first time, afterwards what has changed. */
export async function syncDesk(signal: AbortSignal): Promise<Desk> {
  let desk = queryClient.getQueryData<Desk>(deskKey);
  for (let turn = 0; turn < turnsMost; turn++) {
    const answer = await callInTime('syncDesk', asked(desk), signal);
    desk = merged(desk, answer);
    spread(answer, desk);
    if (!answer.hasMore) return desk;
    // The first answer has what is most pressing; it is shown while the rest comes.
    queryClient.setQueryData(deskKey, desk);
  }
  return desk as Desk;
}

function asked(desk: Desk | undefined) {
  if (!desk) return {};
  const ids = (list: ReceiptDetail[]) => list.map((one) => one.id);
  return { after: desk.position, incident: desk.incident, open: ids(desk.open), settled: ids(desk.settled) };
}

function merged(desk: Desk | undefined, answer: Sync): Desk {
  const { position, incident } = answer;
  if (!desk || answer.isWhole) {
    return { position, incident, open: byLimit(answer.open), settled: answer.settled, settledCursor: answer.settledCursor };
  }
  return {
    position,
    incident,
    open: mergeOpen(desk.open, answer),
    settled: mergeSettled(desk.settled, answer).slice(0, settledMost),
    settledCursor: desk.settledCursor,
  };
}

/** Each page reads its own view; what came here is put where it looks. */
function spread(answer: Sync, desk: Desk): void {
  for (const receipt of answer.isWhole ? [...desk.open, ...desk.settled] : [...answer.open, ...answer.settled]) {
    queryClient.setQueryData(['getReceipt', { receiptId: receipt.id }], receipt);
  }
  for (const receiptId of answer.gone) queryClient.removeQueries({ queryKey: ['getReceipt', { receiptId }] });
  queryClient.setQueryData(['getInboxSummary', {}], answer.summary);
  if (answer.place) {
    const { area, desk: people, below } = answer.place;
    queryClient.setQueryData(['getArea', { code: area.code }], area);
    queryClient.setQueryData(['getDesk', { code: area.code }], people);
    queryClient.setQueryData(['listChildAreas', { code: area.code, limit: belowMost }], below);
  }
}
