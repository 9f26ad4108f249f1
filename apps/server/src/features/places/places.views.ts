import { codeLength, rangeEnd } from '@muster/contract/areas/area-code';
import { cityDay, startOfCityDay } from '@muster/contract/city-time';
import { type PlaceKind, placeKinds } from '@muster/contract/places/place-kinds';
import { shortAheadMinutes } from '@muster/contract/places/place-times.rules';
import * as operations from '@muster/contract/places/places.operations';
import { queueStaleMinutes } from '@muster/contract/places/queue.rules';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { type PlaceRow, placeColumnsShown, placeJoins, toPlace } from './place-row.ts';
import { placesPolicy, readsPlaces } from './places.policy.ts';

/** Without enough people now, or within the time in which somebody can still be found. Served by `places_short`. */
export function isShortSoon(now: Date): RawBuilder<boolean> {
  return sql`p.short_from <= ${new Date(now.getTime() + shortAheadMinutes * 60_000)}::timestamptz and p.short_until > ${now}::timestamptz`;
}

function queueIs(queue: string | undefined, now: Date): RawBuilder<boolean> {
  if (queue === undefined) return sql`true`;
  const fresh = sql`coalesce(p.queue_at >= ${new Date(now.getTime() - queueStaleMinutes * 60_000)}::timestamptz, false)`;
  return queue === 'unknown' ? sql`p.kind = 'testPoint' and not ${fresh}` : sql`p.kind = 'testPoint' and p.queue = ${queue} and ${fresh}`;
}

/** By community, name, id: the order of `places_by_community`, so that a page costs its rows. */
export const listPlaces = view(operations.listPlaces, {
  allows: readsPlaces,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['text', 'text', 'uuid']);
    const yesterday = cityDay(new Date(now.getTime() - 86_400_000));
    const { rows } = await sql<PlaceRow>`select ${placeColumnsShown(now)} from (
        select * from places p where p.closed_at is null and p.community_code >= ${under} and p.community_code < ${rangeEnd(under)}
          and ${input.kind ? sql`p.kind = ${input.kind}` : sql`true`}
          and ${input.compoundId ? sql`p.compound_id in (select id from compounds where id = ${input.compoundId}::uuid or merged_into = ${input.compoundId}::uuid)` : sql`true`}
          and ${input.unstaffed === 'true' ? isShortSoon(now) : sql`true`}
          and ${queueIs(input.queue, now)}
          and ${input.problems === 'true' ? sql`p.id in (select place_id from place_problems where state <> 'settled' and community_code >= ${under} and community_code < ${rangeEnd(under)})` : sql`true`}
          and ${
            input.mine === 'true'
              ? sql`p.id in (select place_id from place_people where person_id = ${principal.personId}::uuid and ended_at is null and (to_day is null or to_day >= ${yesterday}::date))`
              : sql`true`
          }
          and ${after ? sql`(p.community_code, p.name, p.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql`true`}
        order by p.community_code, p.name, p.id limit ${input.limit + 1}) p ${placeJoins}
      order by p.community_code, p.name, p.id`.execute(tx);
    return page(rows, input.limit, toPlace(principal, now), (row) => [row.community_code, row.name, row.id]);
  },
});

export const summarisePlaces = view(operations.summarisePlaces, {
  allows: readsPlaces,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const within = sql`community_code >= ${under} and community_code < ${rangeEnd(under)}`;
    const today = startOfCityDay(cityDay(now));
    const [kinds, counts] = await Promise.all([
      sql<{
        kind: PlaceKind;
        places: number;
      }>`select kind, count(*)::int as places from places where closed_at is null and ${within} group by 1`.execute(tx),
      sql<{ unstaffed: number; problems: number; open_rounds: number; done_today: number }>`select
        (select count(*)::int from places p where p.closed_at is null and ${within} and ${isShortSoon(now)}) as unstaffed,
        (select count(*)::int from place_problems where state <> 'settled' and ${within}) as problems,
        (select count(*)::int from place_rounds where state = 'open' and ${within}) as open_rounds,
        (select coalesce(sum(done), 0)::int from place_rounds where opened_at >= ${today}::timestamptz and ${within}) as done_today`.execute(
        tx,
      ),
    ]);
    const [count] = counts.rows;
    return {
      places: kinds.rows.reduce((sum, row) => sum + row.places, 0),
      unstaffed: count?.unstaffed ?? 0,
      problems: count?.problems ?? 0,
      openRounds: count?.open_rounds ?? 0,
      doneToday: count?.done_today ?? 0,
      byKind: placeKinds.flatMap((kind) => {
        const places = kinds.rows.find((row) => row.kind === kind)?.places ?? 0;
        return places > 0 ? [{ kind, places }] : [];
      }),
      may: { add: under.length === codeLength('community') && may(placesPolicy, principal, 'place:add', { communityCode: under }) },
    };
  },
});
