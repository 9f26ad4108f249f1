import { seesOrders } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { type City, inScope } from '../../platform/db/scope.ts';
import type { ServedFile } from '../../platform/files/serve-file.ts';
import type { Principal } from '../../platform/principal.ts';

/**
 * A file as somebody may read it: his own, or one attached to what exists for him. Administrators run the system and see
 * nothing of the response, so of them only their own.
 */
export async function readableFile(city: City, principal: Principal, id: string): Promise<ServedFile | null> {
  const hasPart = principal.role !== 'system' && seesOrders(principal.role);
  return inScope(
    city,
    principal,
    async (tx) => {
      const { rows } = await sql<ServedFile>`
        select id, name, type, sha256, width is not null as "isPicture" from files where id = ${id} and state = 'kept'
        union all (select file_id, name, type, sha256, width is not null from attachments where file_id = ${id} and ${hasPart} limit 1)
        limit 1`.execute(tx);
      return rows[0] ?? null;
    },
    'read',
  );
}
