import { z } from 'zod';
import { areaLevels } from '../areas/area-code.ts';
import { importReportSchema } from '../areas/areas.operations.ts';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { roles } from './roles.ts';

const feature = 'people';

export const memberCategories = ['memberWithoutPost', 'probationary', 'volunteer', 'staff'] as const;
const mobile = z.string().regex(/^1\d{10}$/, 'mobile');
const name = z.string().trim().min(1).max(40);

export const assignmentSchema = z
  .object({
    id: uuid,
    role: z.enum(roles),
    areaCode: areaCode.nullable(),
    areaName: z.string().nullable(),
    level: z.enum(areaLevels).nullable(),
    unitId: uuid.nullable(),
    unitName: z.string().nullable(),
    title: z.string().nullable(),
    from: instant,
    to: instant.nullable(),
    onDuty: z.boolean(),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof assignmentSchema>;

/** A person as lists show him. The mobile number is masked (138****2741); `viewPhone` gives the whole, and leaves a record. */
export const personSchema = z
  .object({
    id: uuid,
    name: z.string(),
    mobileMasked: z.string().nullable(),
    memberCategory: z.enum(memberCategories),
    unitName: z.string().nullable(),
    assignments: z.array(assignmentSchema),
    hasAccount: z.boolean(),
    may: z.object({ grant: z.boolean(), viewPhone: z.boolean(), createAccount: z.boolean() }),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof personSchema>;

/** The people who act for an area now. `staffed` is false when nobody of them is on duty; the desk above may then sign for it. */
export const deskSchema = z
  .object({
    areaCode,
    staffed: z.boolean(),
    /** Since when nobody is on duty; null while staffed or never staffed. */
    unstaffedSince: instant.nullable(),
    people: z.array(
      z.object({
        personId: uuid,
        assignmentId: uuid,
        name: z.string(),
        role: z.enum(roles),
        title: z.string().nullable(),
        mobileMasked: z.string().nullable(),
        onDuty: z.boolean(),
        lastSeenAt: instant.nullable(),
        may: z.object({ setDuty: z.boolean(), end: z.boolean(), viewPhone: z.boolean() }),
      }),
    ),
    /** The desk above, which is asked when this one is unstaffed. */
    aboveCode: areaCode.nullable(),
    aboveName: z.string().nullable(),
    may: z.object({ grant: z.boolean() }),
  })
  .meta({ id: 'Desk' });

export const listPeople = view({
  name: 'listPeople',
  feature,
  path: '/people',
  summary: 'People within an area or unit, by name; q is Chinese, pinyin initials or the end of a mobile number',
  input: pageInput.extend({
    areaCode: areaCode.optional(),
    unitId: uuid.optional(),
    role: z.enum(roles).optional(),
    q: z.string().trim().max(50).optional(),
  }),
  result: pageOf(personSchema),
});

export const getPerson = view({
  name: 'getPerson',
  feature,
  path: '/people/:personId',
  summary: 'One person with all assignments, past ones too',
  input: z.object({ personId: uuid }),
  result: personSchema,
});

export const getDesk = view({
  name: 'getDesk',
  feature,
  path: '/areas/:code/desk',
  summary: 'The people who act for an area now',
  input: z.object({ code: areaCode }),
  result: deskSchema,
});

export const addPerson = command({
  name: 'addPerson',
  feature,
  path: '/people',
  summary: 'Add a person, managed by an area',
  input: commandInput.extend({
    personId: uuid,
    name,
    mobile: mobile.optional(),
    memberCategory: z.enum(memberCategories).default('staff'),
    areaCode,
    unitId: uuid.optional(),
  }),
  result: z.object({ personId: uuid }),
  problems: ['person.mobile-taken', 'area.unknown'],
});

export const importPeople = command({
  name: 'importPeople',
  feature,
  path: '/people/import',
  summary:
    'Load a roster (CSV: name, mobile, role, area code, unit, title). Bad rows are reported by line; the good ones stored only if asked for',
  input: commandInput.extend({ csv: z.string().max(8_000_000), goodRowsOnly: z.boolean().default(false) }),
  result: importReportSchema,
  problems: ['import.unreadable', 'assignment.separated-roles'],
});

export const viewPhone = command({
  name: 'viewPhone',
  feature,
  path: '/people/:personId/phone',
  summary: 'See the whole mobile number of a colleague, to call; the look is recorded',
  input: commandInput.extend({ personId: uuid }),
  result: z.object({ mobile: z.string().nullable() }),
});

export const grantAssignment = command({
  name: 'grantAssignment',
  feature,
  path: '/assignments',
  summary: 'Give a person a role for an area or unit. Never wider than one’s own scope',
  input: commandInput.extend({
    assignmentId: uuid,
    personId: uuid,
    role: z.enum(roles),
    areaCode: areaCode.optional(),
    unitId: uuid.optional(),
    title: z.string().trim().max(40).optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  result: z.object({ assignmentId: uuid }),
  problems: [
    'assignment.scope-too-wide',
    'assignment.role-needs-area',
    'assignment.role-needs-unit',
    'assignment.separated-roles',
    'assignment.ends-before-start',
    'area.unknown',
  ],
});

export const endAssignment = command({
  name: 'endAssignment',
  feature,
  path: '/assignments/:assignmentId/end',
  summary: 'End an assignment now',
  input: commandInput.extend({ assignmentId: uuid }),
  result: z.object({ assignmentId: uuid }),
  problems: ['assignment.scope-too-wide'],
});

export const setDuty = command({
  name: 'setDuty',
  feature,
  path: '/assignments/:assignmentId/duty',
  summary: 'Go on or off duty at a desk (在岗、离岗)',
  input: commandInput.extend({ assignmentId: uuid, onDuty: z.boolean() }),
  result: z.object({ assignmentId: uuid, onDuty: z.boolean() }),
});

export const unitSchema = z.object({ id: uuid, name: z.string(), areaCode, peopleCount: z.number().int() }).meta({ id: 'Unit' });

export const listUnits = view({
  name: 'listUnits',
  feature,
  path: '/units',
  summary: 'Units (机关、事业单位) by name',
  input: pageInput.extend({ q: z.string().trim().max(50).optional() }),
  result: pageOf(unitSchema),
});

export const addUnit = command({
  name: 'addUnit',
  feature,
  path: '/units',
  summary: 'Add a unit',
  input: commandInput.extend({ unitId: uuid, name: z.string().trim().min(1).max(80), areaCode }),
  result: z.object({ unitId: uuid }),
  problems: ['unit.name-taken', 'area.unknown'],
});
