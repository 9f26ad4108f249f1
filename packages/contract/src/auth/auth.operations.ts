import { z } from 'zod';
import { incidentSchema } from '../incidents/incidents.operations.ts';
import { command, view } from '../operation.ts';
import { assignmentSchema } from '../people/people.operations.ts';
import { commandInput, empty, instant, pageInput, pageOf, uuid } from '../schemas.ts';

const feature = 'auth';

/** What a screen needs to know about who is using it; read once after sign-in and after each switch. */
export const sessionSchema = z
  .object({
    sessionId: uuid,
    person: z.object({ id: uuid, name: z.string() }),
    userName: z.string(),
    secondFactor: z.boolean(),
    /** The assignment in which one acts now; all scope and rights follow from it. */
    acting: assignmentSchema,
    assignments: z.array(assignmentSchema),
    city: z.object({ code: z.string(), name: z.string() }),
    incident: incidentSchema.nullable(),
    /** Where the live stream stands, to open it without a gap. */
    position: z.number().int(),
    serverTime: instant,
    idleMinutes: z.number().int(),
    settings: z.object({
      sponsor: z.string().nullable(),
      filingNumber: z.string().nullable(),
      demo: z.boolean(),
      /** Minutes to acknowledge, by urgency. */
      acknowledgeMinutes: z.object({ routine: z.number(), urgent: z.number(), immediate: z.number() }),
      /** Megabytes of one file, by what it is for. */
      fileMegabytes: z.object({ photo: z.number(), attachment: z.number() }),
    }),
    /** Sections of the product that this role uses (DESIGN §4), and what it may do without a subject. */
    may: z.object({
      seeOrders: z.boolean(),
      issueOrder: z.boolean(),
      manageAreas: z.boolean(),
      managePeople: z.boolean(),
      manageUnits: z.boolean(),
      manageAccounts: z.boolean(),
      manageIncident: z.boolean(),
      readAudit: z.boolean(),
      readSystem: z.boolean(),
    }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

const password = z.string().min(1).max(200);

export const getSignInPage = view({
  name: 'getSignInPage',
  feature,
  path: '/sign-in',
  summary: 'What the sign-in page shows: city, whether the system is set up, and in a demonstration its cast',
  access: 'anyone',
  input: empty,
  result: z.object({
    city: z.object({ code: z.string(), name: z.string() }).nullable(),
    setUp: z.boolean(),
    sponsor: z.string().nullable(),
    filingNumber: z.string().nullable(),
    /** [subdistrict, number of communities] in code order: enough to draw the city at rest, and nobody is named. */
    shape: z.array(z.tuple([z.string(), z.number().int()])),
    /** Only in a demonstration: one click signs in. */
    cast: z.array(
      z.object({
        userName: z.string(),
        password: z.string(),
        name: z.string(),
        role: z.string(),
        areaName: z.string().nullable(),
        app: z.enum(['console', 'field']),
      }),
    ),
  }),
});

export const signIn = command({
  name: 'signIn',
  feature,
  path: '/session',
  summary: 'Sign in with user name or mobile number and password, and the code of the second factor when the account has one',
  access: 'anyone',
  input: z.object({
    login: z.string().trim().min(1).max(60),
    password,
    code: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  result: sessionSchema,
  problems: ['auth.wrong-credentials', 'auth.locked', 'auth.second-factor-needed', 'auth.second-factor-wrong', 'auth.no-assignment'],
});

export const getSession = view({
  name: 'getSession',
  feature,
  path: '/session',
  summary: 'Who is signed in here, in which assignment, and what he may do',
  input: empty,
  result: sessionSchema,
});

export const signOut = command({
  name: 'signOut',
  feature,
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out here',
  input: empty,
  result: empty,
});

export const switchAssignment = command({
  name: 'switchAssignment',
  feature,
  path: '/session/acting',
  summary: 'Act in another of one’s assignments, without signing in again',
  input: commandInput.extend({ assignmentId: uuid }),
  result: sessionSchema,
});

export const listSessions = view({
  name: 'listSessions',
  feature,
  path: '/sessions',
  summary: 'Where one is signed in',
  input: empty,
  result: z.object({
    items: z.array(
      z.object({ sessionId: uuid, current: z.boolean(), createdAt: instant, lastSeenAt: instant, address: z.string(), device: z.string() }),
    ),
  }),
});

export const revokeSession = command({
  name: 'revokeSession',
  feature,
  method: 'DELETE',
  path: '/sessions/:sessionId',
  summary: 'End one of one’s sessions on another device',
  input: z.object({ sessionId: uuid }),
  result: empty,
});

export const changePassword = command({
  name: 'changePassword',
  feature,
  path: '/account/password',
  summary: 'Change one’s password; all other sessions end',
  input: commandInput.extend({ current: password, next: password }),
  result: empty,
  problems: ['auth.password-weak', 'auth.password-wrong', 'auth.locked'],
});

export const startSecondFactor = command({
  name: 'startSecondFactor',
  feature,
  path: '/account/second-factor',
  summary: 'Begin to set up the second factor: a secret and its QR picture for an authenticator app (RFC 6238)',
  input: commandInput,
  result: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
});

export const confirmSecondFactor = command({
  name: 'confirmSecondFactor',
  feature,
  path: '/account/second-factor/confirm',
  summary: 'Finish with a first code; from now on it is asked for at sign-in',
  input: commandInput.extend({ code: z.string().regex(/^\d{6}$/) }),
  result: empty,
  problems: ['auth.second-factor-wrong'],
});

export const removeSecondFactor = command({
  name: 'removeSecondFactor',
  feature,
  path: '/account/second-factor/remove',
  summary: 'Stop using the second factor; needs the password',
  input: commandInput.extend({ password }),
  result: empty,
  problems: ['auth.password-wrong', 'auth.locked'],
});

export const createAccount = command({
  name: 'createAccount',
  feature,
  path: '/accounts',
  summary: 'Give a person a sign-in with a first password',
  input: commandInput.extend({
    accountId: uuid,
    personId: uuid,
    userName: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9._-]{2,31}$/, 'user-name'),
    password,
  }),
  result: z.object({ accountId: uuid }),
  problems: ['auth.user-name-taken', 'auth.password-weak'],
});

export const listAccounts = view({
  name: 'listAccounts',
  feature,
  path: '/accounts',
  summary: 'Accounts by user name, for the security administrator',
  input: pageInput.extend({ q: z.string().trim().max(50).optional() }),
  result: pageOf(
    z.object({
      accountId: uuid,
      userName: z.string(),
      personId: uuid,
      personName: z.string(),
      secondFactor: z.boolean(),
      lockedUntil: instant.nullable(),
      lastSignInAt: instant.nullable(),
    }),
  ),
});

export const unlockAccount = command({
  name: 'unlockAccount',
  feature,
  path: '/accounts/:accountId/unlock',
  summary: 'Lift a lock-out before its time',
  input: commandInput.extend({ accountId: uuid }),
  result: empty,
});

export const resetAccount = command({
  name: 'resetAccount',
  feature,
  path: '/accounts/:accountId/reset',
  summary: 'Give an account a new first password and take its second factor off, for somebody who has lost them; all its sessions end',
  input: commandInput.extend({ accountId: uuid, password }),
  result: empty,
  problems: ['auth.password-weak'],
});

export const setUp = command({
  name: 'setUp',
  feature,
  path: '/set-up',
  summary:
    'First run of an empty system: the city and its system administrator, who is signed in by it. Only from the machine itself or with the set-up code printed at start',
  access: 'anyone',
  input: commandInput.extend({
    setUpCode: z.string().max(40),
    cityCode: z.string().regex(/^\d{4}$/),
    cityName: z.string().trim().min(2).max(40),
    name: z.string().trim().min(1).max(40),
    userName: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9._-]{2,31}$/, 'user-name'),
    password,
  }),
  result: sessionSchema,
  problems: ['setup.done-already', 'auth.password-weak', 'auth.wrong-credentials'],
});
