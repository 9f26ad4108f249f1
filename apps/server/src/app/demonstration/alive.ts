import type { Question } from '@muster/contract/orders/answers';
import { sql } from 'kysely';
import type { Routes } from '../../platform/routes.ts';
import type { Jobs } from '../../platform/timers/jobs.ts';
import type { Runtime } from '../run-command.ts';
import { cast } from './cast.ts';
import { answerOf } from './play-story.ts';
import { seeded } from './random.ts';
import { createSimulation } from './simulation.ts';

const everyMs = 4000;
const actsMost = 4;

interface OpenReceipt {
  id: string;
  order_id: string;
  area_code: string;
  state: string;
  asks_answer: boolean;
  questions: Question[];
  urgency: string;
  age: number;
}

/**
 * Keeps the demonstration alive (`npm start -- --alive`): desks get, open, acknowledge and answer what is open, a few
 * of them late, through the same commands as anybody. Desks of the cast are left to whoever signs in as them.
 */
export function keepAlive(options: { runtime: Runtime; routes: Routes; timers: Jobs; log: (line: string) => void }): {
  stop: () => Promise<void>;
} {
  const simulation = createSimulation(options.runtime, options.routes, options.timers, options.log);
  const random = seeded(Date.now() & 0xffff);
  const played = new Set(cast.flatMap((one) => one.areaCode ?? []));
  let stopped = false;
  let turn: Promise<void> = simulation.readAreas().then(() => simulation.readDesks());

  async function act(): Promise<void> {
    simulation.setClock(options.runtime.now());
    const open = await simulation.reading((tx) =>
      sql<OpenReceipt>`select r.id, r.order_id, r.area_code, r.state, r.asks_answer, o.questions, o.urgency, extract(epoch from now() - r.sent_at)::float8 as age
        from receipts r join orders o on o.id = r.order_id join incidents i on i.id = r.incident_id
        where r.recipient = 'desk' and r.due_at is not null and o.state = 'issued' and i.state = 'active' order by random() limit 60`.execute(
        tx,
      ),
    );
    let acts = 0;
    for (const receipt of open.rows) {
      if (acts >= actsMost || stopped) return;
      const people = simulation.peopleAt(receipt.area_code);
      const person = people[0];
      // One in twenty-five is slow whatever happens: somebody has to be late.
      if (!person || played.has(receipt.area_code) || (Number.parseInt(receipt.id.slice(-4), 16) % 25 === 0 && receipt.age < 7200))
        continue;
      if (!random.chance(receipt.urgency === 'immediate' ? 0.6 : 0.3)) continue;
      acts += 1;
      await step(receipt, person).catch(() => {}); // Somebody was faster: that is what being alive is like.
    }
  }

  async function step(receipt: OpenReceipt, person: ReturnType<typeof simulation.peopleAt>[number]): Promise<void> {
    const receiptId = receipt.id;
    switch (receipt.state) {
      case 'sent':
        await simulation.act(person, 'confirmDelivery', { receiptIds: [receiptId] });
        return;
      case 'delivered':
        await simulation.act(person, 'openReceipt', { receiptId });
        return;
      case 'opened':
        await simulation.act(person, 'acknowledgeReceipt', { receiptId });
        return;
      default:
        if (receipt.asks_answer && random.chance(0.4))
          await simulation.act(person, 'answerReceipt', {
            receiptId,
            answer: answerOf(simulation, random, receipt.questions, receipt.area_code),
            spentSeconds: 40 + random.below(150),
          });
    }
  }

  const timer = setInterval(() => {
    turn = turn.then(() => (stopped ? undefined : act())).catch((error: Error) => options.log(`alive: ${error.message}`));
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await turn;
    },
  };
}
