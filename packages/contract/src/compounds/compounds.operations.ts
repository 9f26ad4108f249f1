import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { compoundKinds, compoundLacks } from './compound-kinds.ts';

const feature = 'compounds';

const name = z.string().trim().min(1).max(60);
const addressPart = z.string().trim().min(1).max(60).nullable();
const count = (most: number) => z.number().int().min(0).max(most);

/** Address by parts below the community (DOMAIN §2.2). Null is shown and printed as 无, never as a blank. */
export const addressSchema = z
  .object({ road: addressPart.default(null), number: addressPart.default(null), yard: addressPart.default(null) })
  .meta({ id: 'Address' });
export type Address = z.infer<typeof addressSchema>;

/** WGS-84, with who says so and, of a device, how sure it was in metres. */
export const positionSchema = z
  .object({
    longitude: z.number(),
    latitude: z.number(),
    source: z.enum(['entered', 'file', 'outline', 'device']),
    accuracy: z.number().int().nullable(),
  })
  .meta({ id: 'CompoundPosition' });
export type CompoundPosition = z.infer<typeof positionSchema>;

export const buildingSchema = z
  .object({
    id: uuid,
    name: z.string(),
    /** 单元: stairwells; 0 where a building has none. */
    units: z.number().int(),
    floors: z.number().int(),
    households: z.number().int(),
    residents: z.number().int(),
  })
  .meta({ id: 'Building' });
export type Building = z.infer<typeof buildingSchema>;

/** Counts are sums over the buildings and what is not broken down by building; nobody types a total. */
export const compoundSchema = z
  .object({
    id: uuid,
    communityCode: areaCode,
    communityName: z.string(),
    gridCode: areaCode.nullable(),
    gridName: z.string().nullable(),
    name: z.string(),
    aliases: z.array(z.string()),
    address: addressSchema,
    kind: z.enum(compoundKinds),
    lacks: z.array(z.enum(compoundLacks)),
    gates: z.array(z.string()),
    buildings: z.number().int(),
    households: z.number().int(),
    residents: z.number().int(),
    /** Of the demonstration: a made-up compound in a real community, marked wherever it is shown. */
    isMadeUp: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Compound' });
export type Compound = z.infer<typeof compoundSchema>;

export const compoundDetailSchema = compoundSchema
  .extend({
    /** Households and residents that are not broken down by building. */
    otherHouseholds: z.number().int(),
    otherResidents: z.number().int(),
    closedAt: instant.nullable(),
    closeReason: z.string().nullable(),
    /** Where it went, when it was merged. */
    mergedInto: z.object({ id: uuid, name: z.string() }).nullable(),
    buildingList: z.array(buildingSchema),
    position: positionSchema.nullable(),
    hasOutline: z.boolean(),
    may: z.object({ change: z.boolean(), merge: z.boolean() }),
  })
  .meta({ id: 'CompoundDetail' });
export type CompoundDetail = z.infer<typeof compoundDetailSchema>;

/** Which of the three an unmanaged compound lacks is the point of calling it one; a managed one lacks none of them. */
const kindFits = (compound: { kind?: string | undefined; lacks?: readonly string[] | undefined }) =>
  compound.kind === undefined || (compound.kind === 'unmanaged') === (compound.lacks ?? []).length > 0;
const kindFault = { path: ['lacks'], error: 'lacks-fit-kind' };

const written = z.object({
  name,
  gridCode: areaCode.nullable().default(null),
  aliases: z.array(name).max(12).default([]),
  address: addressSchema.default({ road: null, number: null, yard: null }),
  kind: z.enum(compoundKinds),
  lacks: z.array(z.enum(compoundLacks)).max(3).default([]),
  gates: z.array(name).max(40).default([]),
  otherHouseholds: count(50_000).default(0),
  otherResidents: count(200_000).default(0),
});

const buildingInput = z.object({
  id: uuid,
  name,
  units: count(60).default(0),
  floors: count(150).default(0),
  households: count(5_000).default(0),
  residents: count(20_000).default(0),
});

export const listCompounds = view({
  name: 'listCompounds',
  feature,
  path: '/compounds',
  summary: 'Compounds of an area, by community and name; also found by another name or pinyin initials',
  input: pageInput.extend({
    under: areaCode.optional(),
    kind: z.enum(compoundKinds).optional(),
    q: z.string().trim().min(1).max(40).optional(),
  }),
  result: pageOf(compoundSchema),
});

export const getCompound = view({
  name: 'getCompound',
  feature,
  path: '/compounds/:compoundId',
  summary: 'One compound with its buildings',
  input: z.object({ compoundId: uuid }),
  result: compoundDetailSchema,
});

export const summariseCompounds = view({
  name: 'summariseCompounds',
  feature,
  path: '/compound-summary',
  summary: 'How many compounds, buildings, households and residents an area has, by kind of compound',
  input: z.object({ under: areaCode.optional() }),
  result: z.object({
    compounds: z.number().int(),
    buildings: z.number().int(),
    households: z.number().int(),
    residents: z.number().int(),
    byKind: z.array(z.object({ kind: z.enum(compoundKinds), compounds: z.number().int(), households: z.number().int() })),
    may: z.object({ add: z.boolean(), import: z.boolean() }),
  }),
});

export const listCompoundDuplicates = view({
  name: 'listCompoundDuplicates',
  feature,
  path: '/compound-duplicates',
  summary: 'Pairs of compounds of one community that may be one place: the same sound, another name, the same road and number',
  input: pageInput.extend({ under: areaCode.optional() }),
  result: pageOf(z.object({ one: compoundSchema, other: compoundSchema, why: z.enum(['alias', 'sound', 'address']) })),
});

const saved = z.object({ compoundId: uuid, version: z.number().int() });

export const addCompound = command({
  name: 'addCompound',
  feature,
  path: '/compounds',
  summary: 'Add a compound to a community',
  input: commandInput.extend({ compoundId: uuid, communityCode: areaCode, ...written.shape }).refine(kindFits, kindFault),
  result: saved,
  problems: ['compound.name-taken', 'compound.not-in-community', 'compound.grid-elsewhere', 'area.unknown'],
});

export const changeCompound = command({
  name: 'changeCompound',
  feature,
  path: '/compounds/:compoundId',
  method: 'PUT',
  summary: 'Correct what is known of a compound',
  input: commandInput.extend({ compoundId: uuid, version: z.number().int(), ...written.shape }).refine(kindFits, kindFault),
  result: saved,
  problems: ['compound.name-taken', 'compound.grid-elsewhere', 'compound.closed', 'area.unknown'],
});

export const changeBuildings = command({
  name: 'changeBuildings',
  feature,
  path: '/compounds/:compoundId/buildings',
  summary: 'Add, correct or remove buildings of a compound: all of it or nothing',
  input: commandInput.extend({
    compoundId: uuid,
    version: z.number().int(),
    put: z.array(buildingInput).max(500).default([]),
    remove: z.array(uuid).max(500).default([]),
  }),
  result: saved,
  problems: ['compound.building-twice', 'compound.closed'],
});

export const closeCompound = command({
  name: 'closeCompound',
  feature,
  path: '/compounds/:compoundId/close',
  summary: 'A compound that is no more (pulled down, entered by mistake): out of the lists, its history stays',
  input: commandInput.extend({ compoundId: uuid, version: z.number().int(), reason: z.string().trim().min(2).max(200) }),
  result: saved,
  problems: ['compound.closed'],
});

export const mergeCompounds = command({
  name: 'mergeCompounds',
  feature,
  path: '/compounds/:compoundId/merge',
  summary: 'Two records of one place become one: buildings, other names and history of the second go to the first',
  input: commandInput.extend({
    compoundId: uuid,
    version: z.number().int(),
    otherId: uuid,
    otherVersion: z.number().int(),
    /** Where both say something: whose counts of households without a building, and whose address, stay. */
    keep: z.enum(['this', 'other']).default('this'),
  }),
  result: saved.extend({ buildings: z.number().int(), merged: z.number().int() }),
  problems: ['compound.closed', 'compound.merge-itself', 'compound.merge-elsewhere'],
});
