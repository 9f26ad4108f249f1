import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { describe, expect, it } from 'vitest';
import { byLimit, mergeOpen, mergeSettled } from './desk-merge.ts';

const receipt = (id: string, state: string, limit: string, sentAt = '2022-05-11T01:00:00.000Z') =>
  ({ id, state, sentAt, order: { acknowledgeBy: limit, answerBy: `${limit}+` } }) as unknown as ReceiptDetail;
const ids = (list: ReceiptDetail[]) => list.map((one) => one.id);

describe('what a phone holds of its desk', () => {
  it('stands by the limit that runs: to acknowledge, then to answer', () => {
    const [a, b, c] = [receipt('a', 'sent', '12'), receipt('b', 'sent', '10'), receipt('c', 'acknowledged', '11')];
    expect(ids(byLimit([a, b, c]))).toEqual(['b', 'c', 'a']);
  });

  it('takes what is new and changed, and lets go what is settled or gone', () => {
    const held = [receipt('a', 'sent', '10'), receipt('b', 'sent', '11'), receipt('c', 'sent', '12')];
    const told = {
      open: [receipt('b', 'acknowledged', '11'), receipt('d', 'sent', '09')],
      settled: [receipt('a', 'answered', '10')],
      gone: ['c'],
    };
    const open = mergeOpen(held, told);
    expect(ids(open)).toEqual(['d', 'b']);
    expect(open.find((one) => one.id === 'b')?.state).toBe('acknowledged');
  });

  it('keeps settled ones newest first, and takes out what was sent back', () => {
    const held = [receipt('a', 'answered', '10', '2022-05-11T03'), receipt('b', 'answered', '10', '2022-05-11T01')];
    const told = { open: [receipt('a', 'sentBack', '10')], settled: [receipt('c', 'closed', '10', '2022-05-11T02')], gone: [] };
    expect(ids(mergeSettled(held, told))).toEqual(['c', 'b']);
  });
});
