import { dayNumber } from '@muster/contract/city-time';
import { type IncidentState, incidentMachine, type ResponseLevel } from '@muster/contract/incidents/incident-machine';
import type { Incident } from '@muster/contract/incidents/incidents.operations';
import { type CommandOf, nextState } from '@muster/contract/machine';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';
import { managesIncident } from './incidents.policy.ts';

export interface IncidentRow {
  id: string;
  name: string;
  level: ResponseLevel;
  is_drill: boolean;
  state: IncidentState;
  activated_at: Date;
  ended_at: Date | null;
  version: number;
}
const columns = ['id', 'name', 'level', 'is_drill', 'state', 'activated_at', 'ended_at', 'version'] as const;

export function toIncident(row: IncidentRow, principal: Principal, now: Date): Incident {
  const mayChange = row.state === 'active' && managesIncident(principal);
  return {
    id: row.id,
    name: row.name,
    level: row.level,
    isDrill: row.is_drill,
    state: row.state,
    activatedAt: row.activated_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    dayNumber: dayNumber(row.activated_at, row.ended_at ?? now),
    version: row.version,
    may: { changeLevel: mayChange, end: mayChange },
  };
}

export function selectIncidents(tx: Tx) {
  return tx.selectFrom('incidents').select(columns).$castTo<IncidentRow>();
}

/** What is being answered now; at most one (incidents_one_active). */
export async function activeIncident(tx: Tx): Promise<IncidentRow | null> {
  return (await selectIncidents(tx).where('state', '=', 'active').executeTakeFirst()) ?? null;
}

export interface ActiveIncident {
  id: string;
  name: string;
  level: ResponseLevel;
  isDrill: boolean;
}

/**
 * The incident that whatever is sent now belongs to; while none is active, nothing can be sent. Its row is locked against
 * ending until the sender's commit: an order is never sent in an incident that has ended.
 */
export async function requireActiveIncident(tx: Tx): Promise<ActiveIncident> {
  const incident = await selectIncidents(tx).where('state', '=', 'active').forKeyShare().executeTakeFirst();
  if (!incident) throw new Problem('incident.none-active');
  return { id: incident.id, name: incident.name, level: incident.level, isDrill: incident.is_drill };
}

/**
 * Id of the current incident, inside another statement: lists, inboxes and the situation show its records and no other's,
 * so that a drill and a real emergency never mix. Null when there has been none.
 */
export const currentIncidentId = sql<
  string | null
>`(select i.id from incidents i order by (i.state = 'active') desc, i.activated_at desc limit 1)`;

/** The one that is being answered, or the last that ended; drills too, so that no screen is ever without its stripes. */
export async function currentIncident(tx: Tx): Promise<IncidentRow | null> {
  const latest = await selectIncidents(tx)
    .orderBy(sql`state = 'active'`, 'desc')
    .orderBy('activated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest ?? null;
}

export async function insertIncident(
  tx: Tx,
  incident: { id: string; name: string; level: ResponseLevel; isDrill: boolean; by: string; now: Date },
): Promise<IncidentRow> {
  return tx
    .insertInto('incidents')
    .values({
      id: incident.id,
      name: incident.name,
      level: incident.level,
      is_drill: incident.isDrill,
      state: 'active',
      activated_at: incident.now,
      activated_by: incident.by,
    })
    .returning(columns)
    .$castTo<IncidentRow>()
    .executeTakeFirstOrThrow();
}

/** The row as whoever changes it sees it, locked; refused when it has ended or moved on since. */
export async function lockIncident(tx: Tx, id: string, version: number, move: CommandOf<typeof incidentMachine>): Promise<IncidentRow> {
  const incident = await selectIncidents(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!incident) throw new Problem('not-found');
  if (nextState(incidentMachine, incident.state, move) === null) throw new Problem('incident.ended', { name: incident.name });
  if (incident.version !== version) throw new Problem('version.stale', { version: incident.version });
  return incident;
}

export async function changeIncident(
  tx: Tx,
  id: string,
  change: { level?: ResponseLevel; state?: IncidentState; ended_at?: Date },
): Promise<IncidentRow> {
  return tx
    .updateTable('incidents')
    .set((e) => ({ ...change, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .returning(columns)
    .$castTo<IncidentRow>()
    .executeTakeFirstOrThrow();
}
