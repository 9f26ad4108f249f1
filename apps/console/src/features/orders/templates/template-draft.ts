import { fillDates } from '@muster/contract/orders/slots';
import type { Template } from '@muster/contract/orders/templates.operations';
import type { Depth, Draft, DraftQuestion, PickedArea } from '../compose/draft.ts';

/**
 * What a template writes into the form. `now` fills in dates ({今天}); without it the text stays as it is, to be changed.
 * An audience that the form cannot say (two levels at once) becomes its areas at the first of its levels.
 */
export function draftOf(template: Template, now: number | null): Omit<Draft, 'orderId' | 'attachments' | 'copies'> {
  const named = (code: string): PickedArea => ({ code, name: template.names[code] ?? code });
  const { include, except } = template.audience;
  const conditional = include.filter((term) => term.kind === 'areasWhere');
  const levels = [...include.filter((term) => term.kind === 'areasAtLevel'), ...conditional];
  const single = include.flatMap((term) => (term.kind === 'areas' ? term.codes : []));
  const people = include.find((term) => term.kind === 'peopleByRole');
  const text = (written: string) => (now === null ? written : fillDates(written, new Date(now)));
  return {
    urgency: template.urgency,
    title: text(template.title),
    body: text(template.body),
    areas: levels.length > 0 ? [...new Set(levels.map((term) => term.under))].map(named) : single.map(named),
    where: distinct(conditional.map((term) => term.where)),
    depth: (levels[0]?.level ?? 'self') as Depth,
    except: [
      ...new Set(
        except.flatMap((term) =>
          term.kind === 'areas' ? term.codes : term.kind === 'areasAtLevel' || term.kind === 'areasWhere' ? [term.under] : [],
        ),
      ),
    ].map(named),
    units: include.flatMap((term) => (term.kind === 'units' ? term.unitIds.map((id) => ({ id, name: template.names[id] ?? id })) : [])),
    role: people ? { role: people.role, under: named(people.under) } : null,
    questions: template.questions.map(
      (question): DraftQuestion => ({
        key: question.key,
        kind: question.kind,
        text: question.text,
        perArea: question.perArea,
        ...(question.each ? { each: question.each } : {}),
        options: (question.options ?? []).map((option) => option.text).join('、'),
        ...(question.fact ? { fact: question.fact } : {}),
      }),
    ),
    answerBy:
      now !== null && template.answerMinutes !== null && template.questions.length > 0
        ? new Date(now + template.answerMinutes * 60_000).toISOString()
        : null,
  };
}

function distinct<T>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}
