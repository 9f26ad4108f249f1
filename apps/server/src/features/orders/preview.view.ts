import { codeAt, levelOfCode, parentCode } from '@muster/contract/areas/area-code';
import { cityDay, startOfCityDay } from '@muster/contract/city-time';
import { acknowledgeBy, answerWithin } from '@muster/contract/orders/limits';
import { previewOrder as operation } from '@muster/contract/orders/orders.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { view } from '../../platform/view.ts';
import { areaTree } from '../areas/index.ts';
import { countPeople, resolveAudience, staffing } from './audience.store.ts';
import { orderPolicy } from './orders.policy.ts';

const unstaffedShown = 50;

/** Whom an audience reaches, before anything is sent. Same resolution as sending, so that the two cannot differ. */
export const previewOrder = view(operation, {
  allows: (principal) => orderPolicy['order:issue'](principal, null),
  async read({ tx, principal, input, now, settings }) {
    const limit = acknowledgeBy(input.urgency, now, settings.acknowledgeWithin);
    const ownCode = principal.areaCode as string;
    const areas = await areaTree(tx, ownCode, now);
    const recipients = await resolveAudience(tx, input.audience, ownCode, areas);
    const staffed = await staffing(tx, recipients.desks, now);
    const persons = await countPeople(tx, recipients, now);
    const empty = recipients.desks.filter((code) => !staffed.has(code));
    const byDistrict = Map.groupBy(recipients.desks, (code) => codeAt(code, 'district') ?? ownCode);
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
      people: [...staffed.values()].reduce((total, n) => total + n, 0) + persons,
      byLevel: Object.fromEntries(
        [...Map.groupBy(recipients.desks, (code) => levelOfCode(code) as string)].map(([level, codes]) => [level, codes.length]),
      ),
      byDistrict: [...byDistrict].map(([code, codes]) => ({ code, name: recipients.nameOf(code), desks: codes.length })),
      codes: recipients.communities,
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
        ...(await experience(
          tx,
          input.questions.map((question) => question.kind),
        )),
        ...(await askedToday(tx, recipients.desks, now, recipients.nameOf)),
      },
    };
  },
});

/** Median seconds of recent answers to orders that asked as many questions; nothing where there are none yet. */
async function experience(tx: Tx, kinds: readonly string[]): Promise<{ secondsPerDesk: number | null; learntFrom: number }> {
  if (kinds.length === 0) return { secondsPerDesk: null, learntFrom: 0 };
  const { rows } = await sql<{ median: number | null; n: number }>`with recent as (
      select o.id from orders o where jsonb_array_length(o.questions) = ${kinds.length} order by o.issued_at desc limit 10)
    select percentile_cont(0.5) within group (order by r.answer_seconds)::float8 as median, count(*)::int as n
    from receipts r join recent on recent.id = r.order_id where r.answer_seconds is not null`.execute(tx);
  return { secondsPerDesk: rows[0]?.median ?? null, learntFrom: rows[0]?.n ?? 0 };
}

/** What these desks were asked today already, however it reached them. */
async function askedToday(tx: Tx, desks: readonly string[], now: Date, nameOf: (code: string) => string) {
  if (desks.length === 0) return { askedTodayPerDesk: 0, askedTodayMost: null };
  const { rows } = await sql<{ area_code: string; n: number }>`select r.area_code, count(*)::int as n from receipts r
    where r.recipient = 'desk' and r.area_code = any(${desks}::text[]) and r.sent_at >= ${startOfCityDay(cityDay(now))} group by 1 order by 2 desc, 1`.execute(
    tx,
  );
  const most = rows[0];
  return {
    askedTodayPerDesk: rows.reduce((total, row) => total + row.n, 0) / desks.length,
    askedTodayMost: most ? { code: most.area_code, name: nameOf(most.area_code), count: most.n } : null,
  };
}
