import { z } from 'zod';
import { uuid } from '../schemas.ts';
import { filesMost } from './file-kinds.ts';

/** A file as it is kept: pictures made anew, so that nothing of where they were taken is in them. Read it at `/api/files/:id`. */
export const fileSchema = z
  .object({
    id: uuid,
    name: z.string(),
    type: z.string(),
    bytes: z.number().int(),
    /** Of pictures; these have a small form at `?size=thumb`. */
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
  })
  .meta({ id: 'File' });
export type KeptFile = z.infer<typeof fileSchema>;

/** Files that were sent to `/api/uploads` before, in the order in which they are shown. */
export const fileIds = z
  .array(uuid)
  .max(filesMost)
  .refine((ids) => new Set(ids).size === ids.length, 'files-twice');
