import { z } from 'zod';
import { eventKind } from '../event.ts';
import { responseLevels } from './incident-machine.ts';

export const incidentActivated = eventKind(
  'incident.activated',
  1,
  z.object({ name: z.string(), level: z.enum(responseLevels), isDrill: z.boolean() }),
);
export const incidentLevelChanged = eventKind(
  'incident.levelChanged',
  1,
  z.object({ name: z.string(), from: z.enum(responseLevels), level: z.enum(responseLevels) }),
);
export const incidentEnded = eventKind('incident.ended', 1, z.object({ name: z.string() }));

export const incidentEvents = [incidentActivated, incidentLevelChanged, incidentEnded] as const;
