import type { TransitionTable } from '../machine.ts';

/** How far one recipient has come with one order. Escalated, unstaffed and late are facts beside the state, not states. */
export const receiptStates = [
  'sent',
  'delivered',
  'opened',
  'acknowledged',
  'delegated',
  'answered',
  'sentBack',
  'accepted',
  'closed',
  'withdrawn',
] as const;
export type ReceiptState = (typeof receiptStates)[number];

export type ReceiptCommand =
  | 'deliver'
  | 'open'
  | 'acknowledge'
  | 'signFor'
  | 'delegate'
  | 'answer'
  | 'accept'
  | 'sendBack'
  | 'remind'
  | 'escalate'
  | 'close'
  | 'withdraw';

/**
 * `remind` and `escalate` are the ways out by time: every state that is not final has one of them, so that nothing
 * waits unseen (property test "every receipt has an end"). Answering, and delegating, acknowledge by themselves.
 */
export const receiptMachine = {
  sent: {
    deliver: 'delivered',
    open: 'opened',
    acknowledge: 'acknowledged',
    signFor: 'acknowledged',
    delegate: 'delegated',
    answer: 'answered',
    remind: 'sent',
    escalate: 'sent',
    close: 'closed',
    withdraw: 'withdrawn',
  },
  delivered: {
    open: 'opened',
    acknowledge: 'acknowledged',
    signFor: 'acknowledged',
    delegate: 'delegated',
    answer: 'answered',
    remind: 'delivered',
    escalate: 'delivered',
    close: 'closed',
    withdraw: 'withdrawn',
  },
  opened: {
    acknowledge: 'acknowledged',
    signFor: 'acknowledged',
    delegate: 'delegated',
    answer: 'answered',
    remind: 'opened',
    escalate: 'opened',
    close: 'closed',
    withdraw: 'withdrawn',
  },
  acknowledged: {
    delegate: 'delegated',
    answer: 'answered',
    remind: 'acknowledged',
    escalate: 'acknowledged',
    close: 'closed',
    withdraw: 'withdrawn',
  },
  delegated: { answer: 'answered', remind: 'delegated', escalate: 'delegated', close: 'closed', withdraw: 'withdrawn' },
  answered: { answer: 'answered', accept: 'accepted', sendBack: 'sentBack', remind: 'answered', close: 'closed', withdraw: 'withdrawn' },
  sentBack: { answer: 'answered', delegate: 'delegated', remind: 'sentBack', escalate: 'sentBack', close: 'closed', withdraw: 'withdrawn' },
  accepted: {},
  closed: {},
  withdrawn: {},
} as const satisfies TransitionTable<ReceiptState, ReceiptCommand>;

/** States in which nobody has acknowledged yet: the acknowledge-by limit is running. */
export const unacknowledgedStates = ['sent', 'delivered', 'opened'] as const satisfies readonly ReceiptState[];

/** States in which an answer is owed: the answer-by limit is running, when the order asks for one. */
export const answerOwedStates = ['acknowledged', 'delegated', 'sentBack'] as const satisfies readonly ReceiptState[];

/** Whether somebody still has to do something. With no answer asked for, acknowledging was all there was to do. */
export function isOpen(state: ReceiptState, asksAnswer: boolean): boolean {
  switch (state) {
    case 'sent':
    case 'delivered':
    case 'opened':
    case 'answered':
    case 'sentBack':
      return true;
    case 'acknowledged':
    case 'delegated':
      return asksAnswer;
    case 'accepted':
    case 'closed':
    case 'withdrawn':
      return false;
  }
}
