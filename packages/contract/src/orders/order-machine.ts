import type { TransitionTable } from '../machine.ts';

export const orderStates = ['issued', 'closed', 'withdrawn'] as const;
export type OrderState = (typeof orderStates)[number];

/** An order exists from the moment it is sent; until then it is a draft on the screen that writes it. */
export const orderMachine = {
  issued: { amend: 'issued', remind: 'issued', escalate: 'issued', accept: 'issued', close: 'closed', withdraw: 'withdrawn' },
  closed: {},
  withdrawn: {},
} as const satisfies TransitionTable<OrderState, 'amend' | 'remind' | 'escalate' | 'accept' | 'close' | 'withdraw'>;
