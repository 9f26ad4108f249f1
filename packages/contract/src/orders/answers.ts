import { z } from 'zod';
import { fileIds } from '../files/files.ts';
import { areaCode, uuid } from '../schemas.ts';
import { factKey, factNameMost } from './facts.ts';
import { eachSchema } from './ground.ts';

/**
 * What an order asks for. `perArea` asks once for each area directly below the one that answers (or itself, where none is
 * below); `each` once for each piece of its ground.
 */
export const questionKinds = ['tick', 'choice', 'time', 'text', 'number'] as const;

export const questionSchema = z
  .object({
    key: z.string().regex(/^[a-z0-9-]{1,24}$/),
    kind: z.enum(questionKinds),
    text: z.string().trim().min(1).max(80),
    perArea: z.boolean().default(false),
    each: eachSchema.optional(),
    /** For a choice: what can be chosen. */
    options: z
      .array(z.object({ key: z.string().regex(/^[a-z0-9-]{1,24}$/), text: z.string().trim().min(1).max(20) }))
      .min(2)
      .max(6)
      .optional(),
    required: z.boolean().default(true),
    /** Of a number: what it is called in this city, so that it is found again and not asked twice (facts.ts). */
    fact: z.string().trim().min(2).max(factNameMost).optional(),
    /** Asked only when the choice `key` was answered by one of these. */
    when: z.object({ key: z.string(), in: z.array(z.string()).min(1).max(6) }).optional(),
  })
  .refine((q) => !q.perArea || q.each === undefined, { path: ['each'], error: 'each-and-per-area' })
  .refine((q) => q.fact === undefined || (q.kind === 'number' && factKey(q.fact) !== ''), { path: ['fact'], error: 'fact-of-number' })
  .refine((q) => q.kind !== 'choice' || q.options !== undefined, { path: ['options'], error: 'options-missing' })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof questionSchema>;

const value = z.union([z.boolean(), z.string().max(2000), z.number()]);

/** Values by question; for a question per area by area, for one about each piece of the ground by its id. A tick is `true` or `false`, a time an instant or `HH:MM` of today. */
export const answerSchema = z
  .object({
    values: z.record(z.string(), z.union([value, z.record(z.union([areaCode, uuid]), value)])),
    note: z.string().trim().max(2000).optional(),
    /** Pictures that were sent to `/api/uploads` before. */
    photos: fileIds.optional(),
  })
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof answerSchema>;
