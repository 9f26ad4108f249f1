import { describe, expect, it } from 'vitest';
import csv from '../../../../db/data/pingdingshan-areas.csv?raw';
import { arrangements } from './arrangements.ts';
import { outline, seams } from './mosaic-edges.ts';
import { layoutMosaic, type MosaicArea } from './mosaic-layout.ts';
import { cellAt, cellIndex, nextCell, nextPatch } from './mosaic-moves.ts';
import { isConnected } from './mosaic-walk.ts';

const areas: MosaicArea[] = csv
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(','))
  .filter(([code]) => code)
  .map(([code = '', name = '']) => ({ code, name }));

const boxes = {
  'console 1440': { width: 816, height: 558, arrangement: arrangements['4104'] },
  'console 1920': { width: 1200, height: 680, arrangement: arrangements['4104'] },
  compose: { width: 752, height: 421, arrangement: arrangements['4104'] },
  'sign-in': { width: 770, height: 741, heading: 6, arrangement: arrangements['4104'] },
  'no arrangement': { width: 816, height: 558 },
};

describe('the mosaic of the real city', () => {
  for (const [name, box] of Object.entries(boxes)) {
    it(`${name}: every community is one square of its own, inside the box`, () => {
      const mosaic = layoutMosaic(areas, box);
      expect(mosaic.cells).toHaveLength(2828);
      expect(new Set(mosaic.cells.map((cell) => `${cell.x},${cell.y}`)).size).toBe(2828);
      expect(mosaic.cells.every((cell) => cell.x + mosaic.pitch <= box.width && cell.y + mosaic.pitch <= box.height)).toBe(true);
    });
    it(`${name}: all 148 subdistricts are connected patches`, () => {
      const mosaic = layoutMosaic(areas, box);
      expect(mosaic.patches).toHaveLength(148);
      const broken = mosaic.patches.filter(
        (patch) => !isConnected(patch.cells.map((cell) => [Math.round(cell.x / mosaic.pitch), Math.round(cell.y / mosaic.pitch)])),
      );
      expect(broken.map((patch) => patch.name)).toEqual([]);
    });
  }

  it('a district begins at its own subdistricts', () => {
    const own = areas.filter((area) => area.code.startsWith('410402'));
    const mosaic = layoutMosaic(own, { width: 816, height: 558, blockDigits: 9 });
    expect(mosaic.blocks.every((block) => block.code.length === 9)).toBe(true);
    expect(mosaic.cells).toHaveLength(own.filter((area) => area.code.length === 12).length);
  });

  it('a district that the arrangement does not know still has its place', () => {
    const more = [...areas, { code: '410499001001', name: '新社区' }];
    expect(layoutMosaic(more, boxes['console 1440']).cells).toHaveLength(2829);
  });

  it('an empty territory is an empty picture', () => {
    expect(layoutMosaic([], { width: 100, height: 100 }).cells).toEqual([]);
  });

  it('seams run only between subdistricts, outlines close', () => {
    const mosaic = layoutMosaic(areas, boxes['console 1440']);
    expect(seams(mosaic.cells, mosaic.pitch, () => 'one')).toEqual([]);
    const ends = new Map<string, number>();
    for (const [x1, y1, x2, y2] of outline(mosaic.patches[0]?.cells ?? [], mosaic.pitch)) {
      for (const end of [`${x1},${y1}`, `${x2},${y2}`]) ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    expect([...ends.values()].every((n) => n % 2 === 0)).toBe(true);
  });
});

describe('moving by keys', () => {
  const mosaic = layoutMosaic(areas, boxes['console 1440']);
  const index = cellIndex(mosaic);

  it('every community can be reached by arrows from any other', () => {
    const seen = new Set([mosaic.cells[0]?.code]);
    const queue = mosaic.cells.slice(0, 1);
    for (let cell = queue.pop(); cell; cell = queue.pop()) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = nextCell(mosaic, cell, direction);
        if (seen.has(next.code)) continue;
        seen.add(next.code);
        queue.push(next);
      }
    }
    expect(seen.size).toBe(2828);
  });
  it('Alt and an arrow leave the subdistrict', () => {
    const from = mosaic.cells.find((cell) => cell.block === '410402');
    if (!from) throw new Error('no 新华区');
    expect(nextPatch(mosaic, from, 'right').patch).not.toBe(from.patch);
  });
  it('the pointer finds the community under it, and none in a gap', () => {
    const cell = mosaic.cells[1234];
    if (!cell) throw new Error('no cell');
    expect(cellAt(mosaic, index, cell.x + 1, cell.y + 1)?.code).toBe(cell.code);
    expect(cellAt(mosaic, index, -5, -5)).toBeNull();
  });
});
