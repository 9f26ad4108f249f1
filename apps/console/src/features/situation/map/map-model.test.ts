import type { Area } from '@muster/contract/areas/areas.operations';
import { expect, test } from 'vitest';
import { clusterOf, inkOfSquares, placeLabels } from './map-marks.ts';
import { mapModel, strictestOf, type ZonesNow } from './map-model.ts';

const level = { 4: 'city', 6: 'district', 9: 'subdistrict', 12: 'community' } as const;
const area = (code: string) => ({ code, shortName: `名${code}`, level: level[code.length as 4] }) as Area;
const codes = ['4104', '410402', '410402001', '410402001001', '410402001002', '410403', '410403001', '410403001001'];
const territory = { root: '4104', areas: codes.map(area), byCode: new Map(codes.map((code) => [code, area(code)])) };
const shape: [number, number][][][] = [
  [
    [
      [113, 33],
      [114, 33],
      [114, 34],
      [113, 33],
    ],
  ],
];
const letters = new Map([
  ['410402001002', 'W'],
  ['410402001001', 'E'],
]);
const compound = (communityCode: string, position: [number, number]) => ({
  id: communityCode,
  communityCode,
  name: '',
  kind: 'managed' as const,
  isMadeUp: true,
  position,
  outline: null,
});

test('an area without an outline stands beside the map and is not left out', () => {
  const model = mapModel('4104', territory, letters, { own: null, items: [{ code: '410402', shortName: '', shape }] }, []);
  expect(model.shapes).toMatchObject([{ code: '410402', communities: 2, letters: 'EW' }]);
  expect(model.beside).toMatchObject([{ code: '410403', communities: 1, letters: '' }]);
});

test('communities of a district without outlines below it stand where their compounds are, the others beside', () => {
  const compounds = [compound('410402001001', [113.2, 33.2]), compound('410402001001', [113.4, 33.4])];
  const model = mapModel('410402', territory, letters, { own: shape, items: [] }, compounds);
  expect(model.ground).toBe(shape);
  expect(model.tiles).toEqual([
    { code: '410402001001', name: '名410402001001', at: [(113.2 + 113.4) / 2, (33.2 + 33.4) / 2], letter: 'E' },
  ]);
  expect(model.beside).toMatchObject([{ code: '410402001', communities: 1, letters: 'W' }]);
});

test('however many communities need somebody, their squares stay within the outline where there is room for them at all', () => {
  for (const n of [1, 9, 67, 556]) {
    const { box, squares } = clusterOf({ x: 100, y: 100, width: 160, height: 140 }, 'L'.repeat(n));
    expect(squares).toHaveLength(n);
    expect(box.width).toBeLessThanOrEqual(160);
    expect(box.height).toBeLessThanOrEqual(140);
  }
});

test('a state is told by its shape as well: hollow, part of the height, framed', () => {
  const ink = inkOfSquares([...'EWHRD'].map((letter, x) => ({ x: x * 12, y: 0, letter, size: 10 })));
  expect(ink.fills.map(({ state }) => state)).toEqual(['late', 'waiting', 'inHand', 'forReview']);
  expect(ink.holes).not.toBe('');
  expect(ink.frames).toBe('M1 1h8v8h-8z');
});

test('no name covers another or leaves the map; the one with more to do is placed first', () => {
  const box = { x: 40, y: 20, width: 20, height: 20 };
  const label = { width: 60, height: 16 };
  const marks = [
    { box, ...label, weight: 0 },
    { box: { ...box, x: 62 }, ...label, weight: 5 },
  ];
  const [one, other] = placeLabels(marks, { width: 200, height: 100 });
  expect(other).toEqual({ x: 42, y: 3 });
  expect(one).toEqual({ x: 20, y: 41 });
  expect(placeLabels(marks, { width: 200, height: 50 })[0]).toBeNull();
});

test('a compound is drawn in its strictest zone, an exception inside of it changes nothing', () => {
  const level = (name: string, strictness: string) => ({ name, strictness });
  const regimes = [{ levels: [level('封控区', 'locked'), level('防范区', 'precaution')] }];
  const at = (building: string | null, n: number) => ['410402001001', 'compound', building, null, 0, n];
  const zones = { at: '', regimes, zones: [at(null, 1), at('b6', 0), at('b7', -1)] } as unknown as ZonesNow;
  expect([...strictestOf(zones)]).toEqual([['compound', { name: '封控区', strictness: 'locked' }]]);
});
