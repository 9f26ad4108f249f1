import type { Shape } from '@muster/contract/areas/outlines.operations';
import { mapWords as words } from './map.words.ts';
import { type Box, clusterOf, inkOfSquares, placeLabels } from './map-marks.ts';
import type { CompoundPlace, MapModel, TestPoint } from './map-model.ts';

/** Values are those of tokens.css; a canvas knows no variables. */
export const colour = {
  paper: '#FFFFFF',
  ground: '#EFECE5',
  edge: '#8E897D',
  square: '#C9C5BB',
  ink: '#1C1F23',
  ink3: '#62676C',
  over: '#E4E0D7',
  late: '#BF2A16',
  waiting: '#C7880F',
  inHand: '#6A8ECB',
  forReview: '#23806F',
  locked: '#5E2750',
  controlled: '#94568A',
  precaution: '#D5B9CF',
} as const;
const font = '12px system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const labelHeight = 15;

/** What a mark on the map leads to. */
export type Target = { kind: 'area'; code: string } | { kind: 'compound'; id: string } | { kind: 'place'; id: string };

export interface MapContent {
  at: string;
  name: string;
  model: MapModel;
  compounds: readonly CompoundPlace[];
  zones: ReadonlyMap<string, Zoned>;
  testPoints: readonly TestPoint[];
  /** By area, where compounds are too many to be shown: how many of each level. */
  zoneCounts: ReadonlyMap<string, string>;
}

export interface Zoned {
  strictness: 'locked' | 'controlled' | 'precaution';
  name: string;
}

/** Of ECharts: where a place of the map is on the canvas. */
export interface Api {
  coord: (place: readonly number[]) => [number, number];
  getWidth: () => number;
  getHeight: () => number;
}
export type Element = Record<string, unknown>;

export const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Everything that lies on the outlines, as elements of the canvas. */
export function drawn(api: Api, { model, compounds, zones, zoneCounts, testPoints }: MapContent): Element[] {
  const clusters = model.shapes.map((one) => ({ one, cluster: clusterOf(spotOf(api, one.shape), one.letters) }));
  const singles = model.tiles.map((tile) => {
    const [x, y] = api.coord(tile.at);
    return { tile, square: { x: Math.round(x) - 5, y: Math.round(y) - 5, letter: tile.letter, size: 10 } };
  });
  const marksOf = (isZoned: boolean) =>
    compounds.filter(({ id }) => zones.has(id) === isZoned).flatMap((one) => compoundMark(api, one, zones.get(one.id)));
  const squares = singles.map(({ square }) => square);
  // What needs somebody lies on top, zones on what is in order.
  const elements: Element[] = [
    ...marksOf(false),
    ...inked(squares.filter(({ letter }) => letter === 'D')),
    ...marksOf(true),
    ...inked([
      ...clusters.flatMap(({ cluster }) => cluster.squares.map((square) => ({ ...square, size: cluster.size }))),
      ...squares.filter(({ letter }) => letter !== 'D'),
    ]),
  ];
  for (const { tile, square } of singles)
    elements.push(touch({ ...square, width: 10, height: 10 }, { kind: 'area', code: tile.code }, words.spokenTile(tile.name, tile.letter)));
  elements.push(...testPoints.map((one) => testPointMark(api, one)));
  const marks = [
    ...clusters.map(({ one, cluster }) => ({
      lines: [named(one.name, one.letters), zoneCounts.get(one.code) ?? ''],
      box: cluster.box,
      weight: one.letters.length + 0.5,
    })),
    ...singles
      .filter(({ tile }) => tile.letter !== 'D')
      .map(({ tile, square }) => ({
        lines: [tile.name],
        box: { ...square, width: 10, height: 10 },
        weight: tile.letter === 'E' || tile.letter === 'L' ? 2 : 1,
      })),
    ...compounds.flatMap((one) => {
      const zoned = zones.get(one.id);
      const [x, y] = api.coord(one.position);
      return zoned ? [{ lines: [one.name, zoned.name], box: { x: x - 6, y: y - 6, width: 12, height: 12 }, weight: 3 }] : [];
    }),
    ...testPoints.map((one) => {
      const [x, y] = api.coord(one.at);
      return {
        lines: [one.name, words.queue[one.queue]],
        box: { x: x - 6, y: y - 6, width: 12, height: 12 },
        weight: 1.5,
        second: colour.ink3,
      };
    }),
  ].map(({ lines, ...mark }) => {
    const said = lines.filter((line) => line !== '');
    return {
      second: colour.locked as string,
      ...mark,
      lines: said,
      width: Math.max(...said.map(widthOf)),
      height: labelHeight * said.length,
    };
  });
  placeLabels(marks, { width: api.getWidth(), height: api.getHeight() }).forEach((spot, i) => {
    if (!spot) return;
    const { lines, width, second } = marks[i] as (typeof marks)[number];
    lines.forEach((line, row) => {
      elements.push(
        label(line, { x: spot.x + (width - widthOf(line)) / 2, y: spot.y + row * labelHeight }, row === 0 ? colour.ink : second),
      );
    });
  });
  return elements;
}

const named = (name: string, letters: string) => (letters === '' ? name : `${name} ${letters.length}`);
/** A Chinese character is as wide as it is high, a digit half of that. */
const widthOf = (text: string) => Array.from(text).reduce((sum, char) => sum + (char.charCodeAt(0) > 255 ? 12 : 7), 0);

function spotOf(api: Api, shape: Shape) {
  // The largest part; its box is enough to know how much room there is.
  const rings = shape.map(([outer]) => (outer ?? []).map((place) => api.coord(place)));
  const boxes = rings.map(boxOf);
  const box = boxes.reduce((a, b) => (a.width * a.height >= b.width * b.height ? a : b));
  const ring = rings[boxes.indexOf(box)] ?? [];
  const [x, y] = [0, 1].map((axis) => ring.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / Math.max(1, ring.length)) as [
    number,
    number,
  ];
  // The middle of the box, drawn towards where the border is thick: inside of nearly every district.
  return { x: (box.x + box.width / 2 + x) / 2, y: (box.y + box.height / 2 + y) / 2, width: box.width, height: box.height };
}

function boxOf(points: readonly (readonly [number, number])[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function inked(squares: readonly { x: number; y: number; letter: string; size: number }[]): Element[] {
  const { edges, fills, holes, frames } = inkOfSquares(squares);
  const path = (pathData: string, style: Element) => (pathData === '' ? [] : [{ type: 'path', silent: true, shape: { pathData }, style }]);
  return [
    ...path(edges, { fill: colour.paper, stroke: colour.square, lineWidth: 1 }),
    ...fills.flatMap((one) => path(one.path, { fill: colour[one.state as 'late'] })),
    ...path(holes, { fill: colour.paper }),
    ...path(frames, { fill: 'none', stroke: colour.ink, lineWidth: 2 }),
  ];
}

function touch(box: Box, info: Target, text: string): Element {
  return {
    type: 'rect',
    shape: box,
    style: { fill: 'rgba(0,0,0,0)' },
    info,
    cursor: 'pointer',
    tooltipConfig: { name: text, content: escaped(text) },
  };
}

function label(text: string, { x, y }: { x: number; y: number }, fill: string): Element {
  return {
    type: 'text',
    silent: true,
    x,
    y,
    style: { text, font, fill, stroke: colour.paper, lineWidth: 3, textVerticalAlign: 'top' },
  };
}

const pathOf = (points: readonly (readonly [number, number])[]) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}z`;

/** Where people go, so that it is not taken for a state: a diamond of ink. */
function testPointMark(api: Api, { id, name, at, queue }: TestPoint): Element {
  const [x, y] = api.coord(at);
  return {
    type: 'path',
    shape: { pathData: `M${x} ${y - 6}l6 6l-6 6l-6 -6z` },
    style: { fill: queue === 'closed' ? colour.ground : colour.paper, stroke: colour.ink, lineWidth: 1.5 },
    tooltipConfig: { name, content: escaped(`${name} ${words.queue[queue]}`) },
    info: { kind: 'place', id } satisfies Target,
    cursor: 'pointer',
  };
}

/** Diagonal lines of a colour, as `DESIGN` §2 has zones: never flat, so that nothing is taken for a state. */
function hatch(ink: string): { image: HTMLCanvasElement; repeat: 'repeat' } {
  const image = document.createElement('canvas');
  image.width = 6;
  image.height = 6;
  const ctx = image.getContext('2d');
  if (ctx) {
    ctx.fillStyle = colour.paper;
    ctx.fillRect(0, 0, 6, 6);
    ctx.strokeStyle = ink;
    ctx.lineWidth = 2;
    ctx.beginPath();
    for (const shift of [-6, 0, 6]) {
      ctx.moveTo(shift - 1, 7);
      ctx.lineTo(shift + 7, -1);
    }
    ctx.stroke();
  }
  return { image, repeat: 'repeat' };
}

function compoundMark(api: Api, { id, name, position, outline }: CompoundPlace, zoned: Zoned | undefined): Element[] {
  const info: Target = { kind: 'compound', id };
  const text = zoned ? `${name} ${zoned.name}` : name;
  const touched = { tooltipConfig: { name, content: escaped(text) }, info, cursor: 'pointer' };
  const [x, y] = api.coord(position);
  const ink = zoned ? colour[zoned.strictness] : colour.edge;
  // The lightest of the three is too faint for a border.
  const stroke = zoned?.strictness === 'precaution' ? colour.controlled : ink;
  const style = { fill: zoned ? hatch(ink) : colour.ground, stroke, lineWidth: zoned ? 1.5 : 1 };
  if (outline)
    return [
      {
        type: 'path',
        shape: {
          pathData: outline
            .flat()
            .map((ring) => pathOf(ring.map((place) => api.coord(place))))
            .join(''),
        },
        style,
        ...touched,
      },
    ];
  if (zoned) return [{ type: 'rect', shape: { x: x - 6, y: y - 6, width: 12, height: 12 }, style, ...touched }];
  return [{ type: 'circle', shape: { cx: x, cy: y, r: 2.5 }, style, ...touched }];
}
