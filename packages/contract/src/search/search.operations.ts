import { z } from 'zod';
import { view } from '../operation.ts';
import { areaCode, instant, pageInput, uuid } from '../schemas.ts';

const feature = 'search';

/** A text and where in it stands what was sought: `[start, length]` in code units, from left to right. */
export const markedSchema = z
  .object({ text: z.string(), marks: z.array(z.tuple([z.number().int(), z.number().int()])) })
  .meta({ id: 'Marked' });
export type Marked = z.infer<typeof markedSchema>;

/** What can be found. A feature adds its kind here and a source to `searchSources` of the server. */
export const searchKinds = ['order', 'answer', 'area', 'person'] as const;
export type SearchKind = (typeof searchKinds)[number];

export const searchText = z.string().trim().min(1).max(60);

export const hitSchema = z
  .object({
    kind: z.enum(searchKinds),
    /** Of the thing itself: an order, a receipt, a person; the code of an area. */
    id: z.string(),
    title: markedSchema,
    /** Beside the title: number and issuer of an order, where an area lies, a person's place. */
    note: z.string(),
    /** Where in its texts it was found, when not in the title. */
    excerpt: markedSchema.nullable(),
    at: instant.nullable(),
    areaCode: areaCode.nullable(),
    /** The order to open: itself, or the one that was answered. */
    orderId: uuid.nullable(),
  })
  .meta({ id: 'Hit' });
export type Hit = z.infer<typeof hitSchema>;

export const search = view({
  name: 'search',
  feature,
  path: '/search',
  summary: 'Find what one may see by any part of its Chinese words, by pinyin initials, by number: orders, answers, areas, people',
  input: pageInput
    .extend({
      q: searchText,
      /** One kind alone, page by page; without it the first few of each. */
      kind: z.enum(searchKinds).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(5),
    })
    .refine((input) => input.cursor === undefined || input.kind !== undefined, { path: ['cursor'], error: 'cursor-without-kind' }),
  result: z.object({
    groups: z.array(z.object({ kind: z.enum(searchKinds), items: z.array(hitSchema), nextCursor: z.string().nullable() })),
  }),
});
