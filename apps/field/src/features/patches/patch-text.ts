import type { PatchRole } from '@muster/contract/patches/patch-roles';
import { shared } from '@muster/ui/words/shared.words';
import type { OwnPatch } from '../../app/ground-types.ts';
import { roleName } from './patches.words.ts';

export interface Doors {
  compoundId: string;
  compound: string;
  /** Buildings and stairwells of it; empty for the whole. */
  parts: string[];
}

/** What belongs to a patch, by compound: 天湖苑小区，1号楼、5号楼. A part's text begins with its compound's name. */
export function doorsOf(patch: OwnPatch, nameOf: (compoundId: string) => string | undefined): Doors[] {
  const doors = new Map<string, Doors>();
  for (const part of patch.parts) {
    const compound = nameOf(part.compoundId) ?? part.text.split(' ')[0] ?? part.text;
    const known = doors.get(part.compoundId) ?? { compoundId: part.compoundId, compound, parts: [] };
    if (part.buildingId) known.parts.push(part.text.startsWith(`${compound} `) ? part.text.slice(compound.length + 1) : part.text);
    doors.set(part.compoundId, known);
  }
  return [...doors.values()];
}

export function lackingText(patch: OwnPatch, roles: readonly PatchRole[]): string {
  return roles
    .filter(({ key }) => patch.lacking.includes(key))
    .map(roleName)
    .join(shared.listJoin);
}

/** What one is in a patch: a person may fill two roles where hands are few. */
export function ownRoles(patch: OwnPatch, roles: readonly PatchRole[], personId: string): string {
  const keys = patch.people.filter((person) => person.personId === personId).map((person) => person.roleKey);
  return roles
    .filter(({ key }) => keys.includes(key))
    .map(roleName)
    .join(shared.listJoin);
}

export const isMine = (patch: OwnPatch, personId: string) => patch.people.some((person) => person.personId === personId);

/** Those that lack somebody first; 第9片 before 第10片. */
export function worstFirst(patches: readonly OwnPatch[]): OwnPatch[] {
  return [...patches].sort(
    (a, b) => Number(b.lacking.length > 0) - Number(a.lacking.length > 0) || a.name.localeCompare(b.name, 'zh', { numeric: true }),
  );
}
