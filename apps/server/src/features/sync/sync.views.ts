import type { ResultOf } from '@muster/contract/operation';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { isDeskRole, type Role, seesOrders } from '@muster/contract/people/roles';
import { syncDesk as operation } from '@muster/contract/sync/sync.operations';
import { Gate } from '../../platform/gate.ts';
import { type ViewFacts, view } from '../../platform/view.ts';
import { getArea, listChildAreas } from '../areas/index.ts';
import { currentIncident } from '../incidents/index.ts';
import { headPosition } from '../journal/index.ts';
import { getInboxSummary, listInbox, openReceiptIds, readOwnReceipts } from '../orders/index.ts';
import { getDesk } from '../people/index.ts';
import { changesSince, watchedOf } from './changed.store.ts';

type Sync = ResultOf<typeof operation>;
type Facts = ViewFacts<{ after?: number | undefined; incident?: string | null | undefined; open: string[]; settled: string[] }>;

/**
 * Bytes of receipts in one answer, before they are packed. Chinese text of a whole page packs worst, to three
 * fifths; so the first answer stays below 200 kB however long the orders are, and the rest follows with the next.
 */
const bytesMost = 300_000;
/** Read at once the first time; what has no room is told with the next answer. */
const firstMost = 60;
const settledMost = 15;
/** Each holds a connection for a tenth of a second: a city that wakes up must not keep everybody else waiting. */
const gate = new Gate(8);
const belowMost = 200;
/** Receipts that come in one answer to a device which lacks more. */
const lackingMost = 20;

export const syncDesk = view(operation, {
  gate,
  allows: (principal) => principal.role !== 'system' && seesOrders(principal.role as Role),
  async read(facts) {
    const { tx, input } = facts;
    // Read before everything else: what is sealed while the rest is read comes again the next time, and is never missed.
    const position = await headPosition(tx);
    const current = await currentIncident(tx);
    const incident = current && `${current.id} ${current.version}`;
    const common = { position, asOf: facts.now.toISOString(), incident };
    const isSameIncident = input.incident === incident;
    const changed = input.after !== undefined && input.after <= position && isSameIncident ? await changes(facts, input.after) : null;
    const summary = await getInboxSummary.read({ ...facts, input: {} });
    return { ...common, summary, ...(changed ?? (await whole(facts))) };
  },
});

type Content = Omit<Sync, 'position' | 'asOf' | 'incident' | 'summary'>;

async function whole(facts: Facts): Promise<Content> {
  const { tx, principal, now } = facts;
  const ids = await openReceiptIds(tx, principal);
  const read = await readOwnReceipts(tx, principal, ids.slice(0, firstMost), now);
  const byId = new Map(read.map((one) => [one.id, one]));
  const { items, left } = fitting(
    ids.flatMap((id) => byId.get(id) ?? []),
    bytesMost,
  );
  const hasMore = items.length < read.length || ids.length > firstMost;
  const settled = hasMore ? null : await listInbox.read({ ...facts, input: { open: 'false', limit: settledMost } });
  const fits = settled !== null && size(settled.items) <= left;
  return {
    isWhole: true,
    open: items,
    hasMore,
    settled: fits ? settled.items : [],
    settledCursor: fits ? settled.nextCursor : '',
    gone: [],
    place: await place(facts),
  };
}

/** As many as there is room for, the most pressing first; one always, or a desk with very long orders would never get any. */
function fitting(receipts: readonly ReceiptDetail[], room: number): { items: ReceiptDetail[]; left: number } {
  const items: ReceiptDetail[] = [];
  let left = room;
  for (const receipt of receipts) {
    const bytes = size(receipt);
    if (items.length > 0 && bytes > left) break;
    items.push(receipt);
    left -= bytes;
  }
  return { items, left };
}

const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** Null where the whole is cheaper to tell than what has changed. */
async function changes(facts: Facts, after: number): Promise<Content | null> {
  const { tx, principal, input } = facts;
  const openNow = new Set(await openReceiptIds(tx, principal));
  const held = new Set([...input.open, ...input.settled]);
  const below = await belowOf(facts);
  const watched = await watchedOf(tx, [...new Set([...openNow, ...held])]);
  const areaCodes = [...(principal.areaCode ? [principal.areaCode] : []), ...(below?.items ?? []).map((area) => area.code)];
  const changed = await changesSince(tx, after, watched, areaCodes);
  if (changed === null || changed.areas) return null;
  const told = new Set([...changed.receiptIds].filter((id) => openNow.has(id) || held.has(id)));
  // What has come may not have been sealed yet, and of very much there was no room: told by what the device lacks.
  const lacking = [...openNow].filter((id) => !held.has(id));
  for (const id of lacking.slice(0, lackingMost)) told.add(id);
  for (const id of input.open) if (!openNow.has(id)) told.add(id);
  for (const id of input.settled) if (openNow.has(id)) told.add(id);
  const details = await readOwnReceipts(tx, principal, [...told], facts.now);
  const there = new Set(details.map((one) => one.id));
  return {
    isWhole: false,
    open: details.filter((one) => openNow.has(one.id)),
    hasMore: lacking.length > lackingMost,
    settled: details.filter((one) => !openNow.has(one.id)),
    settledCursor: null,
    gone: [...told].filter((id) => !there.has(id) && held.has(id)),
    place: changed.place ? await place(facts) : null,
  };
}

async function place(facts: Facts): Promise<Sync['place']> {
  const code = facts.principal.areaCode;
  const below = await belowOf(facts);
  if (code === null || below === null) return null;
  const [area, desk] = [await getArea.read({ ...facts, input: { code } }), await getDesk.read({ ...facts, input: { code } })];
  return { area, desk, below };
}

/** Who acts for a unit has no territory of his own. */
async function belowOf(facts: Facts) {
  const { areaCode, role } = facts.principal;
  if (areaCode === null || !(isDeskRole(role as Role) || role === 'volunteer' || role === 'supervisor')) return null;
  return listChildAreas.read({ ...facts, input: { code: areaCode, limit: belowMost } });
}
