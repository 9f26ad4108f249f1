import { fillOf, stateOfLetter } from '@muster/ui/drain';

/** Pixels. */
export interface Spot {
  x: number;
  y: number;
  /** Of the outline that it stands in. */
  width: number;
  height: number;
}

export interface Cluster {
  size: number;
  squares: { x: number; y: number; letter: string }[];
  /** Box of all squares. */
  box: Box;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const largest = 11;
const smallest = 3;

/**
 * The squares of an area, one for each community that needs somebody, around its middle: as large as the mosaic's where there
 * are few, and never more than half of what the outline spans, so that a whole county in trouble is a dark county and not a
 * hidden neighbour.
 */
export function clusterOf({ x, y, width, height }: Spot, letters: string): Cluster {
  const n = letters.length;
  const across = Math.max(1, Math.ceil(Math.sqrt(n * 1.5)));
  const rows = Math.ceil(n / across);
  const gap = 1;
  const size = Math.max(smallest, Math.min(largest, Math.floor(Math.min((width * 0.6) / across, (height * 0.5) / rows)) - gap));
  const pitch = size + gap;
  const box = {
    x: Math.round(x - (across * pitch) / 2),
    y: Math.round(y - (rows * pitch) / 2),
    width: across * pitch,
    height: rows * pitch,
  };
  return {
    size,
    box,
    squares: Array.from(letters, (letter, i) => ({ x: box.x + (i % across) * pitch, y: box.y + Math.floor(i / across) * pitch, letter })),
  };
}

/** SVG paths of all squares of one look: how full, hollow or framed each is says the same as its colour (parts/mosaic). */
export interface Inked {
  state: string;
  path: string;
}

export function inkOfSquares(squares: readonly { x: number; y: number; letter: string; size: number }[]): {
  edges: string;
  fills: Inked[];
  holes: string;
  frames: string;
} {
  const rect = (x: number, y: number, width: number, height: number) => `M${x} ${y}h${width}v${height}h${-width}z`;
  const fills = new Map<string, string>();
  let [edges, holes, frames] = ['', '', ''];
  for (const { x, y, letter, size } of squares) {
    const state = stateOfLetter[letter] ?? 'done';
    edges += rect(x, y, size, size);
    if (state === 'done') continue;
    const height = Math.max(2, Math.round(size * fillOf[state]));
    fills.set(state, (fills.get(state) ?? '') + rect(x, y + size - height, size, height));
    const hole = Math.max(1, Math.round(size * 0.4));
    if (state === 'waiting') holes += rect(x + Math.floor((size - hole) / 2), y + Math.floor((size - hole) / 2), hole, hole);
    if (letter === 'E') frames += rect(x + 1, y + 1, size - 2, size - 2);
  }
  return { edges, fills: [...fills].map(([state, path]) => ({ state, path })), holes, frames };
}

const overlaps = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** A name in one line or two. */
export interface Mark {
  box: Box;
  width: number;
  height: number;
  weight: number;
}

/**
 * Where each name stands: above its squares, else below, right or left of them, within the map, where no other name and no
 * squares are; null where there is no room. Those with more to do come first.
 */
export function placeLabels(marks: readonly Mark[], room: { width: number; height: number }): ({ x: number; y: number } | null)[] {
  const taken: Box[] = marks.map(({ box }) => box);
  const placed: ({ x: number; y: number } | null)[] = marks.map(() => null);
  const turns = marks.map((_, i) => i).sort((a, b) => (marks[b]?.weight ?? 0) - (marks[a]?.weight ?? 0));
  const isWithin = ({ x, y, width, height }: Box) => x >= 0 && y >= 0 && x + width <= room.width && y + height <= room.height;
  for (const i of turns) {
    const { box, width, height } = marks[i] as Mark;
    const middle = box.x + box.width / 2 - width / 2;
    const centre = box.y + box.height / 2 - height / 2;
    const tries: Box[] = [
      { x: middle, y: box.y - height - 1, width, height },
      { x: middle, y: box.y + box.height + 1, width, height },
      { x: box.x + box.width + 3, y: centre, width, height },
      { x: box.x - width - 3, y: centre, width, height },
    ];
    const free = tries.find((one) => isWithin(one) && taken.every((other, at) => (at === i && other === box) || !overlaps(one, other)));
    if (!free) continue;
    taken.push(free);
    placed[i] = { x: free.x, y: free.y };
  }
  return placed;
}
