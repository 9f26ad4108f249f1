import { z } from 'zod';
import { areaCode } from '../schemas.ts';

/** What an order asks for. `perArea` asks once for each area directly below the one that answers (or itself, where none is below). */
export const questionKinds = ['tick', 'choice', 'time', 'text', 'number'] as const;

export const questionSchema = z
  .object({
    key: z.string().regex(/^[a-z0-9-]{1,24}$/),
    kind: z.enum(questionKinds),
    text: z.string().trim().min(1).max(80),
    perArea: z.boolean().default(false),
    /** For a choice: what can be chosen. */
    options: z
      .array(z.object({ key: z.string().regex(/^[a-z0-9-]{1,24}$/), text: z.string().trim().min(1).max(20) }))
      .min(2)
      .max(6)
      .optional(),
    required: z.boolean().default(true),
  })
  .refine((q) => q.kind !== 'choice' || q.options !== undefined, { path: ['options'], error: 'options-missing' })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof questionSchema>;

const value = z.union([z.boolean(), z.string().max(2000), z.number()]);

/** Values by question; for a question per area, by area. A tick is `true` or `false`, a time an instant or `HH:MM` of today. */
export const answerSchema = z
  .object({
    values: z.record(z.string(), z.union([value, z.record(areaCode, value)])),
    note: z.string().trim().max(2000).optional(),
  })
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof answerSchema>;

/** What one has still to say before an answer can be sent: the words of the button (“还差 3 号采样点”). */
export function missingAnswers(
  questions: readonly Question[],
  answer: Answer,
  things: readonly { code: string; name: string }[],
): { question: Question; thing: { code: string; name: string } | null }[] {
  const missing: { question: Question; thing: { code: string; name: string } | null }[] = [];
  for (const question of questions) {
    if (!question.required) continue;
    const given = answer.values[question.key];
    if (!question.perArea) {
      if (!isGiven(given)) missing.push({ question, thing: null });
      continue;
    }
    for (const thing of things) {
      const one = typeof given === 'object' ? given[thing.code] : undefined;
      if (!isGiven(one)) missing.push({ question, thing });
    }
  }
  return missing;
}

function isGiven(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

/** Whether one value fits its question. */
export function fitsQuestion(question: Question, value: unknown): boolean {
  switch (question.kind) {
    case 'tick':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && (question.options ?? []).some((option) => option.key === value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1e9;
    case 'time':
      return typeof value === 'string' && (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) || !Number.isNaN(Date.parse(value)));
    case 'text':
      return typeof value === 'string';
  }
}
