import type { KeptFile } from '@muster/contract/files/files';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';

/** Who sees what is attached: the same columns as of orders and events. */
export interface Reach {
  areaCode: string;
  reachDown?: readonly string[];
  reachUp?: readonly string[];
  reachUnits?: readonly string[];
  personId?: string | null;
}

export interface Attaching {
  /** What kind of thing carries the files, as `order` or `answer`, and which one. */
  subject: string;
  subjectId: string;
  fileIds: readonly string[];
  reach: Reach;
  /** Pictures only. */
  onlyPictures?: boolean;
  /** Pointer of the list in the input, for faults. */
  pointer: string;
}

/**
 * Attaches files to something, in this order; what was attached before and is not named any more is taken off. One attaches
 * what one has sent oneself, or what one sees attached elsewhere. What has not arrived is named: 409 `file.not-arrived`.
 */
export async function attachFiles(tx: Tx, principal: Principal, attaching: Attaching, now: Date): Promise<void> {
  const { subject, subjectId, fileIds, reach, pointer } = attaching;
  const files = await readyFiles(tx, fileIds, now);
  const missing = fileIds.filter((id) => !files.has(id));
  const faults = (ids: readonly string[], code: string) =>
    ids.map((id) => ({ pointer: `${pointer}/${fileIds.indexOf(id)}`, code, detail: id }));
  if (missing.length > 0)
    throw new Problem('file.not-arrived', { count: missing.length, fileIds: missing.join(',') }, faults(missing, 'file.not-arrived'));
  const others = fileIds.filter((id) => attaching.onlyPictures && !files.get(id)?.type.startsWith('image/'));
  if (others.length > 0) throw new Problem('file.not-a-picture', {}, faults(others, 'file.not-a-picture'));

  await sql`update attachments set detached_at = ${now} where subject = ${subject} and subject_id = ${subjectId}
    and detached_at is null and not file_id = any(${fileIds}::uuid[])`.execute(tx);
  if (fileIds.length === 0) return;
  await tx
    .insertInto('attachments')
    .values(
      fileIds.map((id, position) => {
        const { name, type, bytes, width, height, sha256 } = files.get(id) as ReadyFile;
        return {
          file_id: id,
          subject,
          subject_id: subjectId,
          position,
          ...{ name, type, bytes, width, height, sha256 },
          attached_at: now,
          attached_by: principal.personId,
          area_code: reach.areaCode,
          reach_down: [...(reach.reachDown ?? [])],
          reach_up: [...(reach.reachUp ?? [])],
          reach_units: [...(reach.reachUnits ?? [])],
          reach_person_id: reach.personId ?? null,
        };
      }),
    )
    .onConflict((conflict) =>
      conflict.columns(['subject', 'subject_id', 'file_id']).doUpdateSet({
        detached_at: null,
        position: (excluded) => excluded.ref('excluded.position'),
        reach_down: (excluded) => excluded.ref('excluded.reach_down'),
        reach_up: (excluded) => excluded.ref('excluded.reach_up'),
        reach_units: (excluded) => excluded.ref('excluded.reach_units'),
      }),
    )
    .execute();
}

/** What is attached to something that reaches more people now is seen by them, too. */
export async function widenReach(
  tx: Tx,
  subject: string,
  subjectId: string,
  reach: Required<Omit<Reach, 'areaCode' | 'personId'>>,
): Promise<void> {
  await sql`update attachments set reach_down = ${reach.reachDown}::text[], reach_up = ${reach.reachUp}::text[], reach_units = ${reach.reachUnits}::uuid[]
    where subject = ${subject} and subject_id = ${subjectId}`.execute(tx);
}

interface ReadyFile extends KeptFile {
  sha256: string;
}

/** One's own that have arrived, marked as used so that nobody tidies them away; else what one sees attached to something. */
async function readyFiles(tx: Tx, fileIds: readonly string[], now: Date): Promise<Map<string, ReadyFile>> {
  if (fileIds.length === 0) return new Map();
  const own = await sql<ReadyFile>`update files set attached_at = coalesce(attached_at, ${now}::timestamptz)
    where id = any(${fileIds}::uuid[]) and state = 'kept' returning id, name, type, bytes, width, height, sha256`.execute(tx);
  const files = new Map(own.rows.map((file) => [file.id, file]));
  const others = fileIds.filter((id) => !files.has(id));
  if (others.length > 0) {
    const seen = await sql<ReadyFile>`select distinct on (file_id) file_id as id, name, type, bytes, width, height, sha256
      from attachments where file_id = any(${others}::uuid[]) order by file_id`.execute(tx);
    for (const file of seen.rows) files.set(file.id, file);
  }
  return files;
}

/** Files of several things of one kind, by thing, in their order. One statement, on the primary key. */
export async function filesOf(tx: Tx, subject: string, subjectIds: readonly string[]): Promise<Map<string, KeptFile[]>> {
  const { rows } = await sql<KeptFile & { subject_id: string }>`select subject_id, file_id as id, name, type, bytes, width, height
    from attachments where subject = ${subject} and subject_id = any(${subjectIds}::uuid[]) and detached_at is null
    order by subject_id, position, file_id`.execute(tx);
  const grouped = Map.groupBy(rows, (row) => row.subject_id);
  return new Map([...grouped].map(([id, files]) => [id, files.map(({ subject_id: _, ...file }) => file)]));
}
