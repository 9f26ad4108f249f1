import { z } from 'zod';
import { command, view } from '../operation.ts';
import { commandInput, empty, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { incidentStates, responseLevels } from './incident-machine.ts';

const feature = 'incidents';

export const incidentSchema = z
  .object({
    id: uuid,
    name: z.string(),
    level: z.enum(responseLevels),
    isDrill: z.boolean(),
    state: z.enum(incidentStates),
    activatedAt: instant,
    endedAt: instant.nullable(),
    /** 第 N 天, by calendar days of the city's time zone; the first day is 1. */
    dayNumber: z.number().int(),
    version: z.number().int(),
    may: z.object({ changeLevel: z.boolean(), end: z.boolean() }),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof incidentSchema>;

export const getCurrentIncident = view({
  name: 'getCurrentIncident',
  feature,
  path: '/incident',
  summary: 'The incident that is being answered now, or the last one that ended',
  input: empty,
  result: z.object({ incident: incidentSchema.nullable(), may: z.object({ activate: z.boolean() }) }),
});

export const listIncidents = view({
  name: 'listIncidents',
  feature,
  path: '/incidents',
  summary: 'All incidents, newest first, drills apart',
  input: pageInput.extend({ drills: z.enum(['true', 'false']).optional() }),
  result: pageOf(incidentSchema),
});

export const activateIncident = command({
  name: 'activateIncident',
  feature,
  path: '/incidents',
  summary: 'Begin an incident or a drill. While none is active nothing can be sent',
  input: commandInput.extend({
    incidentId: uuid,
    name: z.string().trim().min(2).max(40),
    level: z.enum(responseLevels),
    isDrill: z.boolean().default(false),
  }),
  result: incidentSchema,
  problems: ['incident.already-active'],
});

export const changeIncidentLevel = command({
  name: 'changeIncidentLevel',
  feature,
  path: '/incidents/:incidentId/level',
  summary: 'Raise or lower the response level',
  input: commandInput.extend({ incidentId: uuid, level: z.enum(responseLevels), version: z.number().int() }),
  result: incidentSchema,
});

export const endIncident = command({
  name: 'endIncident',
  feature,
  path: '/incidents/:incidentId/end',
  summary: 'End an incident. What is open stays readable; nothing more can be sent',
  input: commandInput.extend({ incidentId: uuid, version: z.number().int() }),
  result: incidentSchema,
});
