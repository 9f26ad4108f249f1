import type { Ground, GroundAnswer } from './ground-types.ts';

/** A part that was not told is as it was held. */
export function mergeGround(held: Ground | undefined, answer: GroundAnswer): Ground {
  const { patches, compounds } = answer;
  if (patches && compounds) return { ...answer, patches, compounds };
  if (!held) throw new Error('the first answer of the ground is whole');
  return { ...answer, patches: patches ?? held.patches, compounds: compounds ?? held.compounds };
}
