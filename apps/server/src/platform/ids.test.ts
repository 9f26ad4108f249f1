import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('an id is a UUIDv7 of its time', () => {
  const id = newId(Date.UTC(2022, 4, 11));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2022, 4, 11));
});

test('ids of one millisecond come in order, and none comes twice', () => {
  const ids = Array.from({ length: 2000 }, () => newId(1));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 20_000 }, () => newId(2))).size).toBe(20_000);
});
