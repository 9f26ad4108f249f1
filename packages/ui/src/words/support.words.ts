import type { Question } from '@muster/contract/orders/answers';
import type { Ask, OrderKind } from '@muster/contract/orders/support';
import { formatNumber } from '../format.ts';
import { dictionary, language } from './dictionary.ts';

/** Requests for support in both apps. Their questions are always the same ones, so a screen in English can say them in English. */
export const supportWords = dictionary(
  {
    request: '请求支持',
    about: (order: string) => `为 ${order}`,
    kind: { people: '人', goods: '物资', decision: '决定' },
    title: {
      people: (n: string) => `请求支持 ${n} 人`,
      goods: (what: string, n: string, measure: string) => `请求支持 ${what} ${n} ${measure || '件'}`,
      decision: (question: string) => `请示：${question}`,
    },
    need: '要什么',
    count: '要几个人',
    what: '什么物资',
    whatHint: '防护服、扩音器、帐篷',
    amount: '要多少',
    measure: '单位',
    measureHint: '套',
    question: '要上级定什么',
    neededAt: '几点要到',
    neededBy: (at: string) => `${at} 前要到`,
    soon: '尽快',
    to: '向谁请求',
    unit: '或者请单位',
    noUnit: '不找单位',
    urgency: '多急',
    note: '补一句，可以不写',
    send: (whom: string) => `向${whom}请求`,
    sent: '已请求',
    sentWaiting: '已请求，等信号发',
    missing: {
      what: '还没写要什么',
      question: '还没写要定什么',
      to: '还没选向谁请求',
    },
    limits: (acknowledge: string, answer: string) => `${acknowledge} 前签收，${answer} 前答复，按急缓自动定`,
    byUrgency: (acknowledge: string, answer: string | null) => `按急缓定：${acknowledge} 前签收${answer ? `，${answer} 前反馈` : ''}`,
    mine: '我们请求的支持',
    on: (total: string, open: string) => `请求支持 ${total}，${open} 待答`,
    onAnswered: (total: string) => `请求支持 ${total}，都答了`,
    nobodyAbove: '上面没有可以请求的席位',
    standing: {
      waiting: '没人签收',
      inHand: '签收了，还没答',
      late: '逾期没答',
      forReview: '答了，等你看',
      done: '办完了',
    },
    noLongerNeeded: '不需要了',
    close: '办结',
    closeOpen: '不等了，办结',
  },
  {
    request: 'Request support',
    about: (order: string) => `for ${order}`,
    kind: { people: 'People', goods: 'Goods', decision: 'A decision' },
    title: {
      people: (n: string) => `Support: ${n} people`,
      goods: (what: string, n: string, measure: string) => `Support: ${what}, ${n} ${measure}`.trim(),
      decision: (question: string) => `Decision: ${question}`,
    },
    need: 'What is needed',
    count: 'How many people',
    what: 'What',
    whatHint: 'Suits, megaphones, tents',
    amount: 'How many',
    measure: 'Unit of measure',
    measureHint: 'sets',
    question: 'What is to be decided',
    neededAt: 'Needed by',
    neededBy: (at: string) => `needed by ${at}`,
    soon: 'As soon as possible',
    to: 'Ask whom',
    unit: 'Or ask a unit',
    noUnit: 'No unit',
    urgency: 'How urgent',
    note: 'Add a line (optional)',
    send: (whom: string) => `Ask ${whom}`,
    sent: 'Requested',
    sentWaiting: 'Requested, waiting for signal',
    missing: {
      what: 'Say what is needed',
      question: 'Say what is to be decided',
      to: 'Choose whom to ask',
    },
    limits: (acknowledge: string, answer: string) =>
      `To acknowledge by ${acknowledge}, to answer by ${answer}; this follows from the urgency`,
    byUrgency: (acknowledge: string, answer: string | null) =>
      `By urgency: acknowledge by ${acknowledge}${answer ? `, answer by ${answer}` : ''}`,
    mine: 'Support we asked for',
    on: (total: string, open: string) => `Support requests: ${total}, ${open} to be answered`,
    onAnswered: (total: string) => `Support requests: ${total}, all answered`,
    nobodyAbove: 'No desk above to ask',
    standing: {
      waiting: 'not acknowledged',
      inHand: 'acknowledged, to be answered',
      late: 'late',
      forReview: 'answered, for your review',
      done: 'done',
    },
    noLongerNeeded: 'No longer needed',
    close: 'Close',
    closeOpen: 'Close without waiting',
  },
);

/** 请求支持 20 人: what is asked for, in the language of the screen. */
export function askText(ask: Ask): string {
  switch (ask.kind) {
    case 'people':
      return supportWords.title.people(formatNumber(ask.count));
    case 'goods':
      return supportWords.title.goods(ask.what, formatNumber(ask.amount), ask.measure ?? '');
    case 'decision':
      return supportWords.title.decision(ask.question);
  }
}

/** What an order is called on a screen: a request says what it asks for. */
export function orderTitle(order: { title: string; ask: Ask | null }): string {
  return order.ask && language() === 'en' ? askText(order.ask) : order.title;
}

const english: Record<string, (ask: Ask) => string> = {
  outcome: (ask) => (ask.kind === 'decision' ? 'Is it agreed' : 'Can it be given'),
  amount: () => 'How many can be given',
  arrives: () => 'When does it arrive',
  terms: () => 'On what condition',
  reason: () => 'Why not',
};
const englishOptions: Record<string, (ask: Ask) => string> = {
  granted: (ask) => (ask.kind === 'decision' ? 'Agreed' : 'All of it'),
  partly: (ask) => (ask.kind === 'decision' ? 'On a condition' : 'Part of it'),
  refused: (ask) => (ask.kind === 'decision' ? 'Not agreed' : 'Not possible'),
};

/** The questions of an order as the screen says them. Those of a request are known by their keys; others are what somebody wrote. */
export function shownQuestions(order: { kind: OrderKind; ask: Ask | null; questions: Question[] }): Question[] {
  const { ask } = order;
  if (ask === null || language() !== 'en') return order.questions;
  return order.questions.map((question) => ({
    ...question,
    text: english[question.key]?.(ask) ?? question.text,
    ...(question.options
      ? { options: question.options.map((option) => ({ ...option, text: englishOptions[option.key]?.(ask) ?? option.text })) }
      : {}),
  }));
}
