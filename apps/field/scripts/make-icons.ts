/**
 * Draws the icons of the phone app from the mark (four squares, one of them full) as real PNG files, without any
 * drawing library: the mark is nothing but rectangles. Run again after changing the mark:
 * `node_modules/.bin/node apps/field/scripts/make-icons.ts`
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const ground = [0x1e, 0x22, 0x26] as const; // --bar
const ink = [0xef, 0xec, 0xe5] as const; // --bar-ink

/** The mark in its own 20 × 20: three hollow squares and a full one. */
const mark: { x: number; y: number; size: number; hollow: boolean }[] = [
  { x: 1, y: 1, size: 8.4, hollow: true },
  { x: 1, y: 10.6, size: 8.4, hollow: true },
  { x: 10.6, y: 10.6, size: 8.4, hollow: true },
  { x: 10.6, y: 1, size: 8.4, hollow: false },
];
const stroke = 1.4;

function isInk(x: number, y: number): boolean {
  return mark.some((square) => {
    const dx = x - square.x;
    const dy = y - square.y;
    if (dx < 0 || dy < 0 || dx >= square.size || dy >= square.size) return false;
    const inner = dx >= stroke && dy >= stroke && dx < square.size - stroke && dy < square.size - stroke;
    return !(square.hollow && inner);
  });
}

/** `share`: how much of the picture's width the mark takes. Maskable icons may lose the outer tenth on each side. */
function draw(size: number, share: number): Buffer {
  const scale = (size * share) / 20;
  const offset = (size * (1 - share)) / 2;
  const rows = Buffer.alloc(size * (size * 3 + 1));
  const samples = 4;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let hits = 0;
      for (let i = 0; i < samples * samples; i++) {
        const sx = x + ((i % samples) + 0.5) / samples;
        const sy = y + (Math.floor(i / samples) + 0.5) / samples;
        if (isInk((sx - offset) / scale, (sy - offset) / scale)) hits++;
      }
      const part = hits / (samples * samples);
      for (let c = 0; c < 3; c++) {
        const value = (ground[c] as number) * (1 - part) + (ink[c] as number) * part;
        rows[y * (size * 3 + 1) + 1 + x * 3 + c] = Math.round(value);
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const out = join(import.meta.dirname, '../public');
writeFileSync(join(out, 'icon-192.png'), draw(192, 0.56));
writeFileSync(join(out, 'icon-512.png'), draw(512, 0.56));
writeFileSync(join(out, 'icon-maskable-512.png'), draw(512, 0.44));
writeFileSync(join(out, 'apple-touch-icon.png'), draw(180, 0.56));
