import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { describe, expect, it } from 'vitest';
import { localReceipt } from './local-receipt.ts';

const now = new Date('2022-05-11T02:14:00Z');
const order = { asksAnswer: true, acknowledgeBy: '2022-05-11T02:00:00Z', answerBy: '2022-05-11T04:00:00Z', questions: [] };
const may = { acknowledge: true, delegate: true, answer: false, signFor: false, accept: false, sendBack: false, remind: false };
const known = {
  id: 'r1',
  state: 'opened',
  order,
  may,
  sentAt: '2022-05-11T01:30:00Z',
  acknowledgedAt: null,
  answeredAt: null,
  escalatedAt: null,
  attention: { reason: 'notAcknowledged' },
} as unknown as ReceiptDetail;

function entry(operation: OutboxEntry['operation'], input: Record<string, unknown> = {}): OutboxEntry {
  return {
    operation,
    subject: 'r1',
    input,
    doneAt: now.toISOString(),
    about: { by: '陈桂兰' },
    state: 'waiting',
  } as unknown as OutboxEntry;
}

describe('a receipt with what is still in the outbox', () => {
  it('is late and asks to be acknowledged while nothing was done', () => {
    const receipt = localReceipt(known, [], now);
    expect(receipt).toMatchObject({ needsDesk: true, can: { acknowledge: true }, attention: { state: 'late', limit: 'acknowledge' } });
  });

  it('counts as acknowledged at once, without network, and can then be answered', () => {
    const receipt = localReceipt(known, [entry('acknowledgeReceipt')], now);
    expect(receipt).toMatchObject({ state: 'acknowledged', acknowledgedBy: '陈桂兰', attention: { state: 'inHand' } });
    expect(receipt.can).toEqual({ acknowledge: false, delegate: true, answer: true });
  });

  it('goes through several acts in their order', () => {
    const receipt = localReceipt(known, [entry('acknowledgeReceipt'), entry('answerReceipt', { answer: { values: {} } })], now);
    expect(receipt).toMatchObject({ state: 'answered', answer: { values: {} }, needsDesk: false, waits: { length: 2 } });
  });

  it('shows how many it was delegated to before the server has heard of it', () => {
    const receipt = localReceipt(known, [entry('delegateReceipt', { orderId: 'o2', areaCodes: ['1', '2', '3'] })], now);
    expect(receipt).toMatchObject({ state: 'delegated', delegated: { orderId: 'o2', total: 3, done: 0 } });
  });

  it('is not changed by what was refused, nor by what is no move any more', () => {
    expect(localReceipt(known, [{ ...entry('acknowledgeReceipt'), state: 'failed' }], now).state).toBe('opened');
    const accepted = { ...known, state: 'accepted' } as ReceiptDetail;
    expect(localReceipt(accepted, [entry('acknowledgeReceipt')], now).state).toBe('accepted');
  });
});
