import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';

export const exportEnds = ['finished', 'cancelled', 'sessionEnded', 'failed', 'lost'] as const;

/** Written before the first byte leaves: who takes which list out, narrowed by what. */
export const exportMade = eventKind(
  'export.made',
  1,
  z.object({
    exportId: uuid,
    list: z.string(),
    format: z.string(),
    fileName: z.string(),
    narrowedBy: z.string(),
    filters: z.record(z.string(), z.string()),
  }),
);
/** How it ended, and how many rows had left by then. */
export const exportEnded = eventKind(
  'export.ended',
  1,
  z.object({ exportId: uuid, list: z.string(), format: z.string(), rows: z.number().int(), how: z.enum(exportEnds) }),
);

export const exportsEvents = [exportMade, exportEnded] as const;
