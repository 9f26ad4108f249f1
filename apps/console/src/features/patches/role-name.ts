import { defaultPatchRoles, type PatchRole } from '@muster/contract/patches/patch-roles';
import { patchWords as words } from './patches.words.ts';

/** What a city named itself stands as it was named; the default 3+2 has a word in either language. */
export function roleName({ key, name }: PatchRole): string {
  const isDefault = defaultPatchRoles.some((role) => role.key === key && role.name === name);
  return (isDefault && words.roles[key]) || name;
}
