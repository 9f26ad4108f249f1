import { z } from 'zod';
import { view } from '../operation.ts';
import { empty, instant } from '../schemas.ts';

const feature = 'system';

export const getHealth = view({
  name: 'getHealth',
  feature,
  path: '/health',
  summary: 'The process is alive',
  access: 'anyone',
  input: empty,
  result: z.object({ alive: z.literal(true), version: z.string() }),
});

const check = z.object({ ok: z.boolean(), detail: z.string() });

export const getReadiness = view({
  name: 'getReadiness',
  feature,
  path: '/ready',
  summary: 'The process can serve: database, migrations, timers. 503 when it cannot',
  access: 'anyone',
  input: empty,
  result: z.object({ ready: z.boolean(), database: check, migrations: check, timers: check, sealer: check }),
  problems: [],
});

export const getSystem = view({
  name: 'getSystem',
  feature,
  path: '/system',
  summary: 'State of the installation, for its administrators; and what of the set-up is still to do',
  input: empty,
  result: z.object({
    version: z.string(),
    startedAt: instant,
    databaseVersion: z.string(),
    databaseBytes: z.number(),
    liveScreens: z.number().int(),
    journalPosition: z.number().int(),
    jobsWaiting: z.number().int(),
    checks: z.array(check.extend({ key: z.string() })),
    setUp: z.object({
      secondFactor: z.boolean(),
      otherAdministrators: z.boolean(),
      areas: z.number().int(),
      communities: z.number().int(),
      people: z.number().int(),
      desksStaffed: z.number().int(),
      /** Of those desks, the ones where somebody on duty has an account: a person without one is only a name there. */
      desksSigningIn: z.number().int(),
      incident: z.boolean(),
    }),
  }),
});
