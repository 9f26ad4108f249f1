import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { patchRoleSchema } from './patch-roles.ts';

const feature = 'patches';

const name = z.string().trim().min(1).max(40);
const roleKey = z.string().regex(/^[a-z][a-zA-Z0-9]{1,23}$/);
const phone = z.string().regex(/^[0-9-]{5,20}$/, 'phone');

export const patchPartSchema = z
  .object({ compoundId: uuid, buildingId: uuid.nullable().default(null), unit: z.number().int().min(1).max(60).nullable().default(null) })
  .refine((part) => part.unit === null || part.buildingId !== null, { path: ['unit'], error: 'unit-needs-building' })
  .meta({ id: 'PatchPart' });

export const absenceReasons = ['isolated', 'unreachable', 'away'] as const;
export type AbsenceReason = (typeof absenceReasons)[number];

export const patchPersonSchema = z
  .object({
    linkId: uuid,
    roleKey,
    personId: uuid,
    name: z.string(),
    mobileMasked: z.string().nullable(),
    from: instant,
    to: instant.nullable(),
    /** Stands in for somebody who is absent. */
    substitutesFor: z.string().nullable(),
    /** Cannot be counted on now, and why. */
    absent: z.enum(absenceReasons).nullable(),
    /** Agreed that residents see the number. */
    phoneAgreed: z.boolean(),
    /** In how many patches this person holds this role, and whether that is more than one can. */
    patches: z.number().int(),
    isTooMany: z.boolean(),
  })
  .meta({ id: 'PatchPerson' });
export type PatchPerson = z.infer<typeof patchPersonSchema>;

export const patchSchema = z
  .object({
    id: uuid,
    communityCode: areaCode,
    communityName: z.string(),
    name: z.string(),
    parts: z.array(patchPartSchema.extend({ text: z.string() })),
    households: z.number().int(),
    people: z.array(patchPersonSchema),
    /** Roles of the template that nobody fills now. */
    lacking: z.array(roleKey),
    gapSince: instant.nullable(),
    dutyPhone: z.string().nullable(),
    version: z.number().int(),
    may: z.object({ change: z.boolean() }),
  })
  .meta({ id: 'Patch' });
export type Patch = z.infer<typeof patchSchema>;

export const listPatches = view({
  name: 'listPatches',
  feature,
  path: '/patches',
  summary: 'Patches of an area with their people, by community and name; or only those that lack somebody',
  input: pageInput.extend({
    under: areaCode.optional(),
    lacking: z.union([z.literal('any'), roleKey]).optional(),
    compoundId: uuid.optional(),
    /** Only those that one answers for oneself. */
    mine: z.literal('true').optional(),
  }),
  result: pageOf(patchSchema).extend({ roles: z.array(patchRoleSchema) }),
});

export const getPatch = view({
  name: 'getPatch',
  feature,
  path: '/patches/:patchId',
  summary: 'One patch: what belongs to it and who answers for it',
  input: z.object({ patchId: uuid }),
  result: patchSchema.extend({ roles: z.array(patchRoleSchema), cardPath: z.string() }),
});

export const getCoverage = view({
  name: 'getCoverage',
  feature,
  path: '/patch-coverage',
  summary: 'How far the patches of an area are filled: by the areas directly below, and which role is lacking how often',
  input: z.object({ under: areaCode.optional() }),
  result: z.object({
    roles: z.array(patchRoleSchema),
    patches: z.number().int(),
    lacking: z.number().int(),
    /** Communities with compounds that belong to no patch. */
    undivided: z.number().int(),
    areas: z.array(
      z.object({
        code: areaCode,
        name: z.string(),
        patches: z.number().int(),
        lacking: z.number().int(),
        byRole: z.record(z.string(), z.number().int()),
        undivided: z.number().int(),
      }),
    ),
  }),
});

export const getPatchTroubles = view({
  name: 'getPatchTroubles',
  feature,
  path: '/patch-troubles',
  summary: 'People of the patches of an area who need a look: who carry too many, cannot be counted on, or stand in for others',
  input: z.object({ under: areaCode.optional() }),
  result: z.object({ overloaded: z.number().int(), absent: z.number().int(), substituting: z.number().int() }),
});

export const patchPeopleProblems = ['overloaded', 'absent', 'substituting'] as const;
export type PatchPeopleProblem = (typeof patchPeopleProblems)[number];

export const listPatchPeople = view({
  name: 'listPatchPeople',
  feature,
  path: '/patch-people',
  summary: 'People who carry patches in an area, by name; or only those with too many, who cannot be counted on, or who stand in',
  input: pageInput.extend({ under: areaCode.optional(), problem: z.enum(patchPeopleProblems).optional() }),
  result: pageOf(
    z.object({
      personId: uuid,
      name: z.string(),
      mobileMasked: z.string().nullable(),
      patches: z.number().int(),
      absence: z
        .object({ id: uuid, reason: z.enum(absenceReasons), from: instant, to: instant.nullable(), version: z.number().int() })
        .nullable(),
      /** Whom he stands in for, from when and until when. */
      standsInFor: z.object({ name: z.string(), from: instant, to: instant.nullable() }).nullable(),
      may: z.object({ setAbsence: z.boolean() }),
    }),
  ),
});

const saved = z.object({ patchId: uuid, version: z.number().int() });
const parts = z.array(patchPartSchema).min(1).max(300);

export const definePatch = command({
  name: 'definePatch',
  feature,
  path: '/patches',
  summary: 'Make a patch of compounds, buildings or stairwells that belong to no other one',
  input: commandInput.extend({ patchId: uuid, communityCode: areaCode, name, parts, dutyPhone: phone.nullable().default(null) }),
  result: saved,
  problems: ['patch.overlaps', 'patch.part-elsewhere', 'patch.name-taken', 'area.unknown'],
});

export const changePatch = command({
  name: 'changePatch',
  feature,
  path: '/patches/:patchId',
  method: 'PUT',
  summary: 'Change the name, what belongs to it, or the duty phone',
  input: commandInput.extend({ patchId: uuid, version: z.number().int(), name, parts, dutyPhone: phone.nullable().default(null) }),
  result: saved,
  problems: ['patch.overlaps', 'patch.part-elsewhere', 'patch.name-taken', 'patch.closed'],
});

export const closePatch = command({
  name: 'closePatch',
  feature,
  path: '/patches/:patchId/close',
  summary: 'A patch that is divided anew: its doors are free, who answered for it stays on record',
  input: commandInput.extend({ patchId: uuid, version: z.number().int() }),
  result: saved,
  problems: ['patch.closed'],
});

export const linkPatchPerson = command({
  name: 'linkPatchPerson',
  feature,
  path: '/patch-people',
  summary: 'One person in one role for patches: those named, or all of a community; whoever was in that role there makes room',
  input: commandInput.extend({
    communityCode: areaCode,
    /** Left out: every patch of the community. */
    patchIds: z.array(uuid).min(1).max(300).optional(),
    roleKey,
    personId: uuid,
    from: instant.optional(),
    to: instant.optional(),
  }),
  result: z.object({ linked: z.number().int(), replaced: z.number().int() }),
  problems: ['patch.role-unknown', 'patch.none', 'patch.ends-before-start'],
});

export const copyPatchPeople = command({
  name: 'copyPatchPeople',
  feature,
  path: '/patches/:patchId/copy-people',
  summary: 'The people of one patch also for others of the community, in roles that nobody fills there',
  input: commandInput.extend({ patchId: uuid, toPatchIds: z.array(uuid).min(1).max(300) }),
  result: z.object({ linked: z.number().int() }),
  problems: ['patch.none'],
});

export const unlinkPatchPerson = command({
  name: 'unlinkPatchPerson',
  feature,
  path: '/patch-people/:linkId/end',
  summary: 'Somebody answers for the patch no longer',
  input: commandInput.extend({ linkId: uuid }),
  result: z.object({ linkId: uuid }),
});

export const substitutePatchPerson = command({
  name: 'substitutePatchPerson',
  feature,
  path: '/people/:personId/patch-substitute',
  summary: 'Another person stands in for one in all his patches, from and until',
  input: commandInput.extend({ personId: uuid, substituteId: uuid, from: instant.optional(), to: instant.optional() }),
  result: z.object({ linked: z.number().int() }),
  problems: ['patch.none', 'patch.ends-before-start', 'patch.substitutes-himself'],
});

export const setAbsence = command({
  name: 'setAbsence',
  feature,
  path: '/absences',
  summary: 'A person cannot be counted on: isolated, unreachable or away, from and until',
  input: commandInput.extend({
    absenceId: uuid,
    personId: uuid,
    reason: z.enum(absenceReasons),
    from: instant.optional(),
    to: instant.optional(),
  }),
  result: z.object({ absenceId: uuid, version: z.number().int() }),
  problems: ['patch.ends-before-start', 'patch.absent-already'],
});

export const endAbsence = command({
  name: 'endAbsence',
  feature,
  path: '/absences/:absenceId/end',
  summary: 'The person is back',
  input: commandInput.extend({ absenceId: uuid, version: z.number().int() }),
  result: z.object({ absenceId: uuid, version: z.number().int() }),
});

export const setPatchRoles = command({
  name: 'setPatchRoles',
  feature,
  path: '/patch-roles',
  summary: 'Which people a patch must have within an area from a moment on (N+M); without one of its own an area follows the one above',
  input: commandInput.extend({
    areaCode,
    /** Left out: from now on. What was planned for later is given up. */
    from: instant.optional(),
    /** They hold while the incident of now lasts; then those that hold for always are in force again. */
    onlyThisIncident: z.boolean().default(false),
    roles: z
      .array(patchRoleSchema)
      .min(1)
      .max(12)
      .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'role-keys-twice'),
  }),
  result: z.object({ areaCode, roles: z.array(patchRoleSchema) }),
  problems: ['patch.roles-in-past', 'incident.none-active'],
});

const rolesSet = z.object({
  areaCode,
  areaName: z.string(),
  /** Of one incident alone, by name. */
  incident: z.string().nullable(),
  roles: z.array(patchRoleSchema),
  from: instant,
  to: instant.nullable(),
});

export const listPatchRoles = view({
  name: 'listPatchRoles',
  feature,
  path: '/patch-roles',
  summary: 'Which people a patch of an area must have: what is in force and whose it is, what is planned, what was before',
  input: z.object({ areaCode: areaCode.optional() }),
  result: z.object({
    areaCode,
    roles: z.array(patchRoleSchema),
    /** What set them; null where nothing was set and 3+2 holds. */
    setBy: rolesSet.nullable(),
    planned: z.array(rolesSet),
    former: z.array(rolesSet),
    may: z.object({ set: z.boolean() }),
  }),
});

export const agreePatchPhone = command({
  name: 'agreePatchPhone',
  feature,
  path: '/patch-people/:linkId/phone',
  summary: 'Whether residents see this person’s number on the card: the person’s own decision',
  input: commandInput.extend({ linkId: uuid, agrees: z.boolean() }),
  result: z.object({ linkId: uuid, agrees: z.boolean() }),
});

export const getPatchCard = view({
  name: 'getPatchCard',
  feature,
  path: '/patch-cards/:token',
  summary: 'What residents see of their patch: who answers for it and the duty phone; no number of a person who did not agree',
  access: 'anyone',
  input: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{16,40}$/, 'token') }),
  result: z.object({
    communityName: z.string(),
    patchName: z.string(),
    dutyPhone: z.string().nullable(),
    people: z.array(
      z.object({ role: z.string(), side: z.enum(['core', 'support']), name: z.string().nullable(), phone: z.string().nullable() }),
    ),
  }),
});
