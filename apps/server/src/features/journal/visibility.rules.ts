import { lineage } from '@muster/contract/areas/area-code';
import type { Scope } from '../../platform/db/scope.ts';
import type { SealedEvent } from '../../platform/reaction.ts';

/**
 * Whether an event exists for a scope: the policy `events_visible` in TypeScript, because one event goes to ten thousand
 * screens and cannot ask the database for each. A database test holds the two together.
 */
export function isVisible(
  event: Pick<SealedEvent, 'areaCode' | 'actorId' | 'personId' | 'unitId' | 'reachDown' | 'reachUp' | 'reachUnits'>,
  scope: Scope,
): boolean {
  const area = scope.areaCode;
  if (area !== null) {
    if (event.areaCode?.startsWith(area)) return true;
    if (event.reachUp.includes(area)) return true;
    if (event.reachDown.length > 0 && lineage(area).some((code) => event.reachDown.includes(code))) return true;
  }
  if (scope.unitId !== null && (event.unitId === scope.unitId || event.reachUnits.includes(scope.unitId))) return true;
  return event.actorId === scope.personId || event.personId === scope.personId;
}
