import { outline } from '@muster/ui/mosaic/mosaic-edges';
import type { Mosaic, MosaicCell } from '@muster/ui/mosaic/mosaic-layout';

export interface GroupMark {
  number: number;
  /** The subdistrict that is outlined. */
  patch: string;
  /** Communities that are inked; the number does not cover them. */
  codes: readonly string[];
}

export interface PlacedMark extends GroupMark {
  cells: readonly MosaicCell[];
  x: number;
  y: number;
}

/** A place for each number on a corner of its outline, as far as can be from ink and from other numbers. */
export function placeMarks(mosaic: Mosaic, groups: readonly GroupMark[]): PlacedMark[] {
  const patches = new Map(mosaic.patches.map((patch) => [patch.code, patch.cells]));
  const placed: PlacedMark[] = [];
  for (const group of groups) {
    const cells = patches.get(group.patch);
    if (!cells) continue;
    const inked = new Set(group.codes);
    const half = mosaic.pitch / 2;
    const ink = cells.filter((cell) => inked.has(cell.code)).map((cell) => ({ x: cell.x + half, y: cell.y + half }));
    const top = mosaic.blocks.find((block) => block.code === cells[0]?.block)?.y ?? 0;
    let best = { x: cells[0]?.x ?? 0, y: cells[0]?.y ?? 0 };
    let bestRoom = Number.NEGATIVE_INFINITY;
    for (const [x, y] of outline(cells, mosaic.pitch)) {
      const fromInk = Math.min(40, ...ink.map((point) => Math.hypot(point.x - x, point.y - y)));
      const fromMarks = Math.min(40, ...placed.map((mark) => Math.hypot(mark.x - x, mark.y - y)));
      // The heading stands on the upper edge of a block.
      const room = fromInk + 2 * fromMarks - (y === top ? 50 : 0);
      if (room > bestRoom + 0.01) {
        best = { x, y };
        bestRoom = room;
      }
    }
    placed.push({ ...group, cells, ...best });
  }
  return placed;
}
