import { ancestorCodes, isWithin } from '@muster/contract/areas/area-code';
import { deskName } from '@muster/contract/areas/desk-name';
import { type GroundKind, groundKinds, type LimitKind } from '@muster/contract/attention/attention';
import type { AttentionItem } from '@muster/contract/attention/attention.operations';
import { getAttention as getOperation, listAttention as listOperation } from '@muster/contract/attention/attention.operations';
import { cityDay } from '@muster/contract/city-time';
import type { Urgency } from '@muster/contract/orders/limits';
import { isDeskRole, seesOrders } from '@muster/contract/people/roles';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { currentIncident } from '../incidents/index.ts';
import { headPosition } from '../journal/index.ts';
import { escalationTarget, nextEscalation } from '../orders/index.ts';
import {
  type AgendaRow,
  countCommunities,
  filterKeys,
  type GroupRow,
  keepHour,
  readCells,
  readCurve,
  readGroups,
  readItems,
  readKeys,
  readRunning,
} from './attention.store.ts';

const groupsShown = 40;
const isGround = (key: string): key is GroundKind => (groundKinds as readonly string[]).includes(key);

function readsAttention(principal: Principal): boolean {
  return principal.role !== 'system' && seesOrders(principal.role) && principal.areaCode !== null;
}

/** The area that is asked for, or one's own; never one that is not within it. */
function askedArea(principal: Principal, asked: string | undefined): string {
  const own = principal.areaCode as string;
  if (asked !== undefined && !isWithin(asked, own)) throw new Problem('not-permitted', { areaCode: asked });
  return asked ?? own;
}

export const getAttention = view(getOperation, {
  allows: readsAttention,
  async read({ tx, principal, input, now }) {
    const areaCode = askedArea(principal, input.areaCode);
    const incident = await currentIncident(tx);
    const position = await headPosition(tx);
    const [communities, cells, groups, running, curve] = await Promise.all([
      countCommunities(tx, areaCode),
      readCells(tx, areaCode, now),
      readGroups(tx, areaCode, now, groupsShown),
      readRunning(tx, areaCode),
      incident ? readCurve(tx, areaCode.slice(0, 4), areaCode, incident.id, now) : [],
    ]);
    const hourAgo = curve.filter((point) => point.at.getTime() <= now.getTime() - 45 * 60_000).at(-1);
    const names = await areaNames(tx, [...new Set(groups.flatMap((group) => [group.code, ...ancestorCodes(group.code)]))]);
    const onlyThings = await readItems(
      tx,
      groups
        .filter((group) => group.kind !== 'receipt' && group.count === 1)
        .map((group) => ({ kind: group.kind, subject_id: group.only_id })),
      now,
    );
    const filters = filterKeys.flatMap((key) => {
      const of = cells.filter((cell) => cell.filter === key);
      const state = of.some((cell) => cell.letter !== 'W') ? ('late' as const) : ('waiting' as const);
      return of.length === 0 ? [] : [{ key, kind: isGround(key) ? key : ('receipt' as const), state, count: of.length }];
    });
    return {
      areaCode,
      asOf: now.toISOString(),
      position,
      communities,
      needing: cells.length,
      needingHourAgo: hourAgo?.needing ?? null,
      filters,
      // The filter of a cell as a bit, in the order of `filters`.
      cells: cells.map((cell): [string, string, number] => [
        cell.code,
        cell.letter,
        1 << filters.findIndex(({ key }) => key === cell.filter),
      ]),
      groups: groups.map((group) => groupView(group, principal, names, onlyThings, now)),
      groupsLeft: Math.max(0, (groups[0]?.in_all ?? 0) - groups.length),
      curve: curve.map((point) => ({ at: point.at.toISOString(), needing: point.needing })),
      agenda: agenda(running, now),
    };
  },
});

function limitsOf(order: Pick<AgendaRow, 'issued_at' | 'acknowledge_by' | 'answer_by' | 'amended_at' | 'change_by' | 'state'>) {
  return {
    issuedAt: order.issued_at,
    acknowledgeBy: order.acknowledge_by,
    answerBy: order.answer_by,
    amendedAt: order.amended_at,
    changeBy: order.change_by,
    state: order.state,
  };
}

function groupView(
  group: GroupRow,
  principal: Principal,
  names: Map<string, string>,
  onlyThings: ReadonlyMap<string, AttentionItem>,
  now: Date,
) {
  const above = ancestorCodes(group.code).at(-1);
  const only = onlyThings.get(group.only_id);
  return {
    areaCode: group.code,
    areaName: names.get(group.code) ?? group.code,
    aboveName: above ? (names.get(above) ?? '') : '',
    kind: group.kind,
    order: group.order_id === null ? null : { id: group.order_id, numberText: group.number_text, urgency: group.urgency as Urgency },
    only: only ? { subjectId: only.subjectId, title: only.title } : null,
    state: group.is_late ? ('late' as const) : ('waiting' as const),
    limit: group.limit_kind,
    count: group.count,
    unstaffed: group.unstaffed,
    areaCodes: group.codes,
    since: (group.is_late ? group.due_at : group.since).toISOString(),
    until: group.due_at.toISOString(),
    escalated: group.is_escalated,
    ...(group.order_id === null ? nothingAhead : ahead(group, principal, names, now)),
  };
}

/** What the ground has open is escalated by its own feature, and nobody is reminded of it by an order's means. */
const nothingAhead = { nextEscalationAt: null, nextEscalationTo: null, may: { remind: false } };

/** What happens by itself next with an order's receipts, and whether the reader may remind them. */
function ahead(group: GroupRow, principal: Principal, names: Map<string, string>, now: Date) {
  const owing = (limit: LimitKind) => (group.limit_kind === limit ? group.count : 0);
  const open = { unacknowledged: owing('acknowledge'), changed: owing('change'), inHand: owing('answer') };
  const next = nextEscalation(limitsOf(group), open, now);
  const target = next ? escalationTarget(group.codes[0] ?? group.code, group.issuer_code, next.depth) : null;
  return {
    nextEscalationAt: next?.at.toISOString() ?? null,
    nextEscalationTo: target ? deskName(target, names.get(target) ?? '') : null,
    may: {
      remind:
        principal.role !== 'system' &&
        isDeskRole(principal.role) &&
        group.state === 'issued' &&
        group.unstaffed < group.count &&
        group.codes.some((code) => code !== principal.areaCode),
    },
  };
}

/** Today's limits of the orders that run here and their next escalations, in time order. */
function agenda(running: readonly AgendaRow[], now: Date) {
  const today = cityDay(now);
  const moments = running.flatMap((order) => {
    const base = { orderId: order.id, numberText: order.number_text };
    const open = { unacknowledged: order.unacknowledged, changed: order.changed, inHand: order.in_hand };
    const next = nextEscalation(limitsOf(order), open, now);
    return [
      { ...base, at: order.acknowledge_by, kind: 'acknowledgeLimit' as const, count: order.unacknowledged },
      ...(order.change_by && order.changed > 0
        ? [{ ...base, at: order.change_by, kind: 'changeLimit' as const, count: order.changed }]
        : []),
      ...(order.answer_by ? [{ ...base, at: order.answer_by, kind: 'answerLimit' as const, count: order.in_hand }] : []),
      ...(next && next.depth > 1
        ? [
            {
              ...base,
              at: next.at,
              kind: 'escalation' as const,
              count: { acknowledge: order.unacknowledged, change: order.changed, answer: order.in_hand }[next.limit],
            },
          ]
        : []),
    ];
  });
  return moments
    .filter((moment) => cityDay(moment.at) === today)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((moment) => ({ ...moment, at: moment.at.toISOString() }));
}

export const listAttention = view(listOperation, {
  allows: readsAttention,
  async read({ tx, principal, input, now }) {
    const areaCode = askedArea(principal, input.areaCode);
    const keys = await readKeys(tx, {
      areaCode,
      kind: input.kind ?? null,
      orderId: input.orderId ?? null,
      now,
      onlyLate: input.state === 'late',
      after: decodeCursor(input.cursor, ['instant', 'uuid']),
      limit: input.limit + 1,
    });
    const items = await readItems(tx, keys.slice(0, input.limit), now);
    const { items: shown, ...rest } = page(
      keys,
      input.limit,
      (key) => items.get(key.subject_id),
      (key) => [key.due_at.toISOString(), key.subject_id],
    );
    return { ...rest, items: shown.filter((item) => item !== undefined) };
  },
});

/** Keeps the curve by the hour. Runs in the city's scope; without an active incident there is nothing to keep. */
export async function keepAttentionHour(tx: Tx, cityCode: string, now: Date): Promise<void> {
  const incident = await currentIncident(tx);
  if (incident?.state === 'active') await keepHour(tx, cityCode, incident.id, now);
}
