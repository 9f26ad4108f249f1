import type { Question } from '@muster/contract/orders/answers';
import type { Audience } from '@muster/contract/orders/audience';
import type { Urgency } from '@muster/contract/orders/limits';
import { narrowAudience } from '@muster/contract/orders/narrow-audience';
import { sql } from 'kysely';
import type { EventPlace } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

export interface TemplateRow {
  id: string;
  area_code: string;
  title: string;
  body: string;
  urgency: Urgency;
  audience: Audience;
  questions: Question[];
  answer_minutes: number | null;
  changed_by_name: string;
  changed_at: Date;
  retired_at: Date | null;
  version: number;
}

export interface WrittenTemplate {
  urgency: Urgency;
  title: string;
  body: string;
  audience: Audience;
  questions: readonly Question[];
  answerMinutes?: number | undefined;
}

export function templateValues(written: WrittenTemplate, by: string, now: Date) {
  return {
    title: written.title,
    body: written.body,
    urgency: written.urgency,
    audience: JSON.stringify(written.audience),
    questions: JSON.stringify(written.questions),
    answer_minutes: written.answerMinutes ?? null,
    changed_by_name: by,
    changed_at: now,
  };
}

/** A template addresses somebody of who keeps it: one that reaches nobody would fail each time it is used. */
export function requireAudience(audience: Audience, ownCode: string): void {
  if (narrowAudience(audience, ownCode).include.length === 0)
    throw new Problem('order.audience-empty', {}, [{ pointer: '/audience', code: 'order.audience-empty', detail: 'nobody' }]);
}

/** Own and inherited ones; not visible = not there. */
export async function readTemplate(tx: Tx, templateId: string): Promise<TemplateRow> {
  const row = await tx.selectFrom('order_templates').selectAll().where('id', '=', templateId).executeTakeFirst();
  if (!row) throw notFound();
  return row as unknown as TemplateRow;
}

/**
 * One that is to be changed, as it is now. Those above are seen and not locked: no policy lets a desk update them, and a lock
 * there would find nothing.
 */
export async function templateForChange(tx: Tx, templateId: string): Promise<TemplateRow> {
  const seen = await readTemplate(tx, templateId);
  const { rows } =
    await sql<TemplateRow>`select * from order_templates where id = ${templateId} and area_code = app.scope_lo() for update`.execute(tx);
  return rows[0] ?? seen;
}

export function keptPlace(kept: { area_code: string }): EventPlace {
  return { areaCode: kept.area_code };
}
