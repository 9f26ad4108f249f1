import { z } from 'zod';
import { fileIds, fileSchema } from '../files/files.ts';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { frameKeys } from './checklist-frames.ts';

const feature = 'checklists';

/** Whose desks tick it. */
export const checklistLevels = ['district', 'subdistrict', 'community', 'grid'] as const;
export type ChecklistLevel = (typeof checklistLevels)[number];

export const itemsMost = 60;
export const checklistItemSchema = z
  .object({
    id: uuid,
    /** Null: a slot of a frame that nobody has named. It stands in the list, says so, and cannot be ticked. */
    text: z.string().trim().min(1).max(120).nullable(),
    hint: z.string().trim().min(1).max(300).nullable().default(null),
  })
  .meta({ id: 'ChecklistItem' });
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

const items = z
  .array(checklistItemSchema)
  .min(1)
  .max(itemsMost)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'items-twice');
const written = {
  title: z.string().trim().min(1).max(60),
  note: z.string().trim().min(1).max(1000).nullable().default(null),
  items,
};
const dates = {
  startsAt: instant.optional(),
  endsAt: instant.nullable().default(null),
  /** Until when everything is ticked. Without one, until it ends; without either it is never behind. */
  dueAt: instant.nullable().default(null),
};

export const checklistStates = ['draft', 'running', 'closed'] as const;
export type ChecklistState = (typeof checklistStates)[number];

const counts = {
  /** Desks of the area that it was sent to, and those that have ticked everything. */
  desks: z.number().int(),
  done: z.number().int(),
  /** Desks that have not ticked everything though the limit has passed. */
  behind: z.number().int(),
};

const head = {
  id: uuid,
  issuerCode: areaCode,
  issuerName: z.string(),
  frame: z.enum(frameKeys).nullable(),
  title: z.string(),
  note: z.string().nullable(),
  state: z.enum(checklistStates),
  level: z.enum(checklistLevels),
  areas: z.array(z.object({ code: areaCode, name: z.string() })),
  startsAt: instant,
  endsAt: instant.nullable(),
  dueAt: instant.nullable(),
  sentAt: instant.nullable(),
  sentByName: z.string().nullable(),
  closedAt: instant.nullable(),
  /** How often the list was changed after it went out, and one. */
  revision: z.number().int(),
  version: z.number().int(),
  /** How many can be ticked, and how many slots nobody has named. */
  named: z.number().int(),
  unnamed: z.number().int(),
};

export const checklistSchema = z.object({ ...head, ...counts }).meta({ id: 'Checklist' });
export type Checklist = z.infer<typeof checklistSchema>;

export const listChecklists = view({
  name: 'listChecklists',
  feature,
  path: '/checklists',
  summary: 'Checklists of the current incident that concern an area, newest first, with how far its desks are',
  input: pageInput.extend({ under: areaCode.optional(), state: z.enum(checklistStates).optional() }),
  result: pageOf(checklistSchema).extend({ may: z.object({ issue: z.boolean() }) }),
});

export const getChecklist = view({
  name: 'getChecklist',
  feature,
  path: '/checklists/:checklistId',
  summary: 'One checklist: its items with how many desks of the area ticked each, and what was changed after it went out',
  input: z.object({ checklistId: uuid, under: areaCode.optional() }),
  result: checklistSchema.extend({
    items: z.array(checklistItemSchema.extend({ ticked: z.number().int() })),
    revisions: z.array(
      z.object({
        revision: z.number().int(),
        at: instant,
        byName: z.string(),
        reason: z.string().nullable(),
        title: z.string(),
        items: z.array(checklistItemSchema),
        dueAt: instant.nullable(),
      }),
    ),
    may: z.object({ change: z.boolean(), send: z.boolean(), close: z.boolean() }),
  }),
});

export const getChecklistProgress = view({
  name: 'getChecklistProgress',
  feature,
  path: '/checklists/:checklistId/progress',
  summary: 'How far a checklist is: the areas directly below, or the desks themselves at the level that ticks it',
  input: z.object({ checklistId: uuid, under: areaCode.optional() }),
  result: z.object({
    named: z.number().int(),
    areas: z.array(
      z.object({
        code: areaCode,
        name: z.string(),
        ...counts,
        /** Of a desk: how many items it has ticked. */
        ticked: z.number().int().nullable(),
        doneAt: instant.nullable(),
      }),
    ),
  }),
});

const tickSchema = z.object({
  id: uuid,
  at: instant,
  byName: z.string(),
  note: z.string().nullable(),
  photos: z.array(fileSchema),
  /** The revision that was read, and its words where they are others now. */
  revision: z.number().int(),
  textThen: z.string().nullable(),
});

/** A list as one desk has it before itself. */
export const deskChecklistSchema = z
  .object({
    checklistId: uuid,
    areaCode,
    areaName: z.string(),
    issuerName: z.string(),
    frame: z.enum(frameKeys).nullable(),
    title: z.string(),
    note: z.string().nullable(),
    state: z.enum(checklistStates),
    startsAt: instant,
    endsAt: instant.nullable(),
    dueAt: instant.nullable(),
    revision: z.number().int(),
    doneAt: instant.nullable(),
    isBehind: z.boolean(),
    items: z.array(checklistItemSchema.extend({ tick: tickSchema.nullable() })),
    may: z.object({ tick: z.boolean() }),
  })
  .meta({ id: 'DeskChecklist' });
export type DeskChecklist = z.infer<typeof deskChecklistSchema>;

export const listDeskChecklists = view({
  name: 'listDeskChecklists',
  feature,
  path: '/desk-checklists',
  summary: 'The running checklists of one desk with its ticks, the nearest limit first: all that a phone needs to go on without network',
  input: z.object({ areaCode: areaCode.optional() }),
  result: z.object({ items: z.array(deskChecklistSchema) }),
});

export const getDeskChecklist = view({
  name: 'getDeskChecklist',
  feature,
  path: '/checklists/:checklistId/desks/:areaCode',
  summary: 'One checklist at one desk: what is ticked with its evidence, and what was taken back and why',
  input: z.object({ checklistId: uuid, areaCode }),
  result: deskChecklistSchema.extend({
    takenBack: z.array(
      z.object({
        id: uuid,
        text: z.string(),
        at: instant,
        byName: z.string(),
        takenBackAt: instant,
        takenBackByName: z.string(),
        reason: z.string(),
      }),
    ),
    /** Ticked before the item was taken out of the list: it stays on record. */
    former: z.array(z.object({ id: uuid, text: z.string(), at: instant, byName: z.string() })),
  }),
});

const saved = z.object({ checklistId: uuid, version: z.number().int() });
const audience = { level: z.enum(checklistLevels), areaCodes: z.array(areaCode).min(1).max(200) };

export const saveChecklist = command({
  name: 'saveChecklist',
  feature,
  path: '/checklists',
  summary: 'Write a checklist down, from a frame or from nothing: a draft that nobody below sees',
  input: commandInput.extend({
    checklistId: uuid,
    /** Of the draft that it takes the place of; left out for a new one. */
    version: z.number().int().optional(),
    frame: z.enum(frameKeys).nullable().default(null),
    ...written,
    ...audience,
    ...dates,
  }),
  result: saved,
  problems: ['checklist.audience-outside', 'checklist.dates-wrong', 'checklist.sent-already', 'area.unknown'],
});

export const sendChecklist = command({
  name: 'sendChecklist',
  feature,
  path: '/checklists/:checklistId/send',
  summary: 'Send a draft to the desks that it names; they tick from now on',
  input: commandInput.extend({ checklistId: uuid, version: z.number().int() }),
  result: saved.extend({ desks: z.number().int() }),
  problems: ['checklist.nobody', 'checklist.nothing-named', 'checklist.dates-wrong', 'checklist.sent-already', 'incident.none-active'],
});

export const changeChecklist = command({
  name: 'changeChecklist',
  feature,
  path: '/checklists/:checklistId',
  method: 'PUT',
  summary: 'Change a list that went out: a new revision. What was ticked stays; an item with the same id is the same thing',
  input: commandInput.extend({
    checklistId: uuid,
    version: z.number().int(),
    ...written,
    endsAt: dates.endsAt,
    dueAt: dates.dueAt,
    reason: z.string().trim().min(1).max(200),
  }),
  result: saved.extend({ revision: z.number().int() }),
  problems: [
    'checklist.nothing-named',
    'checklist.dates-wrong',
    'checklist.limit-earlier',
    'checklist.closed',
    'checklist.nothing-changed',
  ],
});

export const closeChecklist = command({
  name: 'closeChecklist',
  feature,
  path: '/checklists/:checklistId/close',
  summary: 'End a list before its time, or throw a draft away; what was ticked and what was not stays on record',
  input: commandInput.extend({ checklistId: uuid, version: z.number().int(), note: z.string().trim().min(1).max(200).optional() }),
  result: saved,
  problems: ['checklist.closed'],
});

export const tickItem = command({
  name: 'tickItem',
  feature,
  path: '/checklists/:checklistId/ticks',
  summary: 'Tick one item for one’s desk, with a note and photos where there are any',
  input: commandInput.extend({
    checklistId: uuid,
    areaCode,
    itemId: uuid,
    tickId: uuid,
    /** The revision that was on the screen; left out: the one of now. */
    revision: z.number().int().min(1).optional(),
    note: z.string().trim().min(1).max(500).optional(),
    photos: fileIds.default([]),
  }),
  result: z.object({ tickId: uuid, ticked: z.number().int(), named: z.number().int() }),
  problems: [
    'checklist.closed',
    'checklist.not-begun',
    'checklist.item-gone',
    'checklist.item-unnamed',
    'checklist.ticked-already',
    'file.not-arrived',
    'file.not-a-picture',
  ],
});

export const untickItem = command({
  name: 'untickItem',
  feature,
  path: '/checklist-ticks/:tickId/take-back',
  summary: 'Take a tick back and say why; who ticked it and when stays on record',
  input: commandInput.extend({ tickId: uuid, reason: z.string().trim().min(1).max(200) }),
  result: z.object({ tickId: uuid, ticked: z.number().int(), named: z.number().int() }),
  problems: ['checklist.closed'],
});
