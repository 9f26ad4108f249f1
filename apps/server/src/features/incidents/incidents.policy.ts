import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

/** An emergency is declared, raised, lowered and ended by the headquarters of the city, and by nobody else. */
export function managesIncident(principal: Principal): boolean {
  const isCity = principal.areaCode?.length === 4;
  return principal.kind === 'system' || (isCity && (principal.role === 'commander' || principal.role === 'dutyOfficer'));
}

export const incidentsPolicy = {
  'incident:activate': managesIncident,
  'incident:changeLevel': managesIncident,
  'incident:end': managesIncident,
} satisfies Policy<Record<`incident:${string}`, never>>;
