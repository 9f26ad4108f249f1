import { fillOf, stateOfLetter } from '@muster/ui/drain';
import { outline, type Segment, seams } from '@muster/ui/mosaic/mosaic-edges';
import type { Mosaic, MosaicCell } from '@muster/ui/mosaic/mosaic-layout';

/** Painting on a canvas: one path for all squares, one for all seams, one per state. Values are those of tokens.css. */
const colour = {
  grout: '#E4E0D7',
  paper: '#F5F3EE',
  square: '#FFFFFF',
  seam: '#8E897D',
  ink: '#1C1F23',
  dot: '#CFCAC0',
  action: '#23478A',
  late: '#BF2A16',
  waiting: '#C7880F',
  inHand: '#6A8ECB',
  forReview: '#23806F',
  done: '#FFFFFF',
} as const;

export interface Ground {
  grout: Path2D;
  squares: Path2D;
  seams: Path2D;
}

/** What does not change while the territory and the size stay: made once per layout. */
export function groundOf(mosaic: Mosaic): Ground {
  const grout = new Path2D();
  const squares = new Path2D();
  const size = mosaic.pitch - 1;
  for (const { x, y } of mosaic.cells) {
    grout.rect(x - 1, y - 1, size + 2, size + 2);
    squares.rect(x, y, size, size);
  }
  const lines = seams(mosaic.cells, mosaic.pitch, (cell) => cell.patch);
  return { grout, squares, seams: segmentsPath(lines) };
}

function segmentsPath(lines: readonly Segment[]): Path2D {
  const path = new Path2D();
  for (const [x1, y1, x2, y2] of lines) {
    path.moveTo(x1 - 0.5, y1 - 0.5);
    path.lineTo(x2 - 0.5, y2 - 0.5);
  }
  return path;
}

export function outlinePath(cells: readonly MosaicCell[], pitch: number): Path2D {
  return segmentsPath(outline(cells, pitch));
}

export function paintGround(ctx: CanvasRenderingContext2D, ground: Ground): void {
  ctx.fillStyle = colour.grout;
  ctx.fill(ground.grout);
  ctx.fillStyle = colour.square;
  ctx.fill(ground.squares);
}

export function paintSeams(ctx: CanvasRenderingContext2D, ground: Ground): void {
  ctx.strokeStyle = colour.seam;
  ctx.lineWidth = 1;
  ctx.stroke(ground.seams);
}

export interface Ink {
  letter: string;
  /** Share of the tile that is filled now; differs from that of its state while it drains. */
  fill: number;
}

export function inkOfLetter(letter: string): Ink {
  return { letter, fill: fillOf[stateOfLetter[letter] ?? 'done'] };
}

/** All inked tiles, one path per colour. */
export function paintInk(ctx: CanvasRenderingContext2D, cells: Iterable<readonly [MosaicCell, Ink]>, pitch: number): void {
  const size = pitch - 1;
  const fills = new Map<string, Path2D>();
  const holes = new Path2D();
  const frames = new Path2D();
  const hole = Math.max(2, Math.round(size * 0.4));
  for (const [{ x, y }, { letter, fill }] of cells) {
    const state = stateOfLetter[letter] ?? 'done';
    if (state === 'done' || fill <= 0) continue;
    const path = fills.get(state) ?? new Path2D();
    fills.set(state, path);
    const h = Math.max(2, Math.round(size * fill));
    path.rect(x, y + size - h, size, h);
    if (state === 'waiting' && fill === 1) holes.rect(x + Math.floor((size - hole) / 2), y + Math.floor((size - hole) / 2), hole, hole);
    if (letter === 'E') frames.rect(x + 1, y + 1, size - 2, size - 2);
  }
  for (const [state, path] of fills) {
    ctx.fillStyle = colour[state as keyof typeof colour];
    ctx.fill(path);
  }
  ctx.fillStyle = colour.square;
  ctx.fill(holes);
  ctx.strokeStyle = colour.ink;
  ctx.lineWidth = 2;
  ctx.stroke(frames);
}

export function paintOutlines(ctx: CanvasRenderingContext2D, paths: readonly Path2D[]): void {
  ctx.strokeStyle = colour.ink;
  ctx.lineWidth = 2;
  ctx.lineCap = 'square';
  for (const path of paths) ctx.stroke(path);
  ctx.lineCap = 'butt';
}

/** Whom an order reaches: reached communities in action blue, the others a dot. */
export function paintAudience(ctx: CanvasRenderingContext2D, mosaic: Mosaic, isReached: (code: string) => boolean): void {
  const size = mosaic.pitch - 1;
  const dot = Math.max(1, Math.round(size / 4));
  const reached = new Path2D();
  const grout = new Path2D();
  const dots = new Path2D();
  const reachedCells: MosaicCell[] = [];
  for (const cell of mosaic.cells) {
    if (isReached(cell.code)) {
      grout.rect(cell.x - 1, cell.y - 1, size + 2, size + 2);
      reached.rect(cell.x, cell.y, size, size);
      reachedCells.push(cell);
    } else dots.rect(cell.x + Math.round((size - dot) / 2), cell.y + Math.round((size - dot) / 2), dot, dot);
  }
  ctx.fillStyle = colour.dot;
  ctx.fill(dots);
  ctx.fillStyle = colour.grout;
  ctx.fill(grout);
  ctx.fillStyle = colour.action;
  ctx.fill(reached);
  ctx.strokeStyle = colour.square;
  ctx.lineWidth = 2;
  ctx.stroke(segmentsPath(seams(reachedCells, mosaic.pitch, (cell) => cell.patch)));
}

/** A canvas sharp on dense screens, cleared. Null when the browser gives none. */
export function prepare(canvas: HTMLCanvasElement, width: number, height: number, margin: number): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const w = Math.ceil((width + 2 * margin) * ratio);
  const h = Math.ceil((height + 2 * margin) * ratio);
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const ctx = canvas.getContext('2d');
  if (!ctx) return null;
  ctx.setTransform(ratio, 0, 0, ratio, margin * ratio, margin * ratio);
  ctx.clearRect(-margin, -margin, width + 2 * margin, height + 2 * margin);
  return ctx;
}
