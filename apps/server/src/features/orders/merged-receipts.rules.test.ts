import { expect, test } from 'vitest';
import { goesOn, type Meeting } from './merged-receipts.rules.ts';

const one = (id: string, state: Meeting['state'], more: Partial<Meeting> = {}): Meeting => ({
  id,
  state,
  isOwn: false,
  settled: false,
  ...more,
});

test('what is owed stays owed: an open receipt goes on before a settled one, the least far before the others', () => {
  expect(goesOn([one('a', 'accepted', { settled: true, isOwn: true }), one('b', 'answered')]).id).toBe('b');
  expect(goesOn([one('a', 'answered', { isOwn: true }), one('b', 'sent')]).id).toBe('b');
  expect(goesOn([one('a', 'acknowledged', { isOwn: true }), one('b', 'opened')]).id).toBe('b');
  expect(goesOn([one('a', 'answered', { isOwn: true }), one('b', 'sentBack')]).id).toBe('b');
});

test('one that was broken down goes on before others that are open: an order below hangs on it', () => {
  expect(goesOn([one('a', 'sent', { isOwn: true }), one('b', 'delegated')]).id).toBe('b');
  expect(goesOn([one('a', 'accepted', { isOwn: true, settled: true }), one('b', 'delegated')]).id).toBe('b');
});

test('of equals that of the area that goes on, whoever comes first', () => {
  const [own, other] = [one('b', 'sent', { isOwn: true }), one('a', 'sent')];
  expect(goesOn([own, other]).id).toBe('b');
  expect(goesOn([other, own]).id).toBe('b');
  expect(goesOn([one('b', 'sent'), one('a', 'sent')]).id).toBe('a');
});
