import { describe, expect, it } from 'vitest';
import { isOld, refreshesOf } from './live-refresh.ts';

const names = (type: string, orderId: string | null = 'o1') =>
  refreshesOf({ type, orderId, receiptId: null }).map((refresh) => refresh.name);

describe('refreshesOf', () => {
  it('brings every view of an order up to date when a receipt moves', () => {
    expect(names('receipt.acknowledged')).toEqual(
      expect.arrayContaining(['getOrder', 'getReceiptTree', 'listReceipts', 'getAttention', 'getInboxSummary', 'listOrders']),
    );
  });
  it('keeps to the order that moved', () => {
    const tree = refreshesOf({ type: 'receipt.answered', orderId: 'o1', receiptId: 'r1' }).find((r) => r.name === 'getReceiptTree');
    expect(tree?.match).toEqual({ orderId: 'o1' });
  });
  it('brings the receipt above up to date when an order that it was delegated by moves', () => {
    const read = (orderId: string, delegated: string | null) => ({
      queryKey: ['listReceipts', { orderId, limit: 200 }, 'pages'],
      state: { data: { pages: [{ items: [{ delegated: null }, { delegated: delegated ? { orderId: delegated } : null }] }] } },
    });
    const refreshes = refreshesOf({ type: 'order.answersAccepted', orderId: 'child', receiptId: null });
    const isRead = (query: ReturnType<typeof read>) => refreshes.some((refresh) => isOld(refresh, query));
    expect([isRead(read('parent', 'child')), isRead(read('child', null)), isRead(read('other', 'others'))]).toEqual([true, true, false]);
  });
  it('does not read counts again because a phone received something', () => {
    expect(names('receipt.delivered')).not.toContain('getAttention');
  });
  it('leaves screens alone for events it does not know', () => {
    expect(names('weather.changed')).toEqual([]);
  });
});
