import { cityDay } from '@muster/contract/city-time';
import type { PlaceKind, QueueState } from '@muster/contract/places/place-kinds';
import type { RoundState } from '@muster/contract/places/place-machines';
import type { Round } from '@muster/contract/places/place-rounds.operations';
import { isOpenAt, type Span, staffingAt } from '@muster/contract/places/place-times.rules';
import type { Place } from '@muster/contract/places/places.operations';
import { queueShown } from '@muster/contract/places/queue.rules';
import { type RawBuilder, sql } from 'kysely';
import { may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { maskMobile } from '../people/index.ts';
import { placesPolicy } from './places.policy.ts';

/** As JSON gives it: instants are texts. */
export interface RoundRow {
  id: string;
  name: string;
  state: RoundState;
  planned_from: string;
  planned_to: string;
  opened_at: string | null;
  closed_at: string | null;
  done: number;
}

export interface PlaceRow {
  id: string;
  community_code: string;
  community_name: string;
  name: string;
  kind: PlaceKind;
  compound_id: string | null;
  compound_name: string | null;
  gate: string | null;
  latitude: number | null;
  longitude: number | null;
  opening: Span[];
  shifts: {
    id: string;
    name: string;
    from: string;
    to: string;
    weekdays: number[];
    needed: number;
    people: { linkId: string; personId: string; name: string; mobile: string | null; fromDay: string; toDay: string | null }[];
  }[];
  short_from: Date | null;
  short_until: Date | null;
  queue: QueueState | null;
  queue_at: Date | null;
  queue_by: string | null;
  round: RoundRow | null;
  problems: number;
  version: number;
}

const iso = (text: string | null) => (text === null ? null : new Date(text).toISOString());

export function toRound(row: RoundRow): Round {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    plannedFrom: iso(row.planned_from) as string,
    plannedTo: iso(row.planned_to) as string,
    openedAt: iso(row.opened_at),
    closedAt: iso(row.closed_at),
    done: row.done,
  };
}

/** The round of a place `p` that is open, else the next one that is planned. */
export const roundOfPlace = sql`(select row_to_json(r) from (
      select id, name, state, planned_from, planned_to, opened_at, closed_at, done from place_rounds r
      where r.place_id = p.id and r.community_code = p.community_code and r.state <> 'closed' order by r.state = 'open' desc, r.planned_from limit 1) r) as round`;

/** A record of a compound that was merged leads to the one that stays. */
export const placeJoins = sql`join areas a on a.code = p.community_code left join compounds c on c.id = p.compound_id
  left join compounds m on m.id = c.merged_into`;

/** Places `p` of a page with everything that belongs to them now: lookups by place, never the tables. */
export function placeColumnsShown(now: Date): RawBuilder<unknown> {
  // Whoever's last day was yesterday may still stand in the night shift that began then.
  const yesterday = cityDay(new Date(now.getTime() - 86_400_000));
  return sql`p.id, p.community_code, a.short_name as community_name, p.name, p.kind, coalesce(m.id, p.compound_id) as compound_id, coalesce(m.name, c.name) as compound_name,
    p.gate, p.latitude, p.longitude, p.opening, p.short_from, p.short_until, p.queue, p.queue_at, p.queue_by, p.version,
    (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'from', s.from_time, 'to', s.to_time, 'weekdays', s.weekdays, 'needed', s.needed,
        'people', (select coalesce(json_agg(json_build_object('linkId', l.id, 'personId', l.person_id, 'name', l.person_name, 'mobile', t.mobile,
            'fromDay', l.from_day, 'toDay', l.to_day) order by l.from_day, l.person_name), '[]')
          from place_people l left join persons t on t.id = l.person_id
          where l.shift_id = s.id and l.ended_at is null and (l.to_day is null or l.to_day >= ${yesterday}::date))) order by s.from_time, s.name), '[]')
      from place_shifts s where s.place_id = p.id and s.community_code = p.community_code and s.removed_at is null) as shifts,
    ${roundOfPlace},
    (select count(*)::int from place_problems q where q.place_id = p.id and q.community_code = p.community_code and q.state <> 'settled') as problems`;
}

export function toPlace(principal: Principal, now: Date): (row: PlaceRow) => Place {
  return (row) => {
    const place = { communityCode: row.community_code };
    const isShort = row.short_until !== null && row.short_until > now;
    const isTestPoint = row.kind === 'testPoint';
    return {
      id: row.id,
      communityCode: row.community_code,
      communityName: row.community_name,
      name: row.name,
      kind: row.kind,
      compoundId: row.compound_id,
      compoundName: row.compound_name,
      gate: row.gate,
      position: row.latitude !== null && row.longitude !== null ? { latitude: row.latitude, longitude: row.longitude } : null,
      opening: row.opening.map((span) => ({ from: span.from, to: span.to, weekdays: [...span.weekdays] })),
      shifts: row.shifts.map(({ people, ...shift }) => ({
        ...shift,
        people: people.map(({ mobile, ...person }) => ({ ...person, mobileMasked: maskMobile(mobile) })),
      })),
      isOpen: isOpenAt(row.opening, now),
      ...staffingAt(row.opening, row.shifts, now),
      shortFrom: isShort ? (row.short_from?.toISOString() ?? null) : null,
      shortUntil: isShort ? (row.short_until?.toISOString() ?? null) : null,
      queue: isTestPoint ? queueShown(row.queue && row.queue_at ? { queue: row.queue, at: row.queue_at } : null, now) : null,
      queueAt: row.queue_at?.toISOString() ?? null,
      queueBy: row.queue_by,
      round: row.round ? toRound(row.round) : null,
      problems: row.problems,
      version: row.version,
      may: {
        change: may(placesPolicy, principal, 'place:change', place),
        report: may(placesPolicy, principal, 'place:reportProblem', place),
      },
    };
  };
}
