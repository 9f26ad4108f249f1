import { sql } from 'kysely';
import type { SharedDb } from '../db/shared.ts';
import { StartFault } from '../start-fault.ts';
import type { Secrets } from './keyring.ts';

const purpose = (name: string) => `kept:${name}` as const;
/** Sealed once with the key of the installation: whoever cannot open it has another key. */
const probe = 'key-check';

/**
 * Refuses to run with a key that does not open what the database holds: a second server with a key of its own, or a restored
 * database without its key. It would go on sealing with the wrong one, and each would find half of the secrets unreadable.
 */
export async function assertKey(shared: SharedDb, secrets: Secrets): Promise<void> {
  await keep(shared, secrets, probe, () => 'muster').catch((error: Error) => {
    throw new StartFault(
      `This server's key (${secrets.keyId}) does not open the secrets of the database: ${error.message}.`,
      'Give it the key that they were sealed with: MUSTER_SECRET_KEY, or secret.key in the data folder, from the back-up.\nIf that key is lost for good: npm run muster secrets forget (second factors and the secrets of channels are then set anew).',
    );
  });
}

/** A secret of the installation itself, made once however many servers begin at the same moment. */
export async function keep(shared: SharedDb, secrets: Secrets, name: string, make: () => string): Promise<string> {
  const read = () => shared.selectFrom('secrets').select('sealed').where('name', '=', name).executeTakeFirst();
  let row = await read();
  if (!row?.sealed) {
    const sealed = secrets.seal(purpose(name), make());
    await sql`insert into secrets (name, sealed) values (${name}, ${sealed})
      on conflict (name) do update set sealed = excluded.sealed where secrets.sealed is null`.execute(shared);
    row = await read();
  }
  if (!row?.sealed) throw new Error(`secret ${name} is not there`);
  const text = secrets.open(purpose(name), row.sealed);
  if (secrets.isOld(row.sealed)) {
    await shared
      .updateTable('secrets')
      .set({ sealed: secrets.seal(purpose(name), text) })
      .where('name', '=', name)
      .where('sealed', '=', row.sealed)
      .execute();
  }
  return text;
}

/** Forgets what no key here opens: it is made anew when it is next needed. */
export async function forgetKept(shared: SharedDb, secrets: Secrets): Promise<void> {
  const rows = await shared.selectFrom('secrets').selectAll().where('sealed', 'is not', null).execute();
  const lost = rows.filter((row) => row.sealed !== null && !secrets.mayOpen(row.sealed)).map((row) => row.name);
  await sql`update secrets set sealed = null where name = any(${lost}::text[])`.execute(shared);
}
