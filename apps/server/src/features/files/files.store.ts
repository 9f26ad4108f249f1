import type { ProblemCode } from '@muster/contract/problems';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Kept } from '../../platform/files/keep-file.ts';
import type { NewUpload, UploadRow } from '../../platform/files/upload-book.ts';
import type { Principal } from '../../platform/principal.ts';

export interface FileRow extends UploadRow {
  personId: string;
  name: string;
  purpose: string;
}

const columns = ['id', 'person_id', 'name', 'purpose', 'length', 'state', 'refusal', 'attached_at'] as const;
interface Row {
  id: string;
  person_id: string;
  name: string;
  purpose: string;
  length: number;
  state: string;
  refusal: string | null;
}

function fileRow(row: Row): FileRow {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    purpose: row.purpose,
    length: row.length,
    state: row.state as UploadRow['state'],
    refusal: row.refusal as ProblemCode | null,
  };
}

export async function findFile(tx: Tx, id: string): Promise<FileRow | null> {
  const row = await tx.selectFrom('files').select(columns).where('id', '=', id).executeTakeFirst();
  return row ? fileRow(row) : null;
}

/** Null: the id is another person's. One of one's own that was tidied away begins anew. */
export async function insertFile(tx: Tx, principal: Principal, upload: NewUpload, now: Date): Promise<FileRow | null> {
  await tx
    .insertInto('files')
    .values({
      id: upload.id,
      person_id: principal.personId,
      purpose: upload.purpose,
      name: upload.name,
      length: upload.length,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const anew = { state: 'arriving', refusal: null, name: upload.name, purpose: upload.purpose, length: upload.length, created_at: now };
  await tx
    .updateTable('files')
    .set({ ...anew, finished_at: null, removed_at: null })
    .where('id', '=', upload.id)
    .where('person_id', '=', principal.personId)
    // What is gone and not removed yet is being removed at this moment.
    .where('state', '=', 'gone')
    .where('removed_at', 'is not', null)
    .execute();
  return findFile(tx, upload.id);
}

/** Bytes that somebody has under way, or sent and not used. */
export async function waitingBytes(tx: Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(length), 0)::float8 as bytes from files
    where person_id = ${personId} and attached_at is null and removed_at is null and state in ('arriving', 'kept')`.execute(tx);
  return rows[0]?.bytes ?? 0;
}

/** False when somebody else settled it meanwhile. */
export async function settleFile(tx: Tx, id: string, outcome: Kept | { refusal: ProblemCode }, now: Date): Promise<boolean> {
  const change = 'refusal' in outcome ? { state: 'refused', refusal: outcome.refusal } : { state: 'kept', ...outcome };
  const { numUpdatedRows } = await tx
    .updateTable('files')
    .set({ ...change, finished_at: now })
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Given up: unless it is attached to something. The name goes with it. */
export async function giveUpFile(tx: Tx, id: string, olderThan: Date | null = null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('files')
    .set({ state: 'gone', name: '' })
    .where('id', '=', id)
    .where('attached_at', 'is', null)
    .where('state', '<>', 'gone')
    .$if(olderThan !== null, (query) => query.where('created_at', '<', olderThan as Date))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteRemoved(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('files').set({ removed_at: now }).where('id', '=', id).where('state', '=', 'gone').execute();
}

/** What may have to be tidied up: oldest first. */
export async function unusedFiles(tx: Tx, before: Date, limit: number): Promise<(FileRow & { createdAt: Date })[]> {
  const rows = await tx
    .selectFrom('files')
    .select([...columns, 'created_at'])
    .where('attached_at', 'is', null)
    .where('removed_at', 'is', null)
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...fileRow(row), createdAt: row.created_at }));
}

const leaseSeconds = 10;

export async function takeLease(tx: Tx, id: string, holder: string): Promise<boolean> {
  const taken =
    await sql`update files set lease_by = ${holder}::uuid, lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_asked = false
    where id = ${id} and (lease_by is null or lease_until < now())`.execute(tx);
  if (taken.numAffectedRows === 1n) return true;
  await sql`update files set lease_asked = true where id = ${id} and not lease_asked`.execute(tx);
  return false;
}

export async function renewLease(tx: Tx, id: string, holder: string): Promise<'held' | 'asked' | 'lost'> {
  const { rows } = await sql<{ lease_asked: boolean }>`update files set lease_until = now() + make_interval(secs => ${leaseSeconds})
    where id = ${id} and lease_by = ${holder}::uuid returning lease_asked`.execute(tx);
  return rows[0] ? (rows[0].lease_asked ? 'asked' : 'held') : 'lost';
}

export async function releaseLease(tx: Tx, id: string, holder: string): Promise<void> {
  await sql`update files set lease_by = null, lease_until = null where id = ${id} and lease_by = ${holder}::uuid`.execute(tx);
}
