import { codeAt, isWithin, minimalCover, parentCode, rangeEnd } from '@muster/contract/areas/area-code';
import type { Audience, AudienceTerm } from '@muster/contract/orders/audience';
import { deskRoles } from '@muster/contract/people/roles';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/problem.ts';
import type { TreeArea } from '../areas/index.ts';
import { addressedDesks, audienceWords, mentionedAreas, mentionedUnits } from './audience.rules.ts';
import { isConditional } from './conditions.rules.ts';
import { meetConditions } from './conditions.store.ts';

type PeopleTerm = Extract<AudienceTerm, { kind: 'peopleByRole' }>;

/** An audience resolved: desks by code, single recipients still as conditions (there may be 48,000 of them). */
export interface Recipients {
  desks: string[];
  people: PeopleTerm[];
  exceptPeople: PeopleTerm[];
  units: { id: string; name: string; area_code: string }[];
  /** Minimal cover of all areas addressed. */
  cover: string[];
  /** Minimal cover of the communities whose own desks (or grids) are addressed, to paint the mosaic. */
  communities: string[];
  text: string;
  nameOf: (code: string) => string;
}

/** Resolves an audience for who acts in `ownCode`. Throws when it names what is unknown, not his, or nobody. */
export async function resolveAudience(
  tx: Tx,
  audience: Audience,
  ownCode: string,
  areas: readonly TreeArea[],
  now: Date,
  at = '/audience',
): Promise<Recipients> {
  const names = new Map(areas.map((area) => [area.code, area.shortName]));
  const strange = mentionedAreas(audience, at).filter(({ code }) => !names.has(code));
  if (strange.length > 0) {
    const isOutside = strange.some(({ code }) => !code.startsWith(ownCode));
    const code = isOutside ? 'order.audience-outside-scope' : 'area.unknown';
    throw new Problem(
      code,
      { code: strange[0]?.code ?? null },
      strange.slice(0, 20).map((area) => ({ pointer: area.pointer, code, detail: area.code })),
    );
  }
  const conditions = await meetConditions(tx, audience, now);
  const desks = addressedDesks(audience, areas, ownCode, conditions.codes);
  const people = audience.include.filter((term) => term.kind === 'peopleByRole');
  const wanted = mentionedUnits(audience.include, at);
  const unwanted = new Set(audience.except.flatMap((term) => (term.kind === 'units' ? term.unitIds : [])));
  const units =
    wanted.length === 0
      ? []
      : await tx
          .selectFrom('units')
          .select(['id', 'name', 'area_code'])
          .where(sql<boolean>`id = any(${wanted.map(({ id }) => id).filter((id) => !unwanted.has(id))}::uuid[])`)
          .orderBy('area_code')
          .orderBy('id')
          .execute();
  // Units have no rank: a desk sends to those of its own territory. One that is unknown is told as one that is not its own.
  const own = new Set(units.filter((unit) => isWithin(unit.area_code, ownCode)).map((unit) => unit.id));
  const foreign = wanted.filter(({ id }) => !unwanted.has(id) && !own.has(id));
  if (foreign.length > 0)
    throw new Problem(
      'order.audience-outside-scope',
      { code: null },
      foreign.slice(0, 20).map(({ id, pointer }) => ({ pointer, code: 'order.audience-outside-scope', detail: id })),
    );
  if (desks.length === 0 && people.length === 0 && units.length === 0) {
    const code = isConditional(audience) ? 'order.nobody-meets' : 'order.audience-empty';
    throw new Problem(code, {}, [{ pointer: at, code, detail: 'nobody' }]);
  }
  const children = Map.groupBy(areas, (area) => parentCode(area.code) ?? '');
  // Of what lies above his own area he sees one branch only: a cover that climbed there would show the order to all its neighbours.
  const childrenOf = (code: string) => (code.startsWith(ownCode) ? (children.get(code) ?? []).map((area) => area.code) : []);
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  return {
    desks,
    people,
    exceptPeople: audience.except.filter((term) => term.kind === 'peopleByRole'),
    units,
    cover: minimalCover([...desks, ...people.map((term) => term.under)], childrenOf),
    communities: minimalCover(
      desks.flatMap((code) => codeAt(code, 'community') ?? []),
      childrenOf,
    ),
    text: audienceWords(audience, nameOf, (id) => unitNames.get(id) ?? '', conditions.words),
    nameOf,
  };
}

/** Of these desks, those with somebody on duty now, for good or for a time, and how many people that is. */
export async function staffing(tx: Tx, desks: readonly string[], now: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{
    area_code: string;
    people: number;
  }>`select area_code, count(distinct person_id)::int as people from assignments
    where area_code = any(${desks}::text[]) and from_at <= ${now} and (to_at is null or to_at > ${now}) and on_duty and role = any(${[...deskRoles]}::text[]) group by area_code`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.area_code, row.people]));
}

/** Condition for the people of a term: current assignments of the role under the area, without the excepted ones. */
export function peopleOf(term: PeopleTerm, except: readonly PeopleTerm[], now: Date) {
  return isNamed({ role: sql`${term.role}`, lo: sql`${term.under}`, hi: sql`${rangeEnd(term.under)}` }, except, now);
}

function isNamed(term: Record<'role' | 'lo' | 'hi', RawBuilder<unknown>>, except: readonly PeopleTerm[], now: Date) {
  const roles = except.map((one) => one.role);
  const unders = except.map((one) => one.under);
  return sql`a.role = ${term.role} and a.area_code >= ${term.lo} and a.area_code < ${term.hi} and a.from_at <= ${now} and (a.to_at is null or a.to_at > ${now})
    and not exists (select 1 from unnest(${roles}::text[], ${unders}::text[]) as x(role, under)
      where exists (select 1 from assignments b where b.person_id = a.person_id and b.role = x.role and left(b.area_code, length(x.under)) = x.under
        and b.from_at <= ${now} and (b.to_at is null or b.to_at > ${now})))`;
}

/** How many people that is, each once however often he is named. One text for any number of terms. */
export async function countPeople(tx: Tx, recipients: Recipients, now: Date): Promise<number> {
  if (recipients.people.length === 0) return 0;
  const terms = recipients.people;
  const { rows } = await sql<{ n: number }>`select count(distinct a.person_id)::int as n
    from unnest(${terms.map((term) => term.role)}::text[], ${terms.map((term) => term.under)}::text[], ${terms.map((term) => rangeEnd(term.under))}::text[]) as t(role, lo, hi)
      join assignments a on ${isNamed({ role: sql`t.role`, lo: sql`t.lo`, hi: sql`t.hi` }, recipients.exceptPeople, now)}`.execute(tx);
  return rows[0]?.n ?? 0;
}
