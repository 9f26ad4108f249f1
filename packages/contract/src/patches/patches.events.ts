import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';

const patch = { patchId: uuid, name: z.string() };

export const patchDefined = eventKind('patch.defined', 1, z.object(patch));
export const patchChanged = eventKind('patch.changed', 1, z.object(patch));
export const patchClosed = eventKind('patch.closed', 1, z.object(patch));
/** `personName` is somebody of the response, never a resident. */
export const patchPersonLinked = eventKind(
  'patch.personLinked',
  1,
  z.object({ personName: z.string(), roleName: z.string(), patches: z.number().int(), replaced: z.number().int() }),
);
export const patchPeopleCopied = eventKind('patch.peopleCopied', 1, z.object({ ...patch, links: z.number().int() }));
export const patchPersonUnlinked = eventKind(
  'patch.personUnlinked',
  1,
  z.object({ ...patch, personName: z.string(), roleName: z.string() }),
);
export const patchPersonSubstituted = eventKind(
  'patch.personSubstituted',
  1,
  z.object({ personName: z.string(), substituteName: z.string(), patches: z.number().int() }),
);
export const patchPhoneAgreed = eventKind('patch.phoneAgreed', 1, z.object({ ...patch, agrees: z.boolean() }));
export const patchRolesSet = eventKind('patch.rolesSet', 1, z.object({ roles: z.string() }));
/** Somebody's time began or ended by itself. */
export const patchCoverageChanged = eventKind('patch.coverageChanged', 1, z.object({ patches: z.number().int() }));
/** Gaps that lasted: the desk of this area hears of them now. */
export const patchGapsEscalated = eventKind('patch.gapsEscalated', 1, z.object({ patches: z.number().int() }));
export const absenceSet = eventKind('absence.set', 1, z.object({ personName: z.string(), reason: z.string() }));
export const absenceEnded = eventKind('absence.ended', 1, z.object({ personName: z.string() }));

export const patchEvents = [
  patchDefined,
  patchChanged,
  patchClosed,
  patchPersonLinked,
  patchPeopleCopied,
  patchPersonUnlinked,
  patchPersonSubstituted,
  patchPhoneAgreed,
  patchRolesSet,
  patchCoverageChanged,
  patchGapsEscalated,
  absenceSet,
  absenceEnded,
] as const;
