import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { ResultOfView } from './query-client.ts';

export type GroundAnswer = ResultOfView<'syncGround'>;
type Parts = 'patches' | 'compounds';

/** What this phone holds of the ground: every part, as it was told last. */
export type Ground = Omit<GroundAnswer, Parts> & { [P in Parts]: NonNullable<GroundAnswer[P]> };

export type Act = Pick<OutboxEntry, 'operation' | 'subject' | 'input' | 'doneAt'>;

export type OwnPatch = Ground['patches']['content']['items'][number];
export type OwnCompound = Ground['compounds']['content']['items'][number];
export type OwnAbsence = Ground['patches']['content']['absences'][number];
