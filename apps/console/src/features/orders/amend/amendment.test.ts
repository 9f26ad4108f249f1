import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { describe, expect, it } from 'vitest';
import { amendingOf, amendmentOf, changesAnything } from './amendment.ts';

const order = {
  id: 'o1',
  title: '两米线自查',
  body: '走一遍。',
  questions: [
    {
      key: 'missing',
      kind: 'choice',
      text: '缺什么',
      perArea: false,
      required: true,
      options: [
        { key: 'hands', text: '人手' },
        { key: 'tape', text: '隔离带' },
      ],
    },
    { key: 'done', kind: 'tick', text: '办了吗', perArea: true, required: true },
  ],
  acknowledgeBy: '2022-05-11T02:00:00.000Z',
  answerBy: '2022-05-11T04:00:00.000Z',
} as unknown as OrderDetail;

describe('what is sent of an amendment', () => {
  it('nothing touched is nothing sent', () => {
    expect(changesAnything(amendmentOf(order, amendingOf(order)))).toBe(false);
  });

  it('only what is another now', () => {
    expect(amendmentOf(order, { ...amendingOf(order), body: '下午走一遍。 ', reason: '改时间' })).toEqual({
      orderId: 'o1',
      body: '下午走一遍。',
    });
  });

  it('a question that was not touched keeps its keys, so that what was answered to it still fits', () => {
    const amending = amendingOf(order);
    const added = { key: 'q1', kind: 'text' as const, text: '有什么困难', perArea: false, options: '' };
    expect(amendmentOf(order, { ...amending, questions: [...amending.questions, added] }).questions?.slice(0, 2)).toEqual(order.questions);
  });
});
