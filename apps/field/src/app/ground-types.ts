import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { ResultOfView } from './query-client.ts';

export type GroundAnswer = ResultOfView<'syncGround'>;
/** Told one by one: a part that is as it was held is null. */
export const groundParts = ['patches', 'compounds', 'places', 'zones', 'checklists'] as const;
type Parts = (typeof groundParts)[number];

/** What this phone holds of the ground: every part, as it was told last. */
export type Ground = Omit<GroundAnswer, Parts> & { [P in Parts]: NonNullable<GroundAnswer[P]> };

export type Act = Pick<OutboxEntry, 'operation' | 'subject' | 'input' | 'doneAt' | 'about'>;

export type OwnPatch = Ground['patches']['content']['items'][number];
export type OwnCompound = Ground['compounds']['content']['items'][number];
export type OwnAbsence = Ground['patches']['content']['absences'][number];
export type OwnPlace = Ground['places']['content']['items'][number];
export type OwnZone = Ground['zones']['content']['items'][number];
export type OwnChecklist = Ground['checklists']['content']['items'][number];
