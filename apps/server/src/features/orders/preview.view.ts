import { codeAt, codeLength, levelOfCode, lineage, parentCode } from '@muster/contract/areas/area-code';
import { cityDay, startOfCityDay } from '@muster/contract/city-time';
import type { Question } from '@muster/contract/orders/answers';
import { acknowledgeBy, answerWithin } from '@muster/contract/orders/limits';
import { previewOrder as operation } from '@muster/contract/orders/orders.operations';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { view } from '../../platform/view.ts';
import { areaTree } from '../areas/index.ts';
import { countPeople, resolveAudience, staffing } from './audience.store.ts';
import { resolveCopies } from './copies.store.ts';
import { knownNumbers } from './facts.store.ts';
import { checkEach } from './ground.rules.ts';
import { countGround } from './ground.store.ts';
import { orderPolicy } from './orders.policy.ts';
import { questionShape } from './orders.rules.ts';

const unstaffedShown = 50;

/** Whom an audience reaches, before anything is sent. Same resolution as sending, so that the two cannot differ. */
export const previewOrder = view(operation, {
  allows: (principal) => orderPolicy['order:issue'](principal, null),
  async read({ tx, principal, input, now, settings }) {
    const limit = acknowledgeBy(input.urgency, now, settings.acknowledgeWithin);
    const ownCode = principal.areaCode as string;
    const areas = await areaTree(tx, ownCode, now);
    const recipients = await resolveAudience(tx, input.audience, ownCode, areas, now);
    checkEach(input.questions, recipients);
    const copies = await resolveCopies(tx, { copies: input.copies }, recipients, ownCode, areas, now);
    const staffed = await staffing(tx, recipients.desks, now);
    const persons = await countPeople(tx, recipients, now);
    const empty = recipients.desks.filter((code) => !staffed.has(code));
    // Of a subdistrict's or community's own order the district is above it: then it is all of the own area.
    const districtOf = (code: string) => (ownCode.length > codeLength('district') ? ownCode : (codeAt(code, 'district') ?? ownCode));
    const byDistrict = Map.groupBy(recipients.desks, districtOf);
    const addressed = new Set(recipients.desks);
    const above = new Set(
      recipients.desks
        .flatMap((code) => [codeAt(code, 'district'), codeAt(code, 'subdistrict')])
        .filter((code) => code !== null && code.length > ownCode.length && !addressed.has(code)),
    );
    return {
      desks: recipients.desks.length,
      persons,
      units: recipients.units.length,
      copies: { desks: copies?.recipients.desks.length ?? 0, units: copies?.recipients.units.length ?? 0 },
      people: [...staffed.values()].reduce((total, n) => total + n, 0) + persons,
      byLevel: Object.fromEntries(
        [...Map.groupBy(recipients.desks, (code) => levelOfCode(code) as string)].map(([level, codes]) => [level, codes.length]),
      ),
      byDistrict: [...byDistrict].map(([code, codes]) => ({ code, name: recipients.nameOf(code), desks: codes.length })),
      codes: recipients.communities,
      headings: recipients.desks.filter((code) => code.length < codeLength('community')),
      staffedDesks: staffed.size,
      unstaffed: empty.slice(0, unstaffedShown).map((code) => {
        const aboveCode = parentCode(code);
        return { code, name: recipients.nameOf(code), aboveCode, aboveName: aboveCode && recipients.nameOf(aboveCode) };
      }),
      unstaffedCount: empty.length,
      alsoSee: {
        districts: [...above].filter((code) => code?.length === 6).length,
        subdistricts: [...above].filter((code) => code?.length === 9).length,
      },
      acknowledgeBy: limit.toISOString(),
      answerByProposed: new Date(Math.max(limit.getTime(), now.getTime() + answerWithin[input.urgency])).toISOString(),
      cost: {
        ...(await experience(tx, input.questions, ownCode)),
        ...(await askedToday(tx, recipients.desks, now, recipients.nameOf)),
      },
      ground: await countGround(tx, input.questions, recipients.desks),
      known: await knownNumbers(tx, input.questions, recipients.desks, now, recipients.nameOf),
    };
  },
});

/** Orders looked at per desk above (and the own one), and answers per order: enough for a median, whatever the city holds. */
const ordersLearntFrom = 10;
const answersLearntFrom = 200;

/**
 * Median seconds of real answers: to orders that asked for things of the same kinds, or else to all that asked for something.
 * Looked for at the own desk and those above, whose orders one sees: each walks its index and stops (orders_by_shape, orders_by_issuer).
 */
async function experience(
  tx: Tx,
  questions: readonly Question[],
  ownCode: string,
): Promise<{ secondsPerDesk: number | null; learntFrom: number; learntFromLike: boolean }> {
  const shape = questionShape(questions);
  if (shape === null) return { secondsPerDesk: null, learntFrom: 0, learntFromLike: false };
  const median = async (condition: RawBuilder<unknown>) => {
    const { rows } = await sql<{ median: number | null; n: number }>`
      select percentile_cont(0.5) within group (order by s.answer_seconds)::float8 as median, count(s.answer_seconds)::int as n
      from unnest(${lineage(ownCode)}::text[]) as d(code)
        cross join lateral (select o.id from orders o where o.issuer_code = d.code and ${condition} order by o.issued_at desc limit ${ordersLearntFrom}) recent
        cross join lateral (select r.answer_seconds from receipts r where r.order_id = recent.id and r.answer is not null and r.answer_seconds is not null limit ${answersLearntFrom}) s`.execute(
      tx,
    );
    return { secondsPerDesk: rows[0]?.median ?? null, learntFrom: rows[0]?.n ?? 0 };
  };
  const like = await median(sql`o.question_shape = ${shape}`);
  if (like.learntFrom > 0) return { ...like, learntFromLike: true };
  return { ...(await median(sql`o.question_shape is not null and o.kind = 'order'`)), learntFromLike: false };
}

const askedShown = 20;

/** What these desks were asked today already, however it reached them: how often, whom most, and by which orders. */
async function askedToday(tx: Tx, desks: readonly string[], now: Date, nameOf: (code: string) => string) {
  if (desks.length === 0) return { askedTodayPerDesk: 0, askedTodaySecondsPerDesk: 0, askedTodayMost: null, askedToday: [] };
  const { rows } = await sql<{ area_code: string | null; order_id: string | null; n: number; seconds: number | null }>`
    select r.area_code, r.order_id, count(*)::int as n, sum(r.answer_seconds)::int as seconds from receipts r
    where r.recipient = 'desk' and r.area_code = any(${desks}::text[]) and r.sent_at >= ${startOfCityDay(cityDay(now))}
    group by grouping sets ((r.area_code), (r.order_id)) order by n desc, r.area_code, r.order_id`.execute(tx);
  const byDesk = rows.filter((row) => row.area_code !== null);
  const byOrder = rows.filter((row) => row.order_id !== null).slice(0, askedShown);
  const orders = await tx
    .selectFrom('orders')
    .select(['id', 'number_text', 'title', 'issuer_name', 'issued_at', 'asks_answer'])
    .where(sql<boolean>`id = any(${byOrder.map((row) => row.order_id)}::uuid[])`)
    .execute();
  const orderOf = new Map(orders.map((order) => [order.id, order]));
  const most = byDesk[0];
  return {
    askedTodayPerDesk: byDesk.reduce((total, row) => total + row.n, 0) / desks.length,
    askedTodaySecondsPerDesk: byDesk.reduce((total, row) => total + (row.seconds ?? 0), 0) / desks.length,
    askedTodayMost: most ? { code: most.area_code as string, name: nameOf(most.area_code as string), count: most.n } : null,
    askedToday: byOrder.flatMap((row) => {
      const order = orderOf.get(row.order_id as string);
      if (!order) return [];
      return [
        {
          orderId: order.id,
          numberText: order.number_text,
          title: order.title,
          issuerName: order.issuer_name,
          issuedAt: order.issued_at.toISOString(),
          asksAnswer: order.asks_answer,
          desks: row.n,
        },
      ];
    }),
  };
}
