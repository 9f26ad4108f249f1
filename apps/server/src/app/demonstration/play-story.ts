import { isWithin } from '@muster/contract/areas/area-code';
import type { Answer, Question } from '@muster/contract/orders/answers';
import { newId } from '../../platform/ids.ts';
import { type Random, seeded } from './random.ts';
import { emptyDesks } from './roster.ts';
import type { Simulation } from './simulation.ts';
import { type StoryOrder, story } from './story.ts';

/** The community that delegates to its grids, as in the pictures. */
const delegating = '410402010002';

export interface Step {
  at: Date;
  act: () => Promise<unknown>;
}

/**
 * Plays the story up to `present`: every order sent, opened, acknowledged, answered, accepted at its time, by people of
 * its desks. Steps are taken in the order of time, whatever order they belong to.
 */
export async function playStory(
  simulation: Simulation,
  present: Date,
  onStep: (done: number, all: number) => void,
  keepHour: (at: Date) => Promise<void>,
  more: readonly Step[],
): Promise<void> {
  const random = seeded(47);
  const steps: Step[] = [...more];
  for (const order of story) steps.push(...orderSteps(simulation, random, order, present));
  for (let hour = 24; hour >= 1; hour--) {
    const at = new Date(Math.floor(present.getTime() / 3_600_000) * 3_600_000 - (hour - 1) * 3_600_000);
    steps.push({ at, act: () => simulation.settle().then(() => keepHour(at)) });
  }
  steps.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, step] of steps.entries()) {
    await simulation.advanceTo(step.at);
    await step.act();
    if (index % 100 === 0) onStep(index, steps.length);
  }
  await simulation.advanceTo(present);
  onStep(steps.length, steps.length);
}

function orderSteps(simulation: Simulation, random: Random, order: StoryOrder, present: Date): Step[] {
  const sentAt = new Date(present.getTime() - order.sentBefore);
  const orderId = newId(sentAt.getTime());
  const issuer = simulation.peopleAt(order.issuer).find((one) => one.personName === '周砚') ?? simulation.peopleAt(order.issuer)[0];
  if (!issuer) throw new Error(`nobody at ${order.issuer}`);
  const answerBy = order.answerWithin ? new Date(sentAt.getTime() + order.answerWithin) : undefined;
  const steps: Step[] = [
    {
      at: sentAt,
      async act() {
        const { urgency, title, body, audience, questions } = order;
        await simulation.act(issuer, 'issueOrder', {
          orderId,
          urgency,
          title,
          body,
          audience,
          questions: [...questions],
          answerBy: answerBy?.toISOString(),
        });
        await simulation.settle();
      },
    },
  ];
  const codes = addressed(simulation, order);
  const owing = owingDesks(order, codes);
  let accepted = 0;
  for (const code of codes) {
    const people = simulation.peopleAt(code);
    const person = people[0];
    if (!person) continue;
    // More soon than late: most acknowledge soon, a few take all the time there is.
    const at = new Date(sentAt.getTime() + 40_000 + Math.floor(order.behaviour.within * random.next() ** 1.5));
    const receipt = () => simulation.receiptOf(orderId, code);
    const isSilent = order.behaviour.silent?.includes(code) || !random.chance(order.behaviour.acknowledged);
    const mark = random.next();
    const answers = random.chance(order.behaviour.answered ?? 0) && !owing.has(code);
    const accepts = answers && random.chance(order.behaviour.accepted ?? 0);
    const answerDelay = 3 * 60_000 + Math.floor(random.next() * 50 * 60_000);
    const spentSeconds = 40 + random.below(150);
    if (isSilent) {
      // Some have it on a phone, some have looked; the rest has no signal.
      const reached =
        code === '410402100212' ? 0 : code === '410402100208' ? 0.5 : code === '410402100206' || code === delegating ? 1 : mark;
      if (reached > 0.2) steps.push({ at, act: async () => deliver(simulation, people, await receipt()) });
      if (reached > 0.6)
        steps.push({
          at: new Date(at.getTime() + 30_000),
          act: async () => simulation.act(person, 'openReceipt', { receiptId: await receipt() }),
        });
      continue;
    }
    if (code === delegating && order.questions.some((question) => question.perArea)) {
      steps.push(...delegationSteps(simulation, random, order, { orderId, at, code, present }));
      continue;
    }
    steps.push({ at, act: async () => simulation.act(person, 'acknowledgeReceipt', { receiptId: await receipt() }) });
    if (!answers) continue;
    const answeredAt = new Date(at.getTime() + answerDelay);
    steps.push({
      at: answeredAt,
      act: async () =>
        simulation.act(person, 'answerReceipt', {
          receiptId: await receipt(),
          answer: answerOf(simulation, random, order.questions, code),
          spentSeconds,
        }),
    });
    if (!accepts) continue;
    accepted += 1;
    steps.push({
      at: new Date(answeredAt.getTime() + 60_000 + accepted * 500),
      act: async () => simulation.act(issuer, 'acceptAnswers', { orderId, receiptIds: [await receipt()] }),
    });
  }
  if (order.ends) {
    const at = new Date(Math.min(present.getTime() - 3600_000, sentAt.getTime() + (order.answerWithin ?? 24 * 3600_000) + 1800_000));
    steps.push({ at, act: () => end(simulation, issuer, orderId, order.ends as 'closed' | 'withdrawn') });
  }
  return steps.filter((step) => step.at <= present);
}

async function end(
  simulation: Simulation,
  issuer: Parameters<Simulation['act']>[0],
  orderId: string,
  how: 'closed' | 'withdrawn',
): Promise<void> {
  const version = await simulation.orderVersion(orderId);
  if (how === 'withdrawn') await simulation.act(issuer, 'withdrawOrder', { orderId, version, reason: '和明早的开放安排重复' });
  else await simulation.act(issuer, 'closeOrder', { orderId, version, closeOpen: true, note: '没有人在岗的席位已由上级代办' });
}

async function deliver(simulation: Simulation, people: readonly Parameters<Simulation['act']>[0][], receiptId: string): Promise<void> {
  for (const person of people) await simulation.act(person, 'confirmDelivery', { receiptIds: [receiptId] });
}

/** 转办: the community breaks the order down for its grids; three of four answer. */
function delegationSteps(
  simulation: Simulation,
  random: Random,
  order: StoryOrder,
  on: { orderId: string; at: Date; code: string; present: Date },
): Step[] {
  const person = simulation.peopleAt(on.code).find((one) => one.personName === '李明') ?? simulation.peopleAt(on.code)[0];
  const grids = simulation.areasBelow(on.code);
  if (!person || grids.length === 0) return [];
  const childId = newId(on.at.getTime());
  const steps: Step[] = [
    {
      at: on.at,
      async act() {
        await simulation.act(person, 'delegateReceipt', {
          receiptId: await simulation.receiptOf(on.orderId, on.code),
          orderId: childId,
          areaCodes: grids,
        });
        await simulation.settle();
      },
    },
  ];
  for (const [index, grid] of grids.entries()) {
    const worker = simulation.peopleAt(grid)[0];
    if (!worker) continue;
    const at = new Date(on.at.getTime() + (index + 1) * 240_000);
    steps.push({
      at,
      act: async () => simulation.act(worker, 'acknowledgeReceipt', { receiptId: await simulation.receiptOf(childId, grid) }),
    });
    if (index === grids.length - 1) continue;
    steps.push({
      at: new Date(at.getTime() + 1_200_000),
      act: async () =>
        simulation.act(worker, 'answerReceipt', {
          receiptId: await simulation.receiptOf(childId, grid),
          answer: answerOf(simulation, random, order.questions, grid),
          spentSeconds: 60 + random.below(90),
        }),
    });
  }
  return steps;
}

function addressed(simulation: Simulation, order: StoryOrder): string[] {
  return simulation
    .areas()
    .filter((code) =>
      order.audience.include.some(
        (term) =>
          term.kind === 'areasAtLevel' &&
          isWithin(code, term.under) &&
          code.length === { city: 4, district: 6, subdistrict: 9, community: 12, grid: 15 }[term.level],
      ),
    );
}

function owingDesks(order: StoryOrder, codes: readonly string[]): Set<string> {
  const owing = new Set<string>();
  for (const { under, count } of order.behaviour.owing ?? [])
    for (const code of codes.filter((one) => isWithin(one, under) && !emptyDesks.has(one)).slice(0, count)) owing.add(code);
  return owing;
}

export function answerOf(simulation: Pick<Simulation, 'areasBelow'>, random: Random, questions: readonly Question[], code: string): Answer {
  const values: Answer['values'] = {};
  for (const question of questions) {
    if (question.perArea) {
      const below = simulation.areasBelow(code);
      values[question.key] = Object.fromEntries(
        (below.length > 0 ? below : [code]).map((thing) => [thing, one(random, question) as string]),
      );
    } else {
      const value = one(random, question);
      if (value !== null) values[question.key] = value;
    }
  }
  return { values };
}

function one(random: Random, question: Question): string | number | boolean | null {
  switch (question.kind) {
    case 'tick':
      return random.chance(0.94);
    case 'choice':
      return (random.chance(0.87) ? question.options?.[0]?.key : question.options?.[1]?.key) ?? null;
    case 'number':
      return random.chance(0.7) ? 0 : 1 + random.below(4);
    case 'time':
      return random.chance(0.15) ? random.pick(['11:30', '12:00', '14:00']) : null;
    case 'text':
      return random.chance(0.08) ? random.pick(['两户的降压药明早到', '一位透析老人已联系车', '都送到了']) : null;
  }
}
