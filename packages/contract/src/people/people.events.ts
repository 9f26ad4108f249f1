import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';
import { roles } from './roles.ts';

export const personAdded = eventKind('person.added', 1, z.object({ personId: uuid, name: z.string() }));
export const peopleImported = eventKind(
  'people.imported',
  1,
  z.object({ rows: z.number().int(), added: z.number().int(), changed: z.number().int() }),
);
export const phoneViewed = eventKind('person.phoneViewed', 1, z.object({ personId: uuid, name: z.string() }));
export const unitAdded = eventKind('unit.added', 1, z.object({ unitId: uuid, name: z.string() }));
export const assignmentGranted = eventKind(
  'assignment.granted',
  1,
  z.object({ assignmentId: uuid, personId: uuid, name: z.string(), role: z.enum(roles), unitName: z.string().nullable() }),
);
export const assignmentEnded = eventKind(
  'assignment.ended',
  1,
  z.object({ assignmentId: uuid, personId: uuid, name: z.string(), role: z.enum(roles) }),
);
export const dutyChanged = eventKind(
  'assignment.dutyChanged',
  1,
  z.object({ assignmentId: uuid, personId: uuid, name: z.string(), role: z.enum(roles), onDuty: z.boolean() }),
);

export const peopleEvents = [personAdded, peopleImported, phoneViewed, unitAdded, assignmentGranted, assignmentEnded, dutyChanged] as const;
