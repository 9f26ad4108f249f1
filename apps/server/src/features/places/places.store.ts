import type { ParsedInputOf } from '@muster/contract/operation';
import type { PlaceKind } from '@muster/contract/places/place-kinds';
import { isEverOpen } from '@muster/contract/places/place-times.rules';
import type { changePlace } from '@muster/contract/places/places.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

export interface LockedPlace {
  id: string;
  community_code: string;
  kind: PlaceKind;
  name: string;
  version: number;
}

/** The row as whoever acts on it sees it; closed is told apart from not there. */
export async function lockPlace(tx: Tx, id: string, version?: number): Promise<LockedPlace> {
  const row = await tx
    .selectFrom('places')
    .select(['id', 'community_code', 'kind', 'name', 'version', 'closed_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.closed_at) throw new Problem('place.closed', { name: row.name });
  if (version !== undefined && row.version !== version) throw new Problem('version.stale', { version: row.version });
  return { ...row, kind: row.kind as PlaceKind };
}

export function testPointOnly(place: LockedPlace): void {
  if (place.kind !== 'testPoint') throw new Problem('place.not-a-test-point', { name: place.name });
}

export type WrittenPlace = Omit<
  ParsedInputOf<typeof changePlace>,
  'commandId' | 'doneAt' | 'clockSkewSeconds' | 'after' | 'placeId' | 'version'
>;

/** The compound is one of this community and still there, and the gate one of its own. */
export async function checkCompound(tx: Tx, communityCode: string, { compoundId, gate }: WrittenPlace): Promise<void> {
  if (compoundId === null) return;
  const row = await tx
    .selectFrom('compounds')
    .select(['gates', 'community_code', 'closed_at'])
    .where('id', '=', compoundId)
    .forShare()
    .executeTakeFirst();
  if (!row || row.closed_at || row.community_code !== communityCode) throw new Problem('place.compound-elsewhere');
  if (gate !== null && !row.gates.includes(gate)) throw new Problem('place.gate-unknown', { name: gate });
}

/** A shift outside of the opening times would ask for people whom nobody needs. */
export function checkShifts({ opening, shifts }: WrittenPlace): void {
  const never = shifts.find((shift) => !isEverOpen(opening, shift));
  if (never) throw new Problem('place.shift-never-open', { name: never.name });
}

export function placeColumns({ name, compoundId, gate, position, opening }: WrittenPlace) {
  return {
    name,
    compound_id: compoundId,
    gate,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    opening: JSON.stringify(opening),
  };
}

export async function insertPlace(
  tx: Tx,
  place: { id: string; communityCode: string; kind: PlaceKind; now: Date },
  written: WrittenPlace,
): Promise<void> {
  const { id, communityCode, kind, now } = place;
  await tx
    .insertInto('places')
    .values({ id, community_code: communityCode, kind, created_at: now, refresh_at: now, ...placeColumns(written) })
    .execute();
}

export async function updatePlace(
  tx: Tx,
  id: string,
  change: Partial<ReturnType<typeof placeColumns>> & { closed_at?: Date; close_reason?: string; short_from?: null; short_until?: null },
): Promise<void> {
  await tx
    .updateTable('places')
    .set((e) => ({ ...change, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/**
 * The shifts of a place are these now. One that stays keeps its people; one that is left out ends, and so does standing
 * in it. The id of another place's shift is a conflict, never taken over.
 */
export async function writeShifts(
  tx: Tx,
  place: { id: string; communityCode: string },
  { shifts }: WrittenPlace,
  now: Date,
): Promise<void> {
  const { rows: kept } = await sql<{
    id: string;
  }>`select id from place_shifts where place_id = ${place.id}::uuid and removed_at is null`.execute(tx);
  const stays = new Set(kept.map(({ id }) => id));
  const gone = kept.flatMap(({ id }) => (shifts.some((shift) => shift.id === id) ? [] : [id]));
  if (gone.length > 0) {
    await sql`update place_shifts set removed_at = ${now}::timestamptz where id = any (${gone}::uuid[])`.execute(tx);
    await sql`update place_people set ended_at = ${now}::timestamptz where shift_id = any (${gone}::uuid[]) and ended_at is null`.execute(
      tx,
    );
  }
  const columns = (shift: WrittenPlace['shifts'][number]) => ({
    name: shift.name,
    from_time: shift.from,
    to_time: shift.to,
    weekdays: [...new Set(shift.weekdays)].sort(),
    needed: shift.needed,
  });
  for (const shift of shifts.filter(({ id }) => stays.has(id)))
    await tx.updateTable('place_shifts').set(columns(shift)).where('id', '=', shift.id).execute();
  const added = shifts
    .filter(({ id }) => !stays.has(id))
    .map((shift) => ({ id: shift.id, place_id: place.id, community_code: place.communityCode, created_at: now, ...columns(shift) }));
  if (added.length > 0) await tx.insertInto('place_shifts').values(added).execute();
}
