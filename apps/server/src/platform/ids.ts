import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;
let lastTime = -1;
let count = 0;

/**
 * UUIDv7 (RFC 9562 §5.7) for what the server itself creates. Everything a person creates brings its own.
 *
 * Ids of one millisecond come in order (a counter in place of rand_a, §6.2 method 1): events of one command have one time,
 * and the journal seals them by id in the order in which they happened.
 */
export function newId(now: number = Date.now()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  // Begins in the lower half, so that there is room to count; beyond it only the order is lost, never uniqueness.
  count = now === lastTime ? (count + 1) & 0xfff : pool.readUInt16BE(used) & 0x7ff;
  lastTime = now;
  const time = now.toString(16).padStart(12, '0');
  const random = pool.toString('hex', used + 2, used + 10);
  used += 10;
  const variant = ((Number.parseInt(random.slice(0, 1), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`;
}
