import { z } from 'zod';
import { eventKind } from '../event.ts';

export const areasImported = eventKind(
  'areas.imported',
  1,
  z.object({ rows: z.number().int(), added: z.number().int(), changed: z.number().int() }),
);
export const gridAdded = eventKind('area.gridAdded', 1, z.object({ name: z.string() }));

export const areaEvents = [areasImported, gridAdded] as const;
