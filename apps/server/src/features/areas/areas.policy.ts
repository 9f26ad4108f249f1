import { isWithin } from '@muster/contract/areas/area-code';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

const deskOf = (principal: Principal, code: string) =>
  principal.areaCode !== null &&
  isWithin(code, principal.areaCode) &&
  (principal.role === 'commander' || principal.role === 'dutyOfficer' || principal.role === 'communitySecretary');

const manages = (principal: Principal) => principal.kind === 'system' || principal.role === 'systemAdministrator';

export const areasPolicy = {
  'area:import': (principal: Principal, _facts: Record<never, never>) => manages(principal),
  /** The whole city's: a change moves what is everybody's. */
  'area:change': (principal: Principal, _facts: Record<never, never>) => manages(principal),
  /** Grids are drawn by those who work with them: the community, the desks above it, or who keeps the territory. */
  /** Where its own areas lie, a desk knows; the whole city's may be loaded by who keeps the territory. */
  'area:outline': (principal: Principal, _facts: Record<never, never>) =>
    manages(principal) || (principal.areaCode !== null && deskOf(principal, principal.areaCode)),
  'area:export': (_principal: Principal, _facts: Record<never, never>) => true,
  'area:addGrid': (principal: Principal, { code }: { code: string }) => manages(principal) || deskOf(principal, code),
} satisfies Policy<{
  'area:import': Record<never, never>;
  'area:change': Record<never, never>;
  'area:outline': Record<never, never>;
  'area:export': Record<never, never>;
  'area:addGrid': { code: string };
}>;

/** Whether it lies in the territory of who asks. What is outside has no desk that he could see. */
export function isInScope(principal: Principal, code: string): boolean {
  return principal.areaCode !== null && isWithin(code, principal.areaCode);
}

/** For `may` of an area: whether this desk sends orders there at all. The audience is judged by `orders`. */
export function mayIssueTo(principal: Principal, code: string): boolean {
  return deskOf(principal, code);
}
