import type { AbsenceReason } from '@muster/contract/patches/patches.operations';
import type { Act, Ground, OwnAbsence } from '../../app/ground-types.ts';

/** What a person says of himself, or of his own number, stands on his screens at once. Another ground is the same object. */
export function foldPatches(ground: Ground, act: Act, personId: string): Ground {
  switch (act.operation) {
    case 'setAbsence': {
      if (act.input.personId !== personId) return ground;
      const absence: OwnAbsence = {
        id: act.input.absenceId as string,
        reason: act.input.reason as AbsenceReason,
        from: (act.input.from as string | undefined) ?? act.doneAt,
        to: (act.input.to as string | undefined) ?? null,
        version: 1,
      };
      const { absences } = ground.patches.content;
      if (absences.some((one) => one.id === absence.id)) return ground;
      const isNow = absence.from <= act.doneAt;
      return withPatches(ground, { absences: [...absences, absence] }, personId, isNow ? { absent: absence.reason } : {});
    }
    case 'endAbsence': {
      const { absences } = ground.patches.content;
      const left = absences.filter((one) => one.id !== act.input.absenceId);
      return left.length === absences.length ? ground : withPatches(ground, { absences: left }, personId, { absent: null });
    }
    case 'agreePatchPhone': {
      const linkId = act.input.linkId as string;
      const patch = ground.patches.content.items.find((one) => one.people.some((person) => person.linkId === linkId));
      const phoneAgreed = act.input.agrees === true;
      return patch ? withPatches(ground, {}, personId, { phoneAgreed }, patch.id) : ground;
    }
    default:
      return ground;
  }
}

type Content = Ground['patches']['content'];
type Person = Content['items'][number]['people'][number];

function withPatches(ground: Ground, change: Partial<Content>, personId: string, of: Partial<Person>, patchId?: string): Ground {
  const items = ground.patches.content.items.map((patch) =>
    patchId && patch.id !== patchId
      ? patch
      : { ...patch, people: patch.people.map((person) => (person.personId === personId ? { ...person, ...of } : person)) },
  );
  return { ...ground, patches: { ...ground.patches, content: { ...ground.patches.content, items, ...change } } };
}
