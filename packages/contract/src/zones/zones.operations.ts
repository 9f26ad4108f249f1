import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { levelKey, zoneLevelsSchema, zoneRegimeSchema, zoneStrictness } from './zone-regimes.ts';
import {
  noticePreviewSchema,
  zoneFactKinds,
  zoneFactSchema,
  zoneItemSchema,
  zoneLevelSchema,
  zoneNoticeSchema,
  zonePlaceSchema,
  zoneProposalSchema,
  zoneSchema,
  zoneStretchSchema,
  zoneTupleSchema,
} from './zones.schemas.ts';

const feature = 'zones';
const under = areaCode.optional();

export const listZones = view({
  name: 'listZones',
  feature,
  path: '/zones',
  summary: 'Zones of an area now or at a past moment, by community and compound; or only those that should be released',
  input: pageInput.extend({
    under,
    at: instant.optional(),
    strictness: z.enum(zoneStrictness).optional(),
    /** `late`: overstaying; `soon`: to be released within a day. */
    due: z.enum(['late', 'soon']).optional(),
    compoundId: uuid.optional(),
  }),
  result: pageOf(zoneSchema),
});

export const listZonesAt = view({
  name: 'listZonesAt',
  feature,
  path: '/zones-at',
  summary: 'Every zone of an area at a moment in one answer, compact: for a map and for comparing days',
  input: z.object({ under, at: instant.optional() }),
  result: z.object({ at: instant, regimes: z.array(zoneRegimeSchema), zones: z.array(zoneTupleSchema) }),
});

export const summariseZones = view({
  name: 'summariseZones',
  feature,
  path: '/zone-summary',
  summary: 'How many zones of which level an area has now or at a moment, and by the areas directly below; how many overstay',
  input: z.object({ under, at: instant.optional() }),
  result: z.object({
    asOf: instant,
    locked: z.number().int(),
    controlled: z.number().int(),
    precaution: z.number().int(),
    overstaying: z.number().int(),
    toRelease: z.number().int(),
    proposals: z.number().int(),
    areas: z.array(
      z.object({
        code: areaCode,
        name: z.string(),
        locked: z.number().int(),
        controlled: z.number().int(),
        precaution: z.number().int(),
        overstaying: z.number().int(),
      }),
    ),
    may: z.object({ issue: z.boolean(), propose: z.boolean(), setRegime: z.boolean() }),
  }),
});

export const getZone = view({
  name: 'getZone',
  feature,
  path: '/zones/:zoneId',
  summary: 'One zone: its rules, each condition of release with when it is met or what is lacking, facts, and the past of the place',
  input: z.object({ zoneId: uuid }),
  result: zoneSchema.extend({
    place: z.string(),
    regimeName: z.string(),
    level: zoneLevelSchema,
    releaseToName: z.string().nullable(),
    reason: z.string(),
    facts: z.array(zoneFactSchema),
    /** Zones and exceptions inside of it, and what it lies in. */
    around: z.array(zoneStretchSchema),
    history: z.array(zoneStretchSchema),
    may: z.object({ issue: z.boolean(), propose: z.boolean(), recordFact: z.boolean() }),
  }),
});

export const listZoneHistory = view({
  name: 'listZoneHistory',
  feature,
  path: '/zone-history',
  summary: 'The past of the zones of a compound, or of all compounds of a community, as stretches in time; newest first',
  input: pageInput.extend({ under, compoundId: uuid.optional() }),
  result: pageOf(zoneStretchSchema.extend({ compoundName: z.string() })),
});

export const listZoneRegimes = view({
  name: 'listZoneRegimes',
  feature,
  path: '/zone-regimes',
  summary: 'Regimes that are or were in force in an area: the country’s and local ones, with their levels and conditions',
  input: z.object({ areaCode: areaCode.optional() }),
  result: z.object({ items: z.array(zoneRegimeSchema) }),
});

export const listZoneNotices = view({
  name: 'listZoneNotices',
  feature,
  path: '/zone-notices',
  summary: 'Notices that changed zones one sees, newest first',
  input: pageInput.extend({ areaCode: areaCode.optional() }),
  result: pageOf(zoneNoticeSchema),
});

export const getZoneNotice = view({
  name: 'getZoneNotice',
  feature,
  path: '/zone-notices/:noticeId',
  summary: 'One notice: what it says and which zones it made, as far as one sees them',
  input: z.object({ noticeId: uuid }),
  result: zoneNoticeSchema.extend({
    text: z.string(),
    regimeName: z.string(),
    items: z.array(
      zoneItemSchema.extend({ levelName: z.string().nullable(), includeText: z.array(z.string()), exceptText: z.array(z.string()) }),
    ),
    zones: z.array(zoneStretchSchema),
  }),
});

export const listZoneProposals = view({
  name: 'listZoneProposals',
  feature,
  path: '/zone-proposals',
  summary: 'Proposals that wait for a decision, oldest first: a case inside a controlled zone makes one by itself',
  input: pageInput.extend({ under }),
  result: pageOf(zoneProposalSchema),
});

const noticeProblems = [
  'zone.nothing-named',
  'zone.named-twice',
  'zone.exception-outside',
  'zone.exception-circular',
  'zone.place-unknown',
  'zone.level-unknown',
  'zone.regimes-mixed',
  'zone.regime-not-in-force',
  'zone.end-before-start',
  'zone.effective-out-of-range',
  'zone.changed-later',
  'zone.too-many',
  'area.unknown',
] as const;
const drafted = { regimeId: uuid, effectiveAt: instant, items: z.array(zoneItemSchema).min(1).max(50) };

export const previewZoneNotice = view({
  name: 'previewZoneNotice',
  feature,
  method: 'POST',
  path: '/zone-notices/preview',
  summary: 'What a notice would change before it is issued: compounds, buildings, households and residents, from which level to which',
  input: z.object(drafted),
  result: noticePreviewSchema,
  problems: noticeProblems,
});

export const issueZoneNotice = command({
  name: 'issueZoneNotice',
  feature,
  path: '/zone-notices',
  summary: 'One notice changes many zones: raises, lowers, lifts, with exceptions, from an hour on; it may confirm proposals',
  input: commandInput.extend({
    noticeId: uuid,
    number: z.string().trim().min(1).max(40),
    reason: z.string().trim().min(2).max(200),
    text: z.string().trim().max(4000).default(''),
    proposalIds: z.array(uuid).max(100).default([]),
    ...drafted,
  }),
  result: z.object({ noticeId: uuid, compounds: z.number().int(), zones: z.number().int() }),
  problems: [...noticeProblems, 'zone.number-taken', 'zone.changes-nothing', 'zone.proposal-decided', 'incident.none-active'],
});

export const withdrawZoneNotice = command({
  name: 'withdrawZoneNotice',
  feature,
  path: '/zone-notices/:noticeId/withdraw',
  summary: 'A notice that is not in effect yet is taken back: everything stays as it is',
  input: commandInput.extend({ noticeId: uuid, reason: z.string().trim().min(2).max(200) }),
  result: z.object({ noticeId: uuid }),
  problems: ['zone.notice-in-effect', 'zone.notice-withdrawn', 'zone.changed-later'],
});

export const recordZoneFact = command({
  name: 'recordZoneFact',
  feature,
  path: '/zone-facts',
  summary: 'Something on which release depends: new cases, the last exposure of close contacts, a test round; counts and dates, no person',
  input: commandInput
    .extend({
      factId: uuid,
      ...zonePlaceSchema.shape,
      kind: z.enum(zoneFactKinds),
      at: instant,
      count: z.number().int().min(0).max(1_000_000),
      negative: z.boolean().nullable().default(null),
    })
    .refine((fact) => fact.unit === null || fact.buildingId !== null, { path: ['unit'], error: 'unit-needs-building' })
    .refine((fact) => fact.kind !== 'case' || fact.count > 0, { path: ['count'], error: 'count-at-least-one' })
    .refine((fact) => fact.kind === 'case' || fact.negative !== null, { path: ['negative'], error: 'result-missing' }),
  result: z.object({ factId: uuid, proposalId: uuid.nullable() }),
  problems: ['zone.fact-in-future', 'zone.place-unknown'],
});

export const takeBackZoneFact = command({
  name: 'takeBackZoneFact',
  feature,
  path: '/zone-facts/:factId/take-back',
  summary: 'A fact that was recorded wrongly counts no longer; it stays on record with the reason',
  input: commandInput.extend({ factId: uuid, reason: z.string().trim().min(2).max(200) }),
  result: z.object({ factId: uuid }),
  problems: ['state.moved-on'],
});

export const proposeZone = command({
  name: 'proposeZone',
  feature,
  path: '/zone-proposals',
  summary: 'Propose to whoever decides that a place is raised, lowered or lifted',
  input: commandInput
    .extend({
      proposalId: uuid,
      ...zonePlaceSchema.shape,
      regimeId: uuid,
      level: levelKey.nullable(),
      note: z.string().trim().min(2).max(200),
    })
    .refine((one) => one.unit === null || one.buildingId !== null, { path: ['unit'], error: 'unit-needs-building' }),
  result: z.object({ proposalId: uuid }),
  problems: ['zone.place-unknown', 'zone.level-unknown', 'zone.proposed-already'],
});

export const declineZoneProposal = command({
  name: 'declineZoneProposal',
  feature,
  path: '/zone-proposals/:proposalId/decline',
  summary: 'A proposal is not followed, and why',
  input: commandInput.extend({ proposalId: uuid, reason: z.string().trim().min(2).max(200) }),
  result: z.object({ proposalId: uuid }),
  problems: ['zone.proposal-decided'],
});

export const setZoneRegime = command({
  name: 'setZoneRegime',
  feature,
  path: '/zone-regimes',
  summary: 'Define a local regime, or its next version: from then on its levels and conditions hold for what is noticed; zones keep theirs',
  input: commandInput.extend({
    regimeId: uuid,
    areaCode,
    key: levelKey,
    name: z.string().trim().min(1).max(40),
    from: instant,
    to: instant.nullable().default(null),
    levels: zoneLevelsSchema,
  }),
  result: z.object({ regimeId: uuid }),
  problems: ['zone.end-before-start', 'zone.regime-overlaps', 'area.unknown'],
});
