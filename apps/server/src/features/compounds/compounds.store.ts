import { compoundNameKey } from '@muster/contract/compounds/compound-names';
import type { addCompound } from '@muster/contract/compounds/compounds.operations';
import type { ParsedInputOf } from '@muster/contract/operation';
import { sql } from 'kysely';
import { pinyin } from 'pinyin-pro';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { searchText } from '../areas/index.ts';

export type WrittenCompound = Omit<ParsedInputOf<typeof addCompound>, 'commandId' | 'doneAt' | 'compoundId' | 'communityCode'>;

export interface PositionColumns {
  longitude: number | null;
  latitude: number | null;
  position_source: string | null;
  position_accuracy: number | null;
  /** As text: the driver would take an array for one of SQL. */
  outline: string | null;
}

export interface LockedCompound extends PositionColumns {
  id: string;
  community_code: string;
  name: string;
  aliases: string[];
  version: number;
  other_households: number;
  other_residents: number;
  road: string | null;
  number: string | null;
  yard: string | null;
  gates: string[];
}

/** What is written of a compound as columns: with the keys by which the same place is found again. */
export function compoundColumns(written: WrittenCompound) {
  const { name, aliases, address, gridCode, kind, lacks, gates, otherHouseholds, otherResidents } = written;
  return {
    name,
    name_key: compoundNameKey(name),
    sound_key: soundKey(name),
    aliases,
    ...address,
    grid_code: gridCode,
    kind,
    lacks,
    gates,
    other_households: otherHouseholds,
    other_residents: otherResidents,
    search_text: searchText([name, ...aliases]),
  };
}

/** As it is heard on the telephone: 湖滨新苑 and 湖宾新园 are told apart, 天湖苑 and 天湖园 are not. */
export function soundKey(name: string): string {
  return pinyin(compoundNameKey(name), { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();
}

export async function insertCompound(
  tx: Tx,
  compound: { id: string; communityCode: string; isMadeUp: boolean; now: Date } & WrittenCompound,
): Promise<void> {
  const { id, communityCode, isMadeUp, now, ...written } = compound;
  await tx
    .insertInto('compounds')
    .values({ id, community_code: communityCode, is_made_up: isMadeUp, created_at: now, ...compoundColumns(written) })
    .execute();
}

/**
 * The rows as whoever changes them sees them, locked in the order of their ids: two who merge the same pair at once, each
 * in his own direction, do not wait for each other.
 */
export async function lockCompounds(tx: Tx, ids: readonly string[]): Promise<LockedCompound[]> {
  const rows = await tx
    .selectFrom('compounds')
    .select([
      'id',
      'community_code',
      'name',
      'aliases',
      'version',
      'closed_at',
      'other_households',
      'other_residents',
      'road',
      'number',
      'yard',
      'gates',
      'longitude',
      'latitude',
      'position_source',
      'position_accuracy',
      sql<string | null>`outline::text`.as('outline'),
    ])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw notFound();
    if (row.closed_at) throw new Problem('compound.closed', { name: row.name });
    return row;
  });
}

export async function lockCompound(tx: Tx, id: string, version: number): Promise<LockedCompound> {
  const [compound] = (await lockCompounds(tx, [id])) as [LockedCompound];
  if (compound.version !== version) throw new Problem('version.stale', { version: compound.version });
  return compound;
}

export async function updateCompound(
  tx: Tx,
  id: string,
  change: Partial<ReturnType<typeof compoundColumns>> &
    Partial<PositionColumns> & { closed_at?: Date; close_reason?: string; merged_into?: string },
): Promise<void> {
  await tx
    .updateTable('compounds')
    .set((e) => ({ ...change, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
