import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';

const notice = { noticeId: uuid, number: z.string() };
/** `place` is a compound, a building or a stairwell by name. */
const zone = { compoundId: uuid, place: z.string() };

export const zoneNoticeIssued = eventKind(
  'zone.noticeIssued',
  1,
  z.object({ ...notice, compounds: z.number().int(), households: z.number().int(), effectiveAt: z.string() }),
);
export const zoneNoticeWithdrawn = eventKind('zone.noticeWithdrawn', 1, z.object({ ...notice, reason: z.string() }));
/** Counts, dates and flags; never a person. */
export const zoneFactRecorded = eventKind('zone.factRecorded', 1, z.object({ ...zone, kind: z.string(), at: z.string() }));
export const zoneFactTakenBack = eventKind('zone.factTakenBack', 1, z.object({ ...zone, kind: z.string(), reason: z.string() }));
export const zoneProposed = eventKind('zone.proposed', 1, z.object({ ...zone, levelName: z.string(), byCase: z.boolean() }));
export const zoneProposalDeclined = eventKind('zone.proposalDeclined', 1, z.object({ ...zone, levelName: z.string(), reason: z.string() }));
/** It met its conditions or passed its end and is still closed. */
export const zoneOverstaying = eventKind('zone.overstaying', 1, z.object({ ...zone, levelName: z.string(), dueBy: z.string() }));
export const zoneOverstayEscalated = eventKind('zone.overstayEscalated', 1, z.object({ ...zone, levelName: z.string() }));
export const zoneRegimeSet = eventKind('zone.regimeSet', 1, z.object({ regimeId: uuid, name: z.string(), levels: z.string() }));
/** A compound ended or went into another one, and its zones with it. */
export const zonesFollowed = eventKind('zone.followed', 1, z.object({ ...zone, zones: z.number().int() }));

export const zoneEvents = [
  zoneNoticeIssued,
  zoneNoticeWithdrawn,
  zoneFactRecorded,
  zoneFactTakenBack,
  zoneProposed,
  zoneProposalDeclined,
  zoneOverstaying,
  zoneOverstayEscalated,
  zoneRegimeSet,
  zonesFollowed,
] as const;
