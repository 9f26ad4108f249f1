import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

test('a gate lets no more in at once than it says, everybody in order, also when some of them fail', async () => {
  const gate = new Gate(2);
  let inside = 0;
  let most = 0;
  const order: number[] = [];
  const work = (i: number) =>
    gate.through(async () => {
      inside += 1;
      most = Math.max(most, inside);
      order.push(i);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      if (i % 3 === 0) throw new Error('failed');
      return i;
    });
  const ends = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => work(i)));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(ends.map((end) => end.status)).toEqual(Array.from({ length: 9 }, (_, i) => (i % 3 === 0 ? 'rejected' : 'fulfilled')));
  expect(await gate.through(async () => 'free again')).toBe('free again');
});
