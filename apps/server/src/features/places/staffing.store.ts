import { cityDay } from '@muster/contract/city-time';
import { nextShortage, type ShiftWithPeople, type Span, shiftsCollide, shortSince } from '@muster/contract/places/place-times.rules';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

/** How far ahead a place is looked at; it is looked at anew when half of that has passed. */
const aheadMs = 24 * 3_600_000;

interface StaffedPlace {
  id: string;
  community_code: string;
  opening: Span[];
  short_from: Date | null;
  short_until: Date | null;
  shifts: ShiftWithPeople[];
}

/** The shifts of places with everybody who stands in them, as the rules want them; one query for all. */
async function readStaffed(tx: Tx, placeIds: readonly string[]): Promise<StaffedPlace[]> {
  const { rows } = await sql<StaffedPlace>`select p.id, p.community_code, p.opening, p.short_from, p.short_until,
      (select coalesce(json_agg(json_build_object('id', s.id, 'from', s.from_time, 'to', s.to_time, 'weekdays', s.weekdays, 'needed', s.needed,
          'people', (select coalesce(json_agg(json_build_object('personId', l.person_id, 'fromDay', l.from_day, 'toDay', l.to_day)), '[]')
            from place_people l where l.shift_id = s.id and l.ended_at is null))), '[]')
        from place_shifts s where s.place_id = p.id and s.community_code = p.community_code and s.removed_at is null) as shifts
    from places p where p.id = any (${placeIds}::uuid[]) and p.closed_at is null order by p.id for no key update of p`.execute(tx);
  return rows;
}

/**
 * Writes down when the next time without enough people begins and ends. `since`: an act brought it about, so it did not
 * begin before; null when only time has passed. Answers how many places changed, by community.
 */
export async function refreshStaffing(tx: Tx, placeIds: readonly string[], now: Date, since: Date | null): Promise<Map<string, number>> {
  const changed = new Map<string, number>();
  const until = new Date(now.getTime() + aheadMs);
  const places = await readStaffed(tx, placeIds);
  const next = places.map((place) => {
    const found = nextShortage(place.opening, place.shifts, now, until);
    const before = place.short_from && place.short_until ? { from: place.short_from, to: place.short_until } : null;
    const from = found ? shortSince(found, before, now, since) : null;
    if (from?.getTime() !== place.short_from?.getTime() || found?.to.getTime() !== place.short_until?.getTime())
      changed.set(place.community_code, (changed.get(place.community_code) ?? 0) + 1);
    const half = new Date(now.getTime() + aheadMs / 2);
    return { id: place.id, from, to: found?.to ?? null, refreshAt: found && found.to < half ? found.to : half };
  });
  await sql`update places p set short_from = t.short_from, short_until = t.short_until, refresh_at = t.refresh_at
    from unnest(${next.map(({ id }) => id)}::uuid[], ${next.map(({ from }) => from)}::timestamptz[], ${next.map(({ to }) => to)}::timestamptz[],
      ${next.map(({ refreshAt }) => refreshAt)}::timestamptz[]) as t(id, short_from, short_until, refresh_at) where p.id = t.id`.execute(
    tx,
  );
  return changed;
}

/** Places whose time has come to be looked at: their shortage is over, or the look ahead is half used up. */
export async function placesToRefresh(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from places where closed_at is null and refresh_at <= ${now} order by refresh_at limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

interface Shift extends Span {
  id: string;
  name: string;
}

export async function findShift(tx: Tx, placeId: string, shiftId: string): Promise<Shift> {
  const { rows } = await sql<Shift>`select id, name, from_time as from, to_time as to, weekdays from place_shifts
    where id = ${shiftId}::uuid and place_id = ${placeId}::uuid and removed_at is null`.execute(tx);
  if (!rows[0]) throw new Problem('place.shift-unknown');
  return rows[0];
}

/** The person as whoever puts him there sees him, locked: of two who put one person at two places at once the second sees the first. */
export async function lockPerson(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  const row = await tx.selectFrom('persons').select(['id', 'name']).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

interface Days {
  fromDay: string;
  toDay: string | null;
}

/** Nobody stands in one shift twice, nor at two places at the same time. */
export async function checkFree(tx: Tx, personId: string, shift: Shift, { fromDay, toDay }: Days): Promise<void> {
  const { rows } = await sql<
    Shift & { place: string }
  >`select s.id, s.name, s.from_time as from, s.to_time as to, s.weekdays, coalesce(p.name, '') as place
    from place_people l join place_shifts s on s.id = l.shift_id left join places p on p.id = l.place_id
    where l.person_id = ${personId}::uuid and l.ended_at is null and (l.to_day is null or l.to_day >= ${fromDay}::date)
      and (${toDay}::date is null or l.from_day <= ${toDay}::date)`.execute(tx);
  if (rows.some(({ id }) => id === shift.id)) throw new Problem('place.person-there-already');
  const clash = rows.find((other) => shiftsCollide(shift, other));
  if (clash) throw new Problem('place.person-elsewhere', { name: clash.place, shift: clash.name });
}

export async function insertLink(
  tx: Tx,
  link: { id: string; placeId: string; communityCode: string; shiftId: string; person: { id: string; name: string }; now: Date } & Days,
): Promise<void> {
  const { id, placeId, communityCode, shiftId, person, fromDay, toDay, now } = link;
  await sql`insert into place_people (id, place_id, community_code, shift_id, person_id, person_name, from_day, to_day, created_at)
    values (${id}::uuid, ${placeId}::uuid, ${communityCode}, ${shiftId}::uuid, ${person.id}::uuid, ${person.name}, ${fromDay}::date, ${toDay}::date, ${now}::timestamptz)`.execute(
    tx,
  );
}

interface LockedLink {
  id: string;
  place_id: string;
  community_code: string;
  person_id: string;
  person_name: string;
  place_name: string;
  shift_name: string;
}

export async function lockLink(tx: Tx, id: string, now: Date): Promise<LockedLink> {
  const { rows } =
    await sql<LockedLink>`select l.id, l.place_id, l.community_code, l.person_id, l.person_name, coalesce(p.name, '') as place_name, s.name as shift_name
    from place_people l join place_shifts s on s.id = l.shift_id left join places p on p.id = l.place_id
    where l.id = ${id}::uuid and l.ended_at is null and (l.to_day is null or l.to_day >= ${cityDay(now)}::date) for no key update of l`.execute(
      tx,
    );
  if (!rows[0]) throw notFound();
  return rows[0];
}

export async function endLink(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update place_people set ended_at = ${now}::timestamptz where id = ${id}::uuid`.execute(tx);
}

/** When a place is no more, nobody stands there any more. */
export async function endLinksOf(tx: Tx, placeId: string, now: Date): Promise<void> {
  await sql`update place_people set ended_at = ${now}::timestamptz where place_id = ${placeId}::uuid and ended_at is null`.execute(tx);
}
