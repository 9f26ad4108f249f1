import { isDeskRole, seesOrders } from '@muster/contract/people/roles';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

interface Issued {
  issuerCode: string;
}

const leads = (principal: Principal) =>
  (principal.role === 'commander' || principal.role === 'dutyOfficer' || principal.role === 'communitySecretary') &&
  principal.areaCode !== null;
const leadsIssuer = (principal: Principal, { issuerCode }: Issued) => leads(principal) && principal.areaCode === issuerCode;

export const checklistsPolicy = {
  'checklist:write': (principal: Principal, _facts: null) => leads(principal),
  'checklist:send': leadsIssuer,
  'checklist:change': leadsIssuer,
  'checklist:close': leadsIssuer,
  /** A desk ticks for itself: nobody above says that something was done below. */
  'checklist:tick': (principal: Principal, { areaCode }: { areaCode: string }) =>
    principal.role !== 'system' && isDeskRole(principal.role) && principal.areaCode === areaCode,
  'checklist:timer': (principal: Principal, _facts: null) => principal.kind === 'system',
} satisfies Policy<Record<`checklist:${string}`, never>>;

export function readsChecklists(principal: Principal): boolean {
  return principal.role === 'system' || seesOrders(principal.role);
}
