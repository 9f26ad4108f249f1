import { expect, it } from 'vitest';
import { placeAgenda } from './agenda-places.ts';

it('two limits at one moment stand above and below the line', () => {
  const places = placeAgenda(
    [
      { x: 100, text: '10:00 47 号签收限' },
      { x: 100, text: '10:00 46 号反馈限' },
    ],
    816,
  );
  expect(places.map((place) => place?.above)).toEqual([true, false]);
});

it('words never run over the edge or over each other; what has no room keeps its dot', () => {
  const items = Array.from({ length: 40 }, (_, i) => ({ x: 400 + i, text: '10:00 47 号签收限' }));
  const places = placeAgenda(items, 816);
  expect(places.filter(Boolean).length).toBeLessThan(10);
  expect(placeAgenda([{ x: 810, text: '23:50 47 号签收限' }], 816)[0]?.anchor).toBe('end');
});
