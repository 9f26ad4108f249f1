import { type Ground, type GroundAnswer, groundParts } from './ground-types.ts';

/** A part that was not told is as it was held. */
export function mergeGround(held: Ground | undefined, answer: GroundAnswer): Ground {
  const parts = groundParts.map((name) => {
    const part = answer[name] ?? held?.[name];
    if (!part) throw new Error('the first answer of the ground is whole');
    return [name, part];
  });
  return { ...answer, ...Object.fromEntries(parts) } as Ground;
}

/** The marks of what is held. What an earlier version of the app has kept lacks some, and is told them. */
export function marksOf(held: Ground | undefined): Partial<Record<(typeof groundParts)[number], string>> {
  return Object.fromEntries(groundParts.flatMap((name) => (held?.[name] ? [[name, held[name].mark]] : [])));
}
