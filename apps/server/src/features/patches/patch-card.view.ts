import { getPatchCard as operation } from '@muster/contract/patches/patches.operations';
import { sql } from 'kysely';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { rolesAt } from './patch-roles.store.ts';

interface CardRow {
  community_code: string;
  community_name: string;
  name: string;
  duty_phone: string | null;
  people: { role: string; name: string; phone: string | null }[];
}

/**
 * The card that hangs at the door: names of those who answer for it, and the duty phone. A number only of a person who
 * agreed (PIPL art. 13; GB/T 35273 7.x), nobody who is absent, nothing about residents. Read in the city's own scope:
 * who holds the card is nobody, and sees this patch alone.
 */
export const patchCard = view(operation, {
  allows: (principal) => principal.kind === 'system',
  async read({ tx, input, now }) {
    const { token } = input;
    const { rows } = await sql<CardRow>`select p.community_code, a.short_name as community_name, p.name, p.duty_phone,
        (select coalesce(json_agg(json_build_object('role', l.role_key, 'name', l.person_name, 'phone', case when l.phone_agreed then s.mobile end) order by l.from_at), '[]')
          from patch_people l left join persons s on s.id = l.person_id
          where l.patch_id = p.id and l.from_at <= ${now} and (l.to_at is null or l.to_at > ${now})
            and not exists (select 1 from absences x where x.person_id = l.person_id and x.from_at <= ${now} and (x.to_at is null or x.to_at > ${now}))) as people
      from patches p join areas a on a.code = p.community_code where p.card_token = ${token} and p.closed_at is null`.execute(tx);
    const [row] = rows;
    if (!row) throw notFound();
    return {
      communityName: row.community_name,
      patchName: row.name,
      dutyPhone: row.duty_phone,
      people: (await rolesAt(tx, row.community_code, now)).flatMap(({ key, name, side }) => {
        const filled = row.people.filter(({ role }) => role === key);
        const shown: { name: string | null; phone: string | null }[] = filled.length > 0 ? filled : [{ name: null, phone: null }];
        return shown.map((one) => ({ role: name, side, name: one.name, phone: one.phone }));
      }),
    };
  },
});
