import { sql } from 'kysely';
import type { NewEvent } from '../../platform/command.ts';
import type { Delta, Metric } from '../../platform/metric.ts';

/** The figures of orders. Each is added up from events as they happen, and found again from the records by `recount`. */
interface Counted {
  byCommunity?: Record<string, number>;
  seconds?: number | null;
  inTime?: boolean;
  again?: boolean;
}

const counted = (event: NewEvent) => event.payload as Counted;
const own = (event: NewEvent, by: number): Delta[] => (event.areaCode === null ? [] : [{ areaCode: event.areaCode, by }]);
const spread = (event: NewEvent): Delta[] => Object.entries(counted(event).byCommunity ?? {}).map(([areaCode, by]) => ({ areaCode, by }));
/** An event that acknowledged: by itself, or because delegating and answering do. */
const acknowledges = (event: NewEvent) =>
  ['receipt.acknowledged', 'receipt.delegated', 'receipt.answered'].includes(event.kind.type) && typeof counted(event).seconds === 'number';

const community = sql.raw('left(area_code, 12)');
/** Day of the city: UTC + 8. */
const cityDay = (column: string) => sql.raw(`((${column} + interval '8 hours') at time zone 'UTC')::date::text`);

/** The journal says where it was then; it counts for who goes on with that. */
function fromEvents(types: readonly string[], value: ReturnType<typeof sql.raw>): Metric['recount'] {
  return async (tx, { incidentId, lo, hi }) => {
    const { rows } = await sql<{
      area_code: string;
      day: string;
      value: number;
    }>`select left(p.code, 12) as area_code, ${cityDay('e.done_at')} as day, sum(c.n)::int as value
      from events e cross join lateral (${value}) as c(code, n)
        left join area_lineage l on l.former_code = c.code cross join lateral (select coalesce(l.present_code, c.code)) as p(code)
      where e.type = any(${types}::text[]) and e.incident_id = ${incidentId} and p.code >= ${lo} and p.code < ${hi} group by 1, 2`.execute(
      tx,
    );
    return rows;
  };
}
const eachCommunity = sql.raw("select key, value::int from jsonb_each_text(e.payload -> 'byCommunity')");

function fromReceipts(column: string, value: string, condition: string): Metric['recount'] {
  return async (tx, { incidentId, lo, hi }) => {
    const { rows } = await sql<{
      area_code: string;
      day: string;
      value: number;
    }>`select ${community} as area_code, ${cityDay(column)} as day, ${sql.raw(value)} as value
      from receipts where incident_id = ${incidentId} and ${sql.raw(condition)} and area_code >= ${lo} and area_code < ${hi} group by 1, 2`.execute(
      tx,
    );
    return rows;
  };
}

export const orderMetrics: readonly Metric[] = [
  {
    column: 'orders_issued',
    delta: (event) => (event.kind.type === 'order.issued' ? own(event, 1) : []),
    async recount(tx, { incidentId, lo, hi }) {
      const { rows } = await sql<{
        area_code: string;
        day: string;
        value: number;
      }>`select left(issuer_code, 12) as area_code, ${cityDay('issued_at')} as day, count(*)::int as value
        from orders where incident_id = ${incidentId} and kind = 'order' and issuer_code >= ${lo} and issuer_code < ${hi} group by 1, 2`.execute(
        tx,
      );
      return rows;
    },
  },
  {
    column: 'receipts_sent',
    delta: (event) => (['order.issued', 'order.supportRequested', 'order.amended'].includes(event.kind.type) ? spread(event) : []),
    recount: fromReceipts('sent_at', 'count(*)::int', 'true'),
  },
  {
    column: 'receipts_acknowledged',
    delta: (event) => (acknowledges(event) ? own(event, 1) : []),
    recount: fromReceipts('acknowledged_at', 'count(*)::int', 'acknowledged_at is not null'),
  },
  {
    column: 'receipts_acknowledged_in_time',
    delta: (event) => (acknowledges(event) && counted(event).inTime ? own(event, 1) : []),
    recount: fromReceipts('acknowledged_at', 'count(*)::int', 'acknowledged_at <= acknowledge_by'),
  },
  {
    column: 'acknowledge_seconds',
    delta: (event) => (acknowledges(event) ? own(event, counted(event).seconds ?? 0) : []),
    recount: fromReceipts(
      'acknowledged_at',
      'sum(round(extract(epoch from acknowledged_at - sent_at)))::int',
      'acknowledged_at is not null',
    ),
  },
  {
    column: 'receipts_answered',
    delta: (event) => (event.kind.type === 'receipt.answered' && !counted(event).again ? own(event, 1) : []),
    recount: fromEvents(['receipt.answered'], sql.raw("select e.area_code, 1 where not (e.payload ->> 'again')::boolean")),
  },
  {
    column: 'receipts_accepted',
    delta: (event) => (event.kind.type === 'order.answersAccepted' ? spread(event) : []),
    recount: fromReceipts('accepted_at', 'count(*)::int', 'accepted_at is not null'),
  },
  {
    column: 'reminders_sent',
    delta: (event) => (event.kind.type === 'order.reminded' ? spread(event) : []),
    recount: fromEvents(['order.reminded'], eachCommunity),
  },
  {
    column: 'escalations',
    delta: (event) => (event.kind.type === 'order.escalated' ? spread(event) : []),
    recount: fromEvents(['order.escalated'], eachCommunity),
  },
  {
    column: 'changes_acknowledged',
    delta: (event) => (event.kind.type === 'receipt.changeAcknowledged' ? own(event, 1) : []),
    recount: fromEvents(['receipt.changeAcknowledged'], sql.raw('select left(e.area_code, 12), 1')),
  },
];
