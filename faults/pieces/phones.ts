import { randomUUID } from 'node:crypto';
import { ProblemError } from '@muster/client/call';
import type { CommandName } from '@muster/client/outbox/entry';
import { type Outbox, openOutbox } from '@muster/client/outbox/outbox';
import { ask } from './ask.ts';

/** What a phone was told: this command is done. */
export interface Confirmed {
  commandId: string;
  operation: string;
}

export interface Phones {
  /** Each does what a desk does with an order: looks, acknowledges, answers. Resolves when every outbox is empty. */
  work: (receipts: readonly { id: string; areaCode: string }[]) => Promise<void>;
  confirmed: Confirmed[];
  /** Refused for good: what the outbox shows as failed. */
  failed: string[];
  /** Attempts that got no answer or 503. */
  unanswered: () => number;
}

/** People with the outbox of the phone, who look at it again every half second until it is empty. `address` may change under them. */
export function phones(address: () => string): Phones {
  const confirmed: Confirmed[] = [];
  const failed: string[] = [];
  let unanswered = 0;

  async function phone(areaCode: string): Promise<Outbox> {
    const outbox = await openOutbox({
      store: null,
      async send(operation: CommandName, input: Record<string, unknown>) {
        const answer = await ask(address(), areaCode, operation, input, AbortSignal.timeout(20_000));
        if (answer.status >= 200 && answer.status < 300) return answer.body;
        if (answer.status === 0 || answer.status === 503) unanswered += 1;
        throw new ProblemError({ code: answer.code ?? 'network.unreachable', status: answer.status, params: answer.body?.params ?? {} });
      },
      onSent: (entry) => void confirmed.push({ commandId: entry.commandId, operation: entry.operation }),
      onFailed: (entry) => void failed.push(`${entry.operation}: ${JSON.stringify(entry.problem)}`),
    });
    outbox.setOwner({ personId: areaCode, assignmentId: randomUUID() });
    return outbox;
  }

  async function one({ id: receiptId, areaCode }: { id: string; areaCode: string }): Promise<void> {
    const outbox = await phone(areaCode);
    const add = (operation: CommandName, input: object) => outbox.add({ operation, subject: receiptId, input: { receiptId, ...input } });
    await add('openReceipt', {});
    await add('acknowledgeReceipt', {});
    await add('answerReceipt', { answer: { values: { done: true } } });
    while (outbox.snapshot().entries.some((entry) => entry.state === 'waiting')) {
      await outbox.drain();
      if (outbox.snapshot().entries.some((entry) => entry.state === 'waiting'))
        await new Promise((done) => setTimeout(done, 300 + Math.random() * 400));
    }
    await outbox.close();
  }

  return {
    confirmed,
    failed,
    unanswered: () => unanswered,
    async work(receipts) {
      let next = 0;
      await Promise.all(
        Array.from({ length: 48 }, async () => {
          for (let receipt = receipts[next++]; receipt !== undefined; receipt = receipts[next++]) await one(receipt);
        }),
      );
    },
  };
}
