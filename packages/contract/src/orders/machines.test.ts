import { describe, expect, it } from 'vitest';
import { attentionReasons, attentionStates, nextSteps } from '../attention/attention.ts';
import { legalMoves, nextState } from '../machine.ts';
import { orderMachine, orderStates } from './order-machine.ts';
import { receiptAttention } from './receipt-attention.ts';
import {
  acknowledgedStates,
  answerOwedStates,
  isOpen,
  receiptMachine,
  receiptMove,
  receiptStates,
  unacknowledgedStates,
} from './receipt-machine.ts';

const byTime = ['remind', 'escalate'];

/** States that are reached from here, at last. */
function reachable(machine: Record<string, Record<string, string>>, from: string, seen = new Set<string>()): Set<string> {
  for (const to of Object.values(machine[from] ?? {})) {
    if (seen.has(to)) continue;
    seen.add(to);
    reachable(machine, to, seen);
  }
  return seen;
}

describe.each([
  ['order', orderMachine as Record<string, Record<string, string>>, orderStates as readonly string[], ['closed', 'withdrawn'], 'issued'],
  [
    'receipt',
    receiptMachine as Record<string, Record<string, string>>,
    receiptStates as readonly string[],
    ['closed', 'withdrawn'],
    'sent',
  ],
] as const)('every %s has an end', (_, machine, states, final, first) => {
  it('every move leads to a state that the table has, and every state is reached', () => {
    expect(Object.keys(machine).sort()).toEqual([...states].sort());
    for (const moves of Object.values(machine)) for (const to of Object.values(moves)) expect(states).toContain(to);
    expect([...reachable(machine, first), first].sort()).toEqual(expect.arrayContaining([...states].sort()));
  });

  it('exactly the final states have no move; from every other one an end is reached, and time moves somebody', () => {
    for (const state of states) {
      const moves = Object.keys(machine[state] ?? {});
      expect(moves.length === 0, state).toBe((final as readonly string[]).includes(state));
      if (moves.length === 0) continue;
      const ends = reachable(machine, state);
      expect(
        final.some((end) => ends.has(end)),
        state,
      ).toBe(true);
      expect(
        moves.some((move) => byTime.includes(move)),
        `${state} has a way out by time`,
      ).toBe(true);
      for (const move of byTime.filter((one) => moves.includes(one)))
        expect(machine[state]?.[move], 'time reminds, it does not act for anybody').toBe(state);
    }
  });

  it('what waits for a superior can be ended by him from any state that is open', () => {
    for (const state of states)
      if (!(final as readonly string[]).includes(state))
        for (const end of ['close', 'withdraw']) expect(final).toContain(machine[state]?.[end]);
  });
});

describe('the receipt machine', () => {
  it('what owes something, is to be looked at, or is done are three things, and together all', () => {
    for (const state of receiptStates) {
      const kinds = [
        (unacknowledgedStates as readonly string[]).includes(state),
        (answerOwedStates as readonly string[]).includes(state),
        state === 'answered',
        state === 'accepted' || legalMoves(receiptMachine, state).length === 0,
      ];
      expect(kinds.filter(Boolean).length, state).toBe(1);
    }
  });

  it('acknowledging is for once: nobody acknowledges, or signs for, what was acknowledged', () => {
    for (const state of receiptStates) {
      const isFirst = (unacknowledgedStates as readonly string[]).includes(state);
      expect(nextState(receiptMachine, state, 'acknowledge') !== null, state).toBe(isFirst);
      expect(receiptMove({ state, changeOwed: false }, 'signFor') !== null, state).toBe(isFirst);
    }
  });

  it('an answer is accepted or sent back by nobody before it is given', () => {
    for (const state of receiptStates)
      for (const move of ['accept', 'sendBack'] as const)
        expect(nextState(receiptMachine, state, move) !== null, state).toBe(state === 'answered');
  });
});

describe('a change of the order', () => {
  const isFirst = (state: string) => (unacknowledgedStates as readonly string[]).includes(state);
  const isAcknowledged = (state: string) => (acknowledgedStates as readonly string[]).includes(state);

  it('is acknowledged once, by whoever had acknowledged, and moves nobody back', () => {
    for (const state of receiptStates) {
      expect(receiptMove({ state, changeOwed: true }, 'acknowledgeChange'), state).toBe(isAcknowledged(state) ? state : null);
      expect(receiptMove({ state, changeOwed: false }, 'acknowledgeChange'), state).toBeNull();
      expect(receiptMove({ state, changeOwed: false }, 'amend'), state).toBe(isFirst(state) || isAcknowledged(state) ? state : null);
    }
  });

  it('lets nobody accept or send back what was answered before it was acknowledged', () => {
    for (const state of receiptStates)
      for (const move of ['accept', 'sendBack'] as const) expect(receiptMove({ state, changeOwed: true }, move), state).toBeNull();
  });

  it('is owed with an end by time: somebody is reminded of it and it is escalated, in every state in which it can be owed', () => {
    for (const state of [...unacknowledgedStates, ...acknowledgedStates])
      for (const move of [...byTime, 'close', 'withdraw'] as const)
        expect(receiptMove({ state, changeOwed: true }, move as 'remind'), `${state} ${move}`).not.toBeNull();
  });

  it('moves nothing that is accepted, while none is owed', () => {
    for (const move of legalMoves(receiptMachine, 'accepted'))
      expect(receiptMove({ state: 'accepted', changeOwed: false }, move) !== null, move).toBe(move === 'amend' || move === 'askAgain');
  });
});

describe('attention', () => {
  const sentAt = new Date('2022-05-11T02:00:00Z');
  const acknowledgeBy = new Date('2022-05-11T04:00:00Z');
  const answerBys = [new Date('2022-05-11T08:00:00Z'), acknowledgeBy, null];
  const times = [
    '2022-05-11T01:00:00Z',
    '2022-05-11T02:00:00Z',
    '2022-05-11T03:59:59.999Z',
    '2022-05-11T04:00:00Z',
    '2022-05-11T04:00:00.001Z',
    '2022-05-11T08:00:00Z',
    '2022-05-11T08:00:00.001Z',
    '2023-01-01T00:00:00Z',
  ].map((time) => new Date(time));
  const some = [null, new Date('2022-05-11T03:00:00Z')];

  it('is one of five states for every receipt at every time, late exactly past a limit that still runs', () => {
    let looked = 0;
    for (const state of receiptStates)
      for (const asksAnswer of [true, false])
        for (const unstaffed of [true, false])
          for (const escalated of [true, false])
            for (const answerBy of asksAnswer ? answerBys.slice(0, 2) : answerBys)
              for (const at of some)
                for (const [changeBy, now] of [null, new Date('2022-05-11T08:00:00Z')].flatMap((by) =>
                  times.map((time) => [by, time] as const),
                )) {
                  looked++;
                  const receipt = {
                    state,
                    asksAnswer,
                    unstaffed,
                    escalated,
                    sentAt,
                    acknowledgedAt: at,
                    answeredAt: at,
                    settledAt: at,
                    acknowledgeBy,
                    answerBy,
                    changeBy,
                    changedAt: changeBy && sentAt,
                  };
                  const attention = receiptAttention(receipt, now);
                  expect(attentionStates).toContain(attention.state);
                  expect(attentionReasons).toContain(attention.reason);
                  expect(nextSteps).toContain(attention.nextStep);
                  expect(attention.since).toBeInstanceOf(Date);
                  const open = isOpen(state, asksAnswer, changeBy !== null);
                  expect(attention.state === 'done').toBe(!open);
                  const limit = changeBy
                    ? changeBy
                    : (unacknowledgedStates as readonly string[]).includes(state)
                      ? acknowledgeBy
                      : (answerOwedStates as readonly string[]).includes(state)
                        ? answerBy
                        : null;
                  expect(attention.state === 'late').toBe(open && limit !== null && now > limit);
                  expect(attention.until).toEqual(open ? limit : null);
                  if (attention.state === 'late') expect(attention.since).toEqual(attention.until);
                  expect(attention.escalated).toBe(attention.state === 'late' && escalated);
                  expect(attention.nextStep === 'none').toBe(!open);
                }
    expect(looked).toBeGreaterThan(2000);
  });
});
