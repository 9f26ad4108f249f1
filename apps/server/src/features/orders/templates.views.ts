import { lineage } from '@muster/contract/areas/area-code';
import { deskName } from '@muster/contract/areas/desk-name';
import type { Audience } from '@muster/contract/orders/audience';
import { narrowAudience } from '@muster/contract/orders/narrow-audience';
import * as operations from '@muster/contract/orders/templates.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { may } from '../../platform/policy.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { orderPolicy } from './orders.policy.ts';
import type { TemplateRow } from './templates.store.ts';

const most = 500;

export const listTemplates = view(operations.listTemplates, {
  allows: (principal) => orderPolicy['order:issue'](principal, null),
  async read({ tx, principal, input }) {
    const ownCode = principal.areaCode as string;
    const { rows } = await sql<
      TemplateRow & { short_name: string }
    >`select t.*, a.short_name from order_templates t join areas a on a.code = t.area_code
      where ${input.retired === 'true' ? sql`t.retired_at is not null and t.area_code = ${ownCode}` : sql`t.retired_at is null and t.area_code = any(${lineage(ownCode)}::text[])`}
        and ${input.q ? sql`t.title ilike ${`%${input.q.replace(/[\\%_]/g, '\\$&')}%`}` : sql`true`}
      order by t.area_code desc, t.title, t.id limit ${most}`.execute(tx);
    const audiences = rows.map((row) => narrowAudience(row.audience, ownCode));
    const names = await namesOf(tx, audiences);
    return {
      items: rows.map((row, i) => ({
        id: row.id,
        areaCode: row.area_code,
        deskName: deskName(row.area_code, row.short_name),
        urgency: row.urgency,
        title: row.title,
        body: row.body,
        audience: audiences[i] as Audience,
        names: Object.fromEntries(
          mentioned(audiences[i] as Audience).flatMap((id) => (names.has(id) ? [[id, names.get(id) as string]] : [])),
        ),
        questions: row.questions,
        answerMinutes: row.answer_minutes,
        changedByName: row.changed_by_name,
        changedAt: row.changed_at.toISOString(),
        retiredAt: row.retired_at?.toISOString() ?? null,
        version: row.version,
        may: { change: may(orderPolicy, principal, 'template:keep', { areaCode: row.area_code }) },
      })),
    };
  },
});

/** Codes of areas and ids of units that an audience mentions. */
function mentioned(audience: Audience): string[] {
  return [...audience.include, ...audience.except].flatMap((term) => {
    switch (term.kind) {
      case 'areas':
        return term.codes;
      case 'units':
        return term.unitIds;
      default:
        return [term.under];
    }
  });
}

async function namesOf(tx: Tx, audiences: readonly Audience[]): Promise<Map<string, string>> {
  const ids = [...new Set(audiences.flatMap(mentioned))];
  const units = await tx
    .selectFrom('units')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids.filter((id) => id.includes('-'))}::uuid[])`)
    .execute();
  const areas = await areaNames(
    tx,
    ids.filter((id) => !id.includes('-')),
  );
  return new Map([...areas, ...units.map((unit) => [unit.id, unit.name] as const)]);
}
