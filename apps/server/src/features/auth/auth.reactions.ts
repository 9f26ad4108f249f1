import { areaSessionsFollowed } from '@muster/contract/areas/areas.events';
import { sql } from 'kysely';
import { event as newEvent } from '../../platform/command.ts';
import type { Reaction } from '../../platform/reaction.ts';
import { endSessionsOfAssignment, moveSessions, openAssignments } from './sessions.store.ts';

/** Who no longer holds an assignment stops acting in it, whatever he is doing. Harmless when repeated. */
const endSessionsWithAssignment: Reaction = {
  name: 'auth.endSessionsWithAssignment',
  on: ['assignment.ended'],
  async run({ event, shared, now }) {
    await endSessionsOfAssignment(shared, event.payload.assignmentId as string, now);
    return [];
  },
};

/**
 * A session carries the area in which its holder acts. When that area has another code, or he went to another one with his
 * assignment, his sessions go along: signed in he stays. Who is still in the old one is read from the city, so repeating it is harmless.
 */
const followTerritory: Reaction = {
  name: 'auth.followTerritory',
  on: ['area.recoded', 'areas.merged', 'area.split'],
  async run({ tx, event, shared, now }) {
    const held = await openAssignments(shared, event.areaCode as string, now);
    const { rows } = await sql<{
      id: string;
      area_code: string | null;
    }>`select id, area_code from assignments where id = any(${[...held.keys()]}::uuid[])`.execute(tx);
    const gone = rows.filter((row) => held.get(row.id) !== row.area_code);
    if (gone.length === 0) return [];
    for (const row of gone) await moveSessions(shared, row.id, row.area_code);
    const place = { areaCode: event.areaCode, reachDown: event.reachDown, reachUp: event.reachUp };
    return [newEvent(areaSessionsFollowed, place, { changeId: event.payload.changeId as string, sessions: gone.length })];
  },
};

export const authReactions: readonly Reaction[] = [endSessionsWithAssignment, followTerritory];
