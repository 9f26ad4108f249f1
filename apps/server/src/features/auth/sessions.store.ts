import type { Assignment } from '@muster/contract/people/people.operations';
import type { SharedDb } from '../../platform/db/shared.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Account } from './accounts.store.ts';
import { deviceLabel, sessionLimits } from './device.rules.ts';
import { newToken, tokenHash } from './token.ts';

/** The snapshot of an assignment that a session carries. */
function acting(assignment: Assignment) {
  return {
    assignment_id: assignment.id,
    role: assignment.role,
    area_code: assignment.areaCode,
    unit_id: assignment.unitId,
    acting_until: assignment.to === null ? null : new Date(assignment.to),
  };
}

export async function openSession(
  shared: SharedDb,
  account: Pick<Account, 'id' | 'city_code' | 'person_id' | 'person_name'>,
  assignment: Assignment,
  from: { address: string; device: string; now: Date },
): Promise<{ token: string; principal: Principal }> {
  const token = newToken();
  const device = deviceLabel(from.device);
  const id = newId(from.now.getTime());
  await shared
    .insertInto('sessions')
    .values({
      id,
      token_hash: tokenHash(token),
      account_id: account.id,
      city_code: account.city_code,
      person_id: account.person_id,
      person_name: account.person_name,
      ...acting(assignment),
      created_at: from.now,
      last_seen_at: from.now,
      expires_at: new Date(from.now.getTime() + sessionLimits(device).absoluteMs),
      address: from.address,
      device,
    })
    .execute();
  const principal: Principal = {
    kind: 'person',
    personId: account.person_id,
    personName: account.person_name,
    assignmentId: assignment.id,
    role: assignment.role,
    areaCode: assignment.areaCode,
    unitId: assignment.unitId,
    sessionId: id,
    accountId: account.id,
    address: from.address,
  };
  return { token, principal };
}

export async function actIn(shared: SharedDb, sessionId: string, assignment: Assignment): Promise<void> {
  await shared.updateTable('sessions').set(acting(assignment)).where('id', '=', sessionId).execute();
}

/** False when it is not one of the account's, or ended already. */
export async function endSession(shared: SharedDb, accountId: string, sessionId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await shared
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function endOtherSessions(shared: SharedDb, accountId: string, keptId: string | null, now: Date): Promise<void> {
  let others = shared.updateTable('sessions').set({ ended_at: now }).where('account_id', '=', accountId).where('ended_at', 'is', null);
  if (keptId !== null) others = others.where('id', '!=', keptId);
  await others.execute();
}

export async function endSessionsOfAssignment(shared: SharedDb, assignmentId: string, now: Date): Promise<void> {
  await shared
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('assignment_id', '=', assignmentId)
    .where('ended_at', 'is', null)
    .execute();
}

/** In which assignment the account acted last, so that signing in goes on there. */
export async function lastAssignmentId(shared: SharedDb, accountId: string): Promise<string | null> {
  const last = await shared
    .selectFrom('sessions')
    .select('assignment_id')
    .where('account_id', '=', accountId)
    .orderBy('last_seen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.assignment_id ?? null;
}

/** Assignments in which somebody is signed in now, with the area that his sessions think of. */
export async function openAssignments(shared: SharedDb, cityCode: string, now: Date): Promise<Map<string, string | null>> {
  const rows = await shared
    .selectFrom('sessions')
    .select(['assignment_id', 'area_code'])
    .distinct()
    .where('city_code', '=', cityCode)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  return new Map(rows.map((row) => [row.assignment_id, row.area_code]));
}

export async function moveSessions(shared: SharedDb, assignmentId: string, areaCode: string | null): Promise<void> {
  await shared
    .updateTable('sessions')
    .set({ area_code: areaCode })
    .where('assignment_id', '=', assignmentId)
    .where('ended_at', 'is', null)
    .execute();
}
