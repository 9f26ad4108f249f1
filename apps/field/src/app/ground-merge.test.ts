import { describe, expect, it } from 'vitest';
import { marksOf, mergeGround } from './ground-merge.ts';
import { type GroundAnswer, groundParts } from './ground-types.ts';

const part = (mark: string) => ({ mark, content: { items: [] } });
const whole = {
  asOf: '1',
  communityCode: 'c',
  ...Object.fromEntries(groundParts.map((name) => [name, part('a')])),
} as unknown as GroundAnswer;
const nothing = Object.fromEntries(groundParts.map((name) => [name, null]));

describe('what a phone holds of the ground', () => {
  it('keeps every part that is not told again, and says by its marks what it holds', () => {
    const held = mergeGround(undefined, whole);
    const next = mergeGround(held, { ...whole, ...nothing, asOf: '2', places: part('b') } as unknown as GroundAnswer);
    expect(next.asOf).toBe('2');
    expect(next.patches).toBe(held.patches);
    expect(marksOf(next)).toEqual({ patches: 'a', compounds: 'a', places: 'b', zones: 'a', checklists: 'a' });
  });

  it('of a phone whose earlier version held fewer parts the others are asked for', () => {
    const { zones: _, ...older } = mergeGround(undefined, whole);
    expect(marksOf(older as never)).not.toHaveProperty('zones');
    expect(() => mergeGround(undefined, { ...whole, zones: null } as GroundAnswer)).toThrow();
  });
});
