import { rangeEnd } from '@muster/contract/areas/area-code';
import type { QueueState } from '@muster/contract/places/place-kinds';
import { listTestPoints as operation } from '@muster/contract/places/places.operations';
import { queueShown, queueStaleMinutes } from '@muster/contract/places/queue.rules';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { type RoundRow, roundOfPlace, toRound } from './place-row.ts';
import { readsPlaces } from './places.policy.ts';

interface Row {
  id: string;
  name: string;
  community_code: string;
  community_name: string;
  compound_name: string | null;
  gate: string | null;
  latitude: number | null;
  longitude: number | null;
  queue: QueueState | null;
  queue_at: Date | null;
  round: RoundRow | null;
  queue_rank: number;
  metres: number | null;
  first: number;
  second: number;
}

/** Further than anything within a city: where nobody knows how far it is. */
const farAway = 100_000_000;

/**
 * Where to go: what has an open round before what has none, then by queue and way, or by way and queue. The rank is that
 * of `queueRank`; the way is as the crow flies, on the plane: exact to a metre or two within a city.
 */
export const listTestPoints = view(operation, {
  allows: readsPlaces,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['position', 'position', 'uuid']);
    const { latitude, longitude } = input;
    const metres =
      latitude === undefined || longitude === undefined
        ? sql`null::int`
        : sql`(6371000 * sqrt(power(radians(p.latitude - ${latitude}), 2) + power(radians(p.longitude - ${longitude}) * cos(radians(${latitude})), 2)))::int`;
    const stale = new Date(now.getTime() - queueStaleMinutes * 60_000);
    const keys =
      input.by === 'queue'
        ? sql`queue_rank as first, coalesce(metres, ${farAway}) as second`
        : sql`(queue_rank = 3)::int as first, coalesce(metres, ${farAway}) as second`;
    const { rows } = await sql<Row>`select * from (select t.*, ${keys} from (
        select p.id, p.name, p.community_code, a.short_name as community_name, coalesce(m.name, c.name) as compound_name, p.gate, p.latitude, p.longitude, p.queue, p.queue_at,
          ${roundOfPlace}, ${metres} as metres,
          case when p.queue = 'closed' and p.queue_at >= ${stale}::timestamptz then 3
            when not exists (select 1 from place_rounds o where o.place_id = p.id and o.community_code = p.community_code and o.state = 'open') then 3
            when p.queue_at is null or p.queue_at < ${stale}::timestamptz then 1 when p.queue = 'short' then 0 else 2 end as queue_rank
        from places p join areas a on a.code = p.community_code left join compounds c on c.id = p.compound_id left join compounds m on m.id = c.merged_into
        where p.closed_at is null and p.kind = 'testPoint' and p.community_code >= ${under} and p.community_code < ${rangeEnd(under)}) t) k
      where ${after ? sql`(first, second, id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql`true`}
      order by first, second, id limit ${input.limit + 1}`.execute(tx);
    return page(
      rows,
      input.limit,
      (row) => ({
        id: row.id,
        name: row.name,
        communityCode: row.community_code,
        communityName: row.community_name,
        compoundName: row.compound_name,
        gate: row.gate,
        position: row.latitude !== null && row.longitude !== null ? { latitude: row.latitude, longitude: row.longitude } : null,
        metres: row.metres,
        queue: queueShown(row.queue && row.queue_at ? { queue: row.queue, at: row.queue_at } : null, now),
        queueAt: row.queue_at?.toISOString() ?? null,
        round: row.round ? toRound(row.round) : null,
      }),
      (row) => [row.first, row.second, row.id],
    );
  },
});
