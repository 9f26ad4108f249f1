import { isWithin } from '@muster/contract/areas/area-code';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

interface Place {
  communityCode: string;
}
interface Of {
  personId: string;
  areaCode: string | null;
}

const leads = (principal: Principal, code: string | null) =>
  principal.kind === 'system' ||
  ((principal.role === 'commander' || principal.role === 'dutyOfficer' || principal.role === 'communitySecretary') &&
    principal.areaCode !== null &&
    code !== null &&
    isWithin(code, principal.areaCode));

const inPlace = (principal: Principal, { communityCode }: Place) => leads(principal, communityCode);

export const patchesPolicy = {
  'patch:define': inPlace,
  'patch:change': inPlace,
  'patch:close': inPlace,
  'patch:link': inPlace,
  /** Which people a patch must have: whoever leads the area for which it holds. */
  'patch:setRoles': (principal: Principal, { areaCode }: { areaCode: string }) => leads(principal, areaCode),
  /** Somebody says of himself that he is isolated, or those who lead where he belongs say it. */
  'patch:setAbsence': (principal: Principal, { personId, areaCode }: Of) => principal.personId === personId || leads(principal, areaCode),
  /** A number is shown by its owner's word alone; those who lead may take it off again. */
  'patch:setPhone': (
    principal: Principal,
    { personId, communityCode, agrees }: { personId: string; communityCode: string; agrees: boolean },
  ) => principal.personId === personId || (!agrees && leads(principal, communityCode)),
  'patch:timer': (principal: Principal, _facts: null) => principal.kind === 'system',
} satisfies Policy<Record<`patch:${string}`, never>>;

/** Patches concern who works in the area; accounts and audit have no business there. */
export function readsPatches(principal: Principal): boolean {
  return (
    principal.kind === 'system' ||
    (principal.role !== 'securityAdministrator' && principal.role !== 'auditor' && principal.role !== 'systemAdministrator')
  );
}
