import { parentCode } from '@muster/contract/areas/area-code';
import * as operations from '@muster/contract/people/people.operations';
import { deskRoles, isDeskRole, type Role, roles } from '@muster/contract/people/roles';
import { anyOf } from '../../platform/db/any-of.ts';
import type { Tx } from '../../platform/db/scope.ts';
import type { SharedDb } from '../../platform/db/shared.ts';
import { may } from '../../platform/policy.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areaNames, deskOf } from '../areas/index.ts';
import { holdersOf } from './assignments.views.ts';
import { maskMobile } from './mask.ts';
import { covers, mayGrantSomethingTo, peoplePolicy } from './people.policy.ts';

export const getDesk = view(operations.getDesk, {
  allows: () => true,
  async read({ tx, shared, principal, input, now }) {
    const { code } = input;
    // Who stands at a desk outside of one's territory is not visible; an empty desk would be a lie.
    if (!covers(principal, code) || !(await areaNames(tx, [code])).has(code)) throw notFound();
    const aboveCode = parentCode(code);
    const [ever, above, securityAdministrators] = await Promise.all([
      everAtDesk(tx, code),
      aboveCode === null ? null : deskOf(tx, aboveCode),
      holdersOf(tx, 'securityAdministrator', now),
    ]);
    const present = ever
      .filter((row) => row.from_at <= now && (row.to_at === null || row.to_at > now))
      // Who leads comes first; rows of one role keep the order in which they came.
      .sort((a, b) => roles.indexOf(a.role as Role) - roles.indexOf(b.role as Role));
    const seen = await lastSeen(
      shared,
      present.map((row) => row.person_id),
    );
    const staffed = present.some((row) => row.on_duty);
    return {
      areaCode: code,
      staffed,
      unstaffedSince: staffed ? null : unstaffedSince(ever, now),
      people: present.map((row) => {
        const role = row.role as Role;
        const grant = { role, areaCode: code, unitId: null };
        return {
          personId: row.person_id,
          assignmentId: row.id,
          name: row.person_name,
          role,
          title: row.title,
          mobileMasked: maskMobile(row.mobile),
          onDuty: row.on_duty,
          lastSeenAt: seen.get(row.person_id)?.toISOString() ?? null,
          may: {
            setDuty: may(peoplePolicy, principal, 'assignment:setDuty', { personId: row.person_id, role, areaCode: code }),
            end: may(peoplePolicy, principal, 'assignment:end', {
              grant,
              unitAreaCode: null,
              hasSecurityAdministrator: securityAdministrators.length > 0,
            }),
            viewPhone: row.mobile !== null && may(peoplePolicy, principal, 'person:viewPhone', {}),
          },
        };
      }),
      aboveCode,
      aboveName: above?.deskName ?? null,
      may: { grant: mayGrantSomethingTo(principal, code) },
    };
  },
});

async function everAtDesk(tx: Tx, code: string) {
  return tx
    .selectFrom('assignments as a')
    .leftJoin('persons as p', 'p.id', 'a.person_id')
    .select([
      'a.id',
      'a.person_id',
      'a.person_name',
      'a.role',
      'a.title',
      'a.from_at',
      'a.to_at',
      'a.on_duty',
      'a.duty_changed_at',
      'p.mobile',
    ])
    .where('a.area_code', '=', code)
    .where('a.role', '=', anyOf(deskRoles))
    .orderBy('a.from_at')
    .orderBy('a.id')
    .execute();
}

/** The last moment somebody was there: went off duty, or left while on duty. Null when there never was anybody. */
function unstaffedSince(ever: Awaited<ReturnType<typeof everAtDesk>>, now: Date): string | null {
  const ends = ever
    .filter((row) => row.from_at <= now && isDeskRole(row.role as Role))
    .map((row) => (row.on_duty ? (row.to_at ?? now) : row.duty_changed_at).getTime());
  return ends.length === 0 ? null : new Date(Math.max(...ends)).toISOString();
}

async function lastSeen(shared: SharedDb, personIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await shared
    .selectFrom('accounts as a')
    .innerJoin('sessions as s', 's.account_id', 'a.id')
    .select((e) => ['a.person_id', e.fn.max('s.last_seen_at').as('at')])
    .where('a.person_id', '=', anyOf(personIds))
    .groupBy('a.person_id')
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.at]));
}
