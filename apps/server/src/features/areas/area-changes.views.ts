import * as operations from '@muster/contract/areas/areas.operations';
import { sql } from 'kysely';
import { may } from '../../platform/policy.ts';
import { notFound } from '../../platform/problem.ts';
import type { TerritoryPart } from '../../platform/territory.ts';
import { view } from '../../platform/view.ts';
import { planChange } from './area-change.plan.ts';
import { areasPolicy } from './areas.policy.ts';
import { countMoved, namedIn } from './change-territory.ts';
import { territoryNow } from './lineage.store.ts';

const codesShown = 100;

/** The plan of a change, and what it would move: by the very arithmetic that does it. */
export function previewAreaChange(parts: readonly TerritoryPart[]) {
  return view(operations.previewAreaChange, {
    allows: (principal) => may(areasPolicy, principal, 'area:change', {}),
    async read({ tx, input, now }) {
      const territory = await territoryNow(tx);
      const plan = planChange(input.change, territory);
      return {
        from: namedIn(territory, plan.from),
        to: namedIn(territory, plan.to, plan),
        moved: await countMoved(tx, parts, plan, now),
        codes: plan.moves.slice(0, codesShown).map(({ from, to }) => ({ from, to, name: territory.areas.get(from)?.name ?? from })),
      };
    },
  });
}

interface ChangeRow {
  id: string;
  kind: (typeof operations.areaChangeKinds)[number];
  changed_at: Date;
  changed_by_name: string | null;
  told: { from: { code: string; name: string }[]; to: { code: string; name: string }[] };
}

/** All changes that an area, or what it was made of, went through: itself named, or moved along with an area above it. */
export const listAreaChanges = view(operations.listAreaChanges, {
  allows: () => true,
  async read({ tx, input }) {
    const area = await tx.selectFrom('areas').select('code').where('code', '=', input.code).executeTakeFirst();
    if (!area) throw notFound();
    const { rows } = await sql<ChangeRow>`with mine as (
        select former_code as code, change_id from area_lineage where present_code = ${input.code} or former_code = ${input.code}
        union all select ${input.code}, null),
      codes as (select array_agg(code) as all_codes from mine)
      select c.id, c.kind, c.changed_at, c.changed_by_name, c.told from area_changes c, codes
      where c.from_codes && codes.all_codes or c.to_codes && codes.all_codes or c.id in (select change_id from mine)
      order by c.changed_at desc, c.id desc limit 200`.execute(tx);
    return {
      items: rows.map((row) => ({
        changeId: row.id,
        kind: row.kind,
        at: row.changed_at.toISOString(),
        byName: row.changed_by_name,
        from: row.told.from,
        to: row.told.to,
      })),
    };
  },
});
