import type { MosaicCell } from './mosaic-layout.ts';

export type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

/** The lines between cells of different groups (the seams between subdistricts). */
export function seams(cells: readonly MosaicCell[], pitch: number, groupOf: (cell: MosaicCell) => string): Segment[] {
  const at = new Map(cells.map((cell) => [`${cell.x},${cell.y}`, cell]));
  const lines: Segment[] = [];
  for (const cell of cells) {
    const right = at.get(`${cell.x + pitch},${cell.y}`);
    const below = at.get(`${cell.x},${cell.y + pitch}`);
    if (right && groupOf(right) !== groupOf(cell)) lines.push([cell.x + pitch, cell.y, cell.x + pitch, cell.y + pitch]);
    if (below && groupOf(below) !== groupOf(cell)) lines.push([cell.x, cell.y + pitch, cell.x + pitch, cell.y + pitch]);
  }
  return lines;
}

/** The closed outline of one patch, as segments. */
export function outline(cells: readonly MosaicCell[], pitch: number): Segment[] {
  const at = new Set(cells.map(({ x, y }) => `${x},${y}`));
  const lines: Segment[] = [];
  for (const { x, y } of cells) {
    if (!at.has(`${x},${y - pitch}`)) lines.push([x, y, x + pitch, y]);
    if (!at.has(`${x},${y + pitch}`)) lines.push([x, y + pitch, x + pitch, y + pitch]);
    if (!at.has(`${x - pitch},${y}`)) lines.push([x, y, x, y + pitch]);
    if (!at.has(`${x + pitch},${y}`)) lines.push([x + pitch, y, x + pitch, y + pitch]);
  }
  return lines;
}
