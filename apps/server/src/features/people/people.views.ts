import { rangeEnd } from '@muster/contract/areas/area-code';
import { mayCreateAccount } from '@muster/contract/people/granting';
import type { Assignment, Person } from '@muster/contract/people/people.operations';
import * as operations from '@muster/contract/people/people.operations';
import type { Role } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { anyOf } from '../../platform/db/any-of.ts';
import type { Tx } from '../../platform/db/scope.ts';
import type { SharedDb } from '../../platform/db/shared.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { assignmentsOf, holdersOf } from './assignments.views.ts';
import { maskMobile, shownDigits } from './mask.ts';
import { mayGrantSomethingTo, peoplePolicy, readsPeople } from './people.policy.ts';

interface PersonRow {
  id: string;
  name: string;
  mobile: string | null;
  member_category: string;
  area_code: string;
  unit_name: string | null;
}

function selectPersons(tx: Tx) {
  return tx
    .selectFrom('persons as p')
    .leftJoin('units as u', 'u.id', 'p.unit_id')
    .select(['p.id', 'p.name', 'p.mobile', 'p.member_category', 'p.area_code', 'u.name as unit_name']);
}

/** Whether anybody who holds this role has a sign-in. */
export async function signsIn(tx: Tx, shared: SharedDb, role: Role, now: Date): Promise<boolean> {
  return (await withAccount(shared, await holdersOf(tx, role, now))).size > 0;
}

/** Which of these people have a sign-in; accounts are in the other database. */
async function withAccount(shared: SharedDb, personIds: readonly string[]): Promise<Set<string>> {
  const rows = await shared.selectFrom('accounts').select('person_id').where('person_id', '=', anyOf(personIds)).execute();
  return new Set(rows.map((row) => row.person_id));
}

async function toPersons(
  { tx, shared, principal, now }: { tx: Tx; shared: SharedDb; principal: Principal; now: Date },
  rows: readonly PersonRow[],
  at: Date | 'ever',
): Promise<(row: PersonRow) => Person> {
  const ids = rows.map((row) => row.id);
  const [assignments, accounts, securityAdministratorSignsIn] = await Promise.all([
    assignmentsOf(tx, ids, at),
    withAccount(shared, ids),
    signsIn(tx, shared, 'securityAdministrator', now),
  ]);
  return (row) => {
    const held: Assignment[] = assignments.get(row.id) ?? [];
    const personIsSecurityAdministrator = held.some((one) => one.role === 'securityAdministrator' && isNow(one, now));
    return {
      id: row.id,
      name: row.name,
      mobileMasked: maskMobile(row.mobile),
      memberCategory: row.member_category as Person['memberCategory'],
      unitName: row.unit_name,
      assignments: held,
      hasAccount: accounts.has(row.id),
      may: {
        grant: mayGrantSomethingTo(principal, row.area_code),
        viewPhone: row.mobile !== null && may(peoplePolicy, principal, 'person:viewPhone', {}),
        createAccount:
          !accounts.has(row.id) && mayCreateAccount(principal.role, { securityAdministratorSignsIn, personIsSecurityAdministrator }),
      },
    };
  };
}

function isNow(assignment: Assignment, now: Date): boolean {
  return Date.parse(assignment.from) <= now.getTime() && (assignment.to === null || Date.parse(assignment.to) > now.getTime());
}

export const listPeople = view(operations.listPeople, {
  allows: readsPeople,
  async read(facts) {
    const { tx, principal, input, now } = facts;
    const after = decodeCursor(input.cursor, ['text', 'uuid']);
    let query = selectPersons(tx).orderBy('p.name').orderBy('p.id');
    if (principal.areaCode !== null) {
      // The range again: behind row-level security alone, the functions of a search would be asked of every row of the city.
      const [lo, hi] = [principal.areaCode, rangeEnd(principal.areaCode)];
      query = query.where(sql<boolean>`(p.area_code >= ${lo} and p.area_code < ${hi} or p.id = ${principal.personId})`);
    }
    const { areaCode, unitId, role, q } = input;
    if (areaCode !== undefined || role !== undefined) {
      const lo = areaCode ?? '';
      const hi = areaCode === undefined ? ':' : rangeEnd(areaCode);
      const holds = sql<boolean>`exists (select 1 from assignments a where a.person_id = p.id and a.from_at <= ${now} and (a.to_at is null or a.to_at > ${now})
        and a.managed_code >= ${lo} and a.managed_code < ${hi} and a.role = coalesce(${role ?? null}::text, a.role))`;
      // Somebody without a role belongs to the area that manages him.
      query = query.where(role === undefined ? sql<boolean>`(${holds} or p.area_code >= ${lo} and p.area_code < ${hi})` : holds);
    }
    if (unitId !== undefined) query = query.where('p.unit_id', '=', unitId);
    // Of a number only the end that every list shows: by a longer one the masked middle could be found out, unrecorded.
    const end = q && q.length <= shownDigits ? q : '';
    if (q)
      query = query.where(
        sql<boolean>`(strpos(p.search_text, ${q.toLowerCase()}) > 0 or (${end} <> '' and right(p.mobile, length(${end})) = ${end}))`,
      );
    if (after) query = query.where(sql<boolean>`(p.name, p.id) > (${after[0]}::text, ${after[1]}::uuid)`);
    const rows = await query.limit(input.limit + 1).execute();
    const toPerson = await toPersons(facts, rows.slice(0, input.limit), now);
    return page(rows, input.limit, toPerson, (row) => [row.name, row.id]);
  },
});

export const getPerson = view(operations.getPerson, {
  allows: () => true,
  async read(facts) {
    const { tx, principal, input } = facts;
    if (!readsPeople(principal) && input.personId !== principal.personId) throw notFound();
    const row = await selectPersons(tx).where('p.id', '=', input.personId).executeTakeFirst();
    if (!row) throw notFound();
    return (await toPersons(facts, [row], 'ever'))(row);
  },
});

export const listUnits = view(operations.listUnits, {
  allows: () => true,
  async read({ tx, input }) {
    const after = decodeCursor(input.cursor, ['text', 'uuid']);
    let query = tx
      .selectFrom('units as u')
      .select(['u.id', 'u.name', 'u.area_code'])
      .select((e) =>
        e
          .selectFrom('persons as p')
          .whereRef('p.unit_id', '=', 'u.id')
          .select((c) => c.fn.countAll<number>().as('n'))
          .as('people'),
      )
      .orderBy('u.name')
      .orderBy('u.id');
    if (input.q) query = query.where(sql<boolean>`strpos(u.name, ${input.q}) > 0`);
    if (after) query = query.where(sql<boolean>`(u.name, u.id) > (${after[0]}::text, ${after[1]}::uuid)`);
    const rows = await query.limit(input.limit + 1).execute();
    return page(
      rows,
      input.limit,
      (row) => ({ id: row.id, name: row.name, areaCode: row.area_code, peopleCount: Number(row.people) }),
      (row) => [row.name, row.id],
    );
  },
});
