import { newId } from '@muster/client/ids';
import type { PlaceCheckKey, PlaceProblemKind, QueueState } from '@muster/contract/places/place-kinds';
import { outbox } from '../../app/device.ts';
import type { OwnPlace } from '../../app/ground-types.ts';
import { placesWords as w } from './places.words.ts';

type Round = NonNullable<OwnPlace['round']>;

/** One subject per place: what was said there goes in the order in which it was said. */
export async function sayQueue(place: OwnPlace, queue: QueueState, by: string): Promise<void> {
  await outbox().add({
    operation: 'reportQueue',
    subject: place.id,
    input: { placeId: place.id, reportId: newId(), queue },
    about: { name: place.name, by },
  });
}

export async function reportProblem(place: OwnPlace, kind: PlaceProblemKind, text: string | null, by: string): Promise<void> {
  const problemId = newId();
  await outbox().add({
    // A subject of its own: one that was refused must not hold back what is counted there.
    operation: 'reportPlaceProblem',
    subject: problemId,
    input: { placeId: place.id, problemId, kind, text },
    about: { name: place.name, by, kind },
  });
}

interface Problem {
  id: string;
  placeName: string;
}

export async function seeProblem(problem: Problem, what: string, by: string): Promise<void> {
  await outbox().add(
    {
      operation: 'seePlaceProblem',
      subject: problem.id,
      input: { problemId: problem.id },
      about: { name: problem.placeName, what, by },
    },
    { once: true },
  );
}

export async function settleProblem(problem: Problem, what: string, outcome: string, by: string): Promise<void> {
  await outbox().add({
    operation: 'settlePlaceProblem',
    subject: problem.id,
    input: { problemId: problem.id, outcome },
    about: { name: problem.placeName, what, by },
  });
}

export async function check(place: OwnPlace, key: PlaceCheckKey, isMet: boolean, by: string): Promise<void> {
  await outbox().add({
    operation: 'recordPlaceCheck',
    subject: place.id,
    input: { placeId: place.id, checkId: newId(), key, isMet },
    about: { name: place.name, by, key },
  });
}

export async function openRound(place: OwnPlace, round: Round): Promise<void> {
  await outbox().add(
    { operation: 'openRound', subject: place.id, input: { roundId: round.id }, about: { name: place.name, round: round.name } },
    { once: true },
  );
}

export async function closeRound(place: OwnPlace, round: Round): Promise<void> {
  await outbox().add(
    { operation: 'closeRound', subject: place.id, input: { roundId: round.id }, about: { name: place.name, round: round.name } },
    { once: true },
  );
}

/** So many more. Each tap is a report of its own: several phones add up, and each arrives once. */
export async function count(place: OwnPlace, round: Round, amount: number): Promise<void> {
  await outbox().add({
    operation: 'addRoundCount',
    subject: place.id,
    input: { roundId: round.id, reportId: newId(), amount },
    about: { name: place.name, round: round.name },
  });
}

/** A tap too many: a correction that says so, and what was counted before stays on record. */
export async function takeBackCount(place: OwnPlace, round: Round, amount: number): Promise<void> {
  await outbox().add({
    operation: 'correctRoundCount',
    subject: place.id,
    input: { roundId: round.id, reportId: newId(), amount: -amount, reason: w.slip },
    about: { name: place.name, round: round.name },
  });
}
