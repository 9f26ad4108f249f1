import type { PatchRole } from '@muster/contract/patches/patch-roles';

/** 3+2: so many of one side and so many of the other. */
export function formula(roles: readonly PatchRole[]): string {
  const count = (side: PatchRole['side']) => roles.filter((role) => role.side === side).length;
  return `${count('core')}+${count('support')}`;
}
