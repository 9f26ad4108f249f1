import type { Answer } from '@muster/contract/orders/answers';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { AnswerCards } from './answer-cards.tsx';
import { noAnswer } from './answer-draft.ts';
import type { LocalReceipt } from './local-receipt.ts';

const receipt = {
  areaCode: '410402001001',
  things: [
    { code: '410402001001001', name: '1 号采样点' },
    { code: '410402001001002', name: '2 号采样点' },
  ],
  ground: [],
  order: {
    answerBy: '2022-05-11T04:00:00Z',
    questions: [
      {
        key: 'line',
        kind: 'choice',
        text: '两米线',
        perArea: true,
        required: true,
        options: [
          { key: 'clear', text: '清楚' },
          { key: 'fix', text: '要补' },
        ],
      },
      { key: 'when', kind: 'time', text: '几点前补齐', perArea: true, required: false },
    ],
  },
} as unknown as LocalReceipt;
const now = new Date('2022-05-11T02:41:00Z');

let said: Answer = noAnswer;
function Form() {
  const [draft, setDraft] = useState<Answer>(noAnswer);
  said = draft;
  return <AnswerCards receipt={receipt} about={receipt} draft={draft} onDraft={setDraft} now={now} />;
}
const point = (name: string) => within(screen.getByRole('region', { name }));

afterEach(cleanup);

describe('answering, a card a thing', () => {
  it('takes one tap a thing, and asks until when only where something is to be put right', () => {
    render(<Form />);
    expect(screen.queryByText('几点前补齐')).toBeNull();
    fireEvent.click(point('1 号采样点').getByRole('button', { name: '清楚' }));
    fireEvent.click(point('2 号采样点').getByRole('button', { name: '要补' }));
    expect(point('1 号采样点').queryByText('几点前补齐')).toBeNull();
    fireEvent.click(point('2 号采样点').getByRole('button', { name: '11:30' }));
    expect(said.values).toEqual({
      line: { '410402001001001': 'clear', '410402001001002': 'fix' },
      when: { '410402001001002': '11:30' },
    });
  });

  it('takes an answer back by a second tap, and says by more than colour what is chosen', () => {
    render(<Form />);
    const clear = point('1 号采样点').getByRole('button', { name: '清楚' });
    fireEvent.click(clear);
    expect(clear.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(clear);
    expect(clear.getAttribute('aria-pressed')).toBe('false');
    expect(said.values).toEqual({ line: {} });
  });

  it('gives each compound its card, with where it is, for all that is asked of it and nothing of those of another kind', () => {
    const each = { of: 'compound', kind: 'unmanaged' };
    const asked = {
      ...receipt,
      things: [],
      ground: [
        { id: 'a', of: 'compound', kind: 'unmanaged', name: '水利局家属院', at: '湖滨路2号', isGone: false },
        { id: 'b', of: 'compound', kind: 'managed', name: '天湖苑', at: null, isGone: false },
        { id: 'c', of: 'compound', kind: 'unmanaged', name: '老粮店院', at: null, isGone: true },
      ],
      order: { ...receipt.order, questions: receipt.order.questions.map((question) => ({ ...question, perArea: false, each })) },
    } as unknown as LocalReceipt;
    function Asked() {
      const [draft, setDraft] = useState<Answer>(noAnswer);
      said = draft;
      return <AnswerCards receipt={asked} about={asked} draft={draft} onDraft={setDraft} now={now} />;
    }
    render(<Asked />);
    expect(screen.getAllByRole('region').map((card) => card.getAttribute('aria-label'))).toEqual(['水利局家属院']);
    expect(point('水利局家属院').getByText('湖滨路2号')).toBeTruthy();
    fireEvent.click(point('水利局家属院').getByRole('button', { name: '要补' }));
    fireEvent.click(point('水利局家属院').getByRole('button', { name: '12:00' }));
    expect(said.values).toEqual({ line: { a: 'fix' }, when: { a: '12:00' } });
  });
});
