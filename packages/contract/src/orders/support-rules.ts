import type { Question } from './answers.ts';
import type { Ask } from './support.ts';

// Apart from the schemas, so that the phone, which does not carry zod, shows the same before it is sent.

const titleMost = 60;

/** What a request is called in lists. */
export function askTitle(ask: Ask): string {
  switch (ask.kind) {
    case 'people':
      return `请求支持 ${ask.count} 人`;
    case 'goods':
      return `请求支持 ${ask.what} ${ask.amount} ${ask.measure ?? '件'}`;
    case 'decision':
      return clipped(`请示：${ask.question}`);
  }
}

function clipped(text: string): string {
  return text.length <= titleMost ? text : `${text.slice(0, titleMost - 1)}…`;
}

const outcome = (granted: string, partly: string, refused: string): Question => ({
  key: 'outcome',
  kind: 'choice',
  text: granted === '同意' ? '同不同意' : '能不能支持',
  perArea: false,
  required: true,
  options: [
    { key: 'granted', text: granted },
    { key: 'partly', text: partly },
    { key: 'refused', text: refused },
  ],
});
const reason: Question = {
  key: 'reason',
  kind: 'text',
  text: '为什么不行',
  perArea: false,
  required: true,
  when: { key: 'outcome', in: ['refused'] },
};

/**
 * What whoever is asked answers: granted, partly with how much, refused with the reason. Always the same, so that
 * answers to requests can be counted and an answer takes one tap where everything is granted.
 */
export function askQuestions(ask: Ask): Question[] {
  if (ask.kind === 'decision')
    return [
      outcome('同意', '有条件同意', '不同意'),
      { key: 'terms', kind: 'text', text: '条件是什么', perArea: false, required: true, when: { key: 'outcome', in: ['partly'] } },
      reason,
    ];
  const measure = ask.kind === 'people' ? '人' : (ask.measure ?? '件');
  return [
    outcome('全部满足', '部分满足', '不能满足'),
    {
      key: 'amount',
      kind: 'number',
      text: `能给多少${measure}`,
      perArea: false,
      required: true,
      when: { key: 'outcome', in: ['partly'] },
    },
    {
      key: 'arrives',
      kind: 'time',
      text: '几点到',
      perArea: false,
      required: false,
      when: { key: 'outcome', in: ['granted', 'partly'] },
    },
    reason,
  ];
}
