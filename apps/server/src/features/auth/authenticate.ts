import type { Role } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { anyOf } from '../../platform/db/any-of.ts';
import type { SharedDb } from '../../platform/db/shared.ts';
import type { Principal } from '../../platform/principal.ts';
import { sessionLimits } from './device.rules.ts';
import { tokenHash } from './token.ts';

const seenEveryMs = 60_000;

/**
 * Who holds this token, in the assignment in which he acts; null when the session is unknown, ended, idle too long or past
 * its end, or when its assignment has run out. The hot path of every request: one prepared SELECT by a unique key, and at
 * most one small write a minute.
 */
export async function authenticate(shared: SharedDb, token: string, now: Date): Promise<Principal | null> {
  const session = await shared
    .selectFrom('sessions')
    .select([
      'id',
      'account_id',
      'person_id',
      'person_name',
      'assignment_id',
      'role',
      'area_code',
      'unit_id',
      'acting_until',
      'last_seen_at',
      'expires_at',
      'device',
      'address',
    ])
    .where('token_hash', '=', tokenHash(token))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!session || isOver(session, now)) return null;
  if (now.getTime() - session.last_seen_at.getTime() >= seenEveryMs) markSeen(shared, session.id, now);
  return {
    kind: 'person',
    personId: session.person_id,
    personName: session.person_name,
    assignmentId: session.assignment_id,
    role: session.role as Role,
    areaCode: session.area_code,
    unitId: session.unit_id,
    sessionId: session.id,
    accountId: session.account_id,
    address: session.address,
  };
}

/**
 * Whether those who are listening are still who they were: `switched` when the session goes on in another assignment or its area has another code, `ended`
 * when it is over or idle. The same rule as `authenticate`; listening alone is no use of a session. Asked for thousands at
 * once, hence one statement for all.
 */
export async function sessionStandings(
  shared: SharedDb,
  principals: readonly Principal[],
  now: Date,
): Promise<('stands' | 'switched' | 'ended')[]> {
  const sessions = await shared
    .selectFrom('sessions')
    .select(['id', 'assignment_id', 'area_code', 'acting_until', 'last_seen_at', 'expires_at', 'device'])
    .where('id', '=', anyOf(principals.map((principal) => principal.sessionId as string)))
    .where('ended_at', 'is', null)
    .execute();
  const byId = new Map(sessions.map((session) => [session.id, session]));
  return principals.map((principal) => {
    const session = byId.get(principal.sessionId as string);
    if (!session || isOver(session, now)) return 'ended';
    return session.assignment_id === principal.assignmentId && session.area_code === principal.areaCode ? 'stands' : 'switched';
  });
}

interface Lasting {
  expires_at: Date;
  acting_until: Date | null;
  last_seen_at: Date;
  device: string;
}

/** Past its end, idle too long, or in an assignment that has run out. */
function isOver(session: Lasting, now: Date): boolean {
  if (session.expires_at <= now || (session.acting_until !== null && session.acting_until <= now)) return true;
  return now.getTime() - session.last_seen_at.getTime() > sessionLimits(session.device).idleMs;
}

/** Nobody waits for it, and a minute lost to a fault does not matter. Conditional: of many requests at once one writes. */
function markSeen(shared: SharedDb, sessionId: string, now: Date): void {
  const before = new Date(now.getTime() - seenEveryMs);
  shared
    .updateTable('sessions')
    .set({ last_seen_at: sql`${now}` })
    .where('id', '=', sessionId)
    .where('last_seen_at', '<=', before)
    .execute()
    .catch(() => {});
}
