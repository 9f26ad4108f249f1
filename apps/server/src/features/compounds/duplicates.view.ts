import { rangeEnd } from '@muster/contract/areas/area-code';
import { listCompoundDuplicates as operation } from '@muster/contract/compounds/compounds.operations';
import { sql } from 'kysely';
import { anyOf } from '../../platform/db/any-of.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import { view } from '../../platform/view.ts';
import { type CompoundRow, compoundColumnsShown, compoundJoins, toCompound } from './compound-row.ts';
import { readsCompounds } from './compounds.policy.ts';
import { groundUnder } from './in-sight.ts';

type Why = 'alias' | 'sound' | 'address';

/**
 * Pairs of one community that may be one place. Same names cannot stand beside each other (`compounds_name_once`); what
 * is left is another name, the same sound in other characters, and the same number of the same road. Each by an index of
 * the community, so a community costs its own compounds.
 */
export const listCompoundDuplicates = view(operation, {
  allows: readsCompounds,
  async read({ tx, principal, input }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['uuid', 'uuid']);
    const { rows: pairs } = await sql<{ one: string; other: string; why: Why }>`
      select one, other, min(why) as why from (
        select a.id as one, b.id as other, case when a.sound_key = b.sound_key then 'sound'
          when a.name = any (b.aliases) or b.name = any (a.aliases) then 'alias' else 'address' end as why
        from compounds a join compounds b on b.community_code = a.community_code and b.id > a.id and b.closed_at is null
        where a.closed_at is null and a.community_code >= ${under} and a.community_code < ${rangeEnd(under)}
          and (a.sound_key = b.sound_key or a.name = any (b.aliases) or b.name = any (a.aliases)
            or (a.number is not null and a.number = b.number and a.road is not distinct from b.road and a.yard is not distinct from b.yard))) p
      where ${after ? sql`(one, other) > (${after[0]}::uuid, ${after[1]}::uuid)` : sql`true`}
      group by one, other order by one, other limit ${input.limit + 1}`.execute(tx);
    const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
    const { rows } =
      await sql<CompoundRow>`select ${compoundColumnsShown} from compounds c ${compoundJoins} where c.id = ${anyOf(ids)}`.execute(tx);
    const byId = new Map(rows.map((row) => [row.id, toCompound(row)]));
    const known = pairs.flatMap((pair) => {
      const [one, other] = [byId.get(pair.one), byId.get(pair.other)];
      return one && other ? [{ one, other, why: pair.why }] : [];
    });
    return page(
      known,
      input.limit,
      (pair) => pair,
      (pair) => [pair.one.id, pair.other.id],
    );
  },
});
