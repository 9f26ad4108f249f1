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
  | 'acknowledgeChange'
  | 'delegate'
  | 'answer'
  | 'accept'
  | 'sendBack'
  | 'remind'
  | 'escalate'
  | 'close'
  | 'withdraw'
  | 'amend'
  | 'askAgain';

/**
 * `remind` and `escalate` are the ways out by time: every state that is not final has one of them, so that nothing
 * waits unseen (property test "every receipt has an end"). Answering, and delegating, acknowledge by themselves.
 *
 * A change of the order moves nobody back (`amend`): that it is to be acknowledged is a fact beside the state, with a limit
 * of its own (`changeBy`; ADR 0016). Only where the questions changed an answer is owed again (`askAgain`). What holds while
 * a change is owed stands in `receiptMove`.
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
    amend: 'sent',
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
    amend: 'delivered',
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
    amend: 'opened',
  },
  acknowledged: {
    acknowledgeChange: 'acknowledged',
    signFor: 'acknowledged',
    delegate: 'delegated',
    answer: 'answered',
    remind: 'acknowledged',
    escalate: 'acknowledged',
    close: 'closed',
    withdraw: 'withdrawn',
    amend: 'acknowledged',
  },
  delegated: {
    acknowledgeChange: 'delegated',
    signFor: 'delegated',
    answer: 'answered',
    remind: 'delegated',
    escalate: 'delegated',
    close: 'closed',
    withdraw: 'withdrawn',
    amend: 'delegated',
  },
  answered: {
    acknowledgeChange: 'answered',
    signFor: 'answered',
    answer: 'answered',
    accept: 'accepted',
    sendBack: 'sentBack',
    remind: 'answered',
    escalate: 'answered',
    close: 'closed',
    withdraw: 'withdrawn',
    amend: 'answered',
    askAgain: 'acknowledged',
  },
  sentBack: {
    acknowledgeChange: 'sentBack',
    signFor: 'sentBack',
    answer: 'answered',
    delegate: 'delegated',
    remind: 'sentBack',
    escalate: 'sentBack',
    close: 'closed',
    withdraw: 'withdrawn',
    amend: 'sentBack',
    askAgain: 'acknowledged',
  },
  // Done, and yet an order that still runs may change: what moves here moves only while a change is owed.
  accepted: {
    acknowledgeChange: 'accepted',
    signFor: 'accepted',
    remind: 'accepted',
    escalate: 'accepted',
    close: 'closed',
    withdraw: 'withdrawn',
    amend: 'accepted',
    askAgain: 'acknowledged',
  },
  closed: {},
  withdrawn: {},
} as const satisfies TransitionTable<ReceiptState, ReceiptCommand>;

/** States in which nobody has acknowledged yet: the acknowledge-by limit is running. */
export const unacknowledgedStates = ['sent', 'delivered', 'opened'] as const satisfies readonly ReceiptState[];

/** States in which an answer is owed: the answer-by limit is running, when the order asks for one. */
export const answerOwedStates = ['acknowledged', 'delegated', 'sentBack'] as const satisfies readonly ReceiptState[];

/** States in which somebody has acknowledged: a change of the order is theirs to acknowledge too. */
export const acknowledgedStates = [
  'acknowledged',
  'delegated',
  'answered',
  'sentBack',
  'accepted',
] as const satisfies readonly ReceiptState[];

/** What decides a move besides the state. */
export interface ChangeFacts {
  state: ReceiptState;
  /** The order was changed and nobody has acknowledged the change. */
  changeOwed: boolean;
}

/**
 * The state a command leads to, or null when it is no move now. While a change is owed, nobody accepts or sends back what
 * was answered to the text before it; and what is about a change alone is no move without one.
 */
export function receiptMove({ state, changeOwed }: ChangeFacts, command: ReceiptCommand): ReceiptState | null {
  const isUnacknowledged = (unacknowledgedStates as readonly string[]).includes(state);
  if (changeOwed ? command === 'accept' || command === 'sendBack' : command === 'acknowledgeChange') return null;
  if (!changeOwed && !isUnacknowledged && command === 'signFor') return null;
  if (!changeOwed && state === 'answered' && command === 'escalate') return null;
  if (!changeOwed && state === 'accepted' && command !== 'amend' && command !== 'askAgain') return null;
  return (receiptMachine[state] as Partial<Record<ReceiptCommand, ReceiptState>>)[command] ?? null;
}

/** Whether somebody still has to do something. With no answer asked for, acknowledging was all there was to do. */
export function isOpen(state: ReceiptState, asksAnswer: boolean, changeOwed = false): boolean {
  switch (state) {
    case 'sent':
    case 'delivered':
    case 'opened':
    case 'answered':
    case 'sentBack':
      return true;
    case 'acknowledged':
    case 'delegated':
      return asksAnswer || changeOwed;
    case 'accepted':
      return changeOwed;
    case 'closed':
    case 'withdrawn':
      return false;
  }
}
