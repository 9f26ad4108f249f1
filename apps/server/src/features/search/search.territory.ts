import { ancestorCodes, lineage } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { TerritoryPart } from '../../platform/territory.ts';
import { factKey } from './search-keys.ts';

/**
 * What may be found goes on being found by all who could, and by those who are above it or in it now. Keys only narrow
 * what is looked through, so those of the present are put beside those of then.
 */
export const searchTerritory: TerritoryPart = {
  feature: 'search',
  columns: { search_entries: { seen_by: 'own' } },
  async follow(tx, { id, moves, tops }) {
    if (moves.length === 0) return {};
    const left = tops.flatMap((move) => ancestorCodes(move.from).filter((above) => !ancestorCodes(move.to).includes(above)));
    const signed = [...moves.flatMap((move) => [`+${move.from}`, `-${move.from}`]), ...new Set(left.map((code) => `-${code}`))];
    await sql`update search_entries e set seen_by = (select array_agg(distinct n.sign order by n.sign) from (
        select left(s.sign, 1) || coalesce(l.present_code, substr(s.sign, 2)) as sign from unnest(e.seen_by) as s(sign)
          left join area_lineage l on s.sign ~ '^[+-]' and l.former_code = substr(s.sign, 2) and l.change_id = ${id}::uuid
        union select '+' || left(l.present_code, d.digits) from unnest(e.seen_by) as s(sign)
          join area_lineage l on left(s.sign, 1) in ('+', '-') and l.former_code = substr(s.sign, 2) and l.change_id = ${id}::uuid,
          (values (4), (6), (9), (12)) as d(digits) where d.digits < length(l.present_code)
        union select '-' || m.to_code from unnest(${tops.map((move) => move.from)}::text[], ${tops.map((move) => move.to)}::text[]) as m(from_code, to_code)
          where exists (select 1 from unnest(e.seen_by) as s(sign) where s.sign like '-%' and starts_with(m.from_code, substr(s.sign, 2)))
            and not exists (select 1 from unnest(e.seen_by) as s(sign) where s.sign like '-%' and starts_with(m.to_code, substr(s.sign, 2)))) n)
      where e.seen_by && ${signed}::text[]`.execute(tx);
    const keysOf = (code: string) => [factKey('issuer', code), ...lineage(code).map((above) => factKey('issuerWithin', above))];
    await sql`update search_entries e set keys = (select array_agg(distinct k) from unnest(e.keys || m.keys::int[]) as k)
      from unnest(${moves.map((move) => move.from)}::text[], ${moves.map((move) => factKey('issuer', move.from))}::int[],
        ${moves.map((move) => `{${keysOf(move.to).join(',')}}`)}::text[]) as m(code, was, keys)
      where e.subject = 'order' and e.keys @> array[m.was] and e.keys @> ${[factKey('subject', 'order')]}::int[]`.execute(tx);
    return {};
  },
};
