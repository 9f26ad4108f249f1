import { describe, expect, it } from 'vitest';
import { byLimitGroup } from './limit-groups.ts';

const now = new Date('2022-05-11T02:00:00Z');
const until = (minutes: number | null) => ({
  id: String(minutes),
  attention: { until: minutes === null ? null : new Date(now.getTime() + minutes * 60_000) },
});

describe('many orders to one desk', () => {
  it('stand by their limits, what is late first, and none is left out or told twice', () => {
    const all = [-5, 10, 60, 61, 300, 2000, null].map(until);
    const groups = byLimitGroup(all, now);
    expect(groups.map((one) => [one.group, one.receipts.map((receipt) => receipt.id)])).toEqual([
      ['late', ['-5']],
      ['hour', ['10', '60']],
      ['today', ['61', '300']],
      ['later', ['2000']],
      ['none', ['null']],
    ]);
  });

  it('a few are one list without headings', () => {
    expect(byLimitGroup([10, 20].map(until), now)).toEqual([{ group: null, receipts: [10, 20].map(until) }]);
  });
});
