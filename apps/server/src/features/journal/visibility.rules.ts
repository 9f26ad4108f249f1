import { ancestorCodes, lineage } from '@muster/contract/areas/area-code';
import type { Former } from '../../platform/db/former-codes.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { SealedEvent } from '../../platform/reaction.ts';

/**
 * Whether an event exists for a scope: the policy `events_visible` in TypeScript, because one event goes to ten thousand
 * screens and cannot ask the database for each. A database test holds the two together.
 */
export function isVisible(
  event: Pick<SealedEvent, 'areaCode' | 'actorId' | 'personId' | 'unitId' | 'reachDown' | 'reachUp' | 'reachUnits' | 'recordedAt'>,
  scope: Scope,
  former: readonly Former[] = [],
): boolean {
  const area = scope.areaCode;
  if (area !== null) {
    if (event.areaCode?.startsWith(area)) return true;
    if (event.reachUp.includes(area)) return true;
    if (event.reachDown.length > 0 && lineage(area).some((code) => event.reachDown.includes(code))) return true;
  }
  if (former.some((one) => wasFor(event, one))) return true;
  if (scope.unitId !== null && (event.unitId === scope.unitId || event.reachUnits.includes(scope.unitId))) return true;
  return event.actorId === scope.personId || event.personId === scope.personId;
}

/**
 * Where to look for those for whom an event exists: a scope that sees it shares one of these with it (the person who did it
 * and the one it is about aside). An index, so that an event is held against the hundreds whom it may concern and not
 * against all who listen; `isVisible` decides. A test holds the two together.
 */
export function keysOfScope(scope: Pick<Scope, 'areaCode' | 'unitId'>): string[] {
  const { areaCode: area, unitId } = scope;
  const keys = unitId === null ? [] : [`unit ${unitId}`];
  if (area !== null) keys.push(`at ${area}`, ...lineage(area).map((code) => `in ${code}`));
  return keys;
}

export function keysOfEvent(event: Pick<SealedEvent, 'areaCode' | 'unitId' | 'reachDown' | 'reachUp' | 'reachUnits'>): string[] {
  const at = event.areaCode === null ? event.reachUp : [...lineage(event.areaCode), ...event.reachUp];
  const units = event.unitId === null ? event.reachUnits : [event.unitId, ...event.reachUnits];
  return [...at.map((code) => `at ${code}`), ...event.reachDown.map((code) => `in ${code}`), ...units.map((id) => `unit ${id}`)];
}

/** Whether it was for an area of then: the function `app.was_mine`. */
function wasFor(event: Pick<SealedEvent, 'areaCode' | 'reachDown' | 'reachUp' | 'recordedAt'>, { code, until }: Former): boolean {
  if (event.areaCode?.startsWith(code) || event.reachUp.includes(code) || event.reachDown.includes(code)) return true;
  return event.recordedAt < until && ancestorCodes(code).some((above) => event.reachDown.includes(above));
}
