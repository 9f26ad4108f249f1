import type { Question } from '@muster/contract/orders/answers';

/** What can be asked, the cheapest to answer first. */
export const questionKinds: readonly { kind: Question['kind']; perArea: boolean }[] = [
  { kind: 'tick', perArea: true },
  { kind: 'choice', perArea: true },
  { kind: 'choice', perArea: false },
  { kind: 'time', perArea: false },
  { kind: 'text', perArea: false },
  { kind: 'number', perArea: false },
];
