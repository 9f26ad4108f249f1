import { newId } from '@muster/client/ids';
import { outbox } from '../../app/device.ts';
import type { OwnAbsence, OwnPatch } from '../../app/ground-types.ts';

interface Saying {
  personId: string;
  reason: 'isolated' | 'away';
  /** Null: from the moment it is said. */
  from: string | null;
  /** Null: not known. */
  to: string | null;
}

/** One subject per person: that one is back goes after that one is away. */
export async function sayAbsent({ personId, reason, from, to }: Saying): Promise<void> {
  await outbox().add({
    operation: 'setAbsence',
    subject: personId,
    input: { absenceId: newId(), personId, reason, ...(from ? { from } : {}), ...(to ? { to } : {}) },
    about: { reason },
  });
}

export async function sayBack(personId: string, absence: OwnAbsence): Promise<void> {
  await outbox().add(
    { operation: 'endAbsence', subject: personId, input: { absenceId: absence.id, version: absence.version } },
    { once: true },
  );
}

export async function agreePhone(patch: OwnPatch, linkId: string, agrees: boolean): Promise<void> {
  await outbox().add({ operation: 'agreePatchPhone', subject: linkId, input: { linkId, agrees }, about: { name: patch.name } });
}
