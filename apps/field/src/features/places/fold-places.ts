import type { PlaceCheckKey, PlaceProblemKind, QueueState } from '@muster/contract/places/place-kinds';
import type { Act, Ground, OwnPlace } from '../../app/ground-types.ts';

type Content = Ground['places']['content'];

/** What was said and counted at a place stands on this phone at once. What concerns no place of it gives the same object. */
export function foldPlaces(ground: Ground, act: Act): Ground {
  const content = folded(ground.places.content, act);
  return content === ground.places.content ? ground : { ...ground, places: { ...ground.places, content } };
}

function folded(content: Content, act: Act): Content {
  const { input, doneAt } = act;
  const by = typeof act.about.by === 'string' ? act.about.by : null;
  switch (act.operation) {
    case 'reportQueue':
      return ofPlace(content, input.placeId, (place) =>
        // Of two reports the one that was made later counts, whichever arrives first.
        place.queueAt && place.queueAt > doneAt ? place : { ...place, queue: input.queue as QueueState, queueAt: doneAt, queueBy: by },
      );
    case 'openRound':
      return ofRound(content, input.roundId, (round) =>
        round.state === 'planned' ? { ...round, state: 'open', openedAt: doneAt } : round,
      );
    case 'closeRound':
      return ofRound(content, input.roundId, (round) => ({ ...round, state: 'closed', closedAt: doneAt }));
    case 'addRoundCount':
    case 'correctRoundCount':
      return ofRound(content, input.roundId, (round) => ({ ...round, done: Math.max(0, round.done + Number(input.amount)) }));
    case 'recordPlaceCheck':
      return ofPlace(content, input.placeId, (place) => ({
        ...place,
        checks: place.checks.map((check) =>
          check.key === (input.key as PlaceCheckKey)
            ? { ...check, isMet: input.isMet === true, note: null, personName: by, at: doneAt }
            : check,
        ),
      }));
    case 'seePlaceProblem':
      return content.problems.every((problem) => problem.id !== input.problemId)
        ? content
        : {
            ...content,
            problems: content.problems.map((problem) =>
              problem.id === input.problemId && problem.state === 'open'
                ? { ...problem, state: 'seen', seenBy: by, seenAt: doneAt, may: { ...problem.may, see: false } }
                : problem,
            ),
          };
    case 'settlePlaceProblem': {
      const problem = content.problems.find((one) => one.id === input.problemId);
      if (!problem) return content;
      const counted = ofPlace(content, problem.placeId, (one) => ({ ...one, problems: Math.max(0, one.problems - 1) }));
      return { ...counted, problems: content.problems.filter((one) => one !== problem) };
    }
    case 'reportPlaceProblem':
      return withProblem(content, act, by);
    default:
      return content;
  }
}

function ofPlace(content: Content, placeId: unknown, change: (place: OwnPlace) => OwnPlace): Content {
  const place = content.items.find((one) => one.id === placeId);
  const next = place && change(place);
  return !place || next === place ? content : { ...content, items: content.items.map((one) => (one === place ? (next as OwnPlace) : one)) };
}

type Round = NonNullable<OwnPlace['round']>;

function ofRound(content: Content, roundId: unknown, change: (round: Round) => Round): Content {
  const place = content.items.find((one) => one.round?.id === roundId);
  return place ? ofPlace(content, place.id, () => ({ ...place, round: change(place.round as Round) })) : content;
}

function withProblem(content: Content, { input, doneAt }: Act, by: string | null): Content {
  if (content.problems.some((problem) => problem.id === input.problemId)) return content;
  const place = content.items.find((one) => one.id === input.placeId);
  if (!place) return content;
  const problem: Content['problems'][number] = {
    id: input.problemId as string,
    placeId: place.id,
    placeName: place.name,
    communityCode: place.communityCode,
    communityName: place.communityName,
    kind: input.kind as PlaceProblemKind,
    text: (input.text as string | null) ?? null,
    state: 'open',
    reportedBy: by ?? '',
    reportedAt: doneAt,
    seenBy: null,
    seenAt: null,
    settledBy: null,
    settledAt: null,
    outcome: null,
    dueAt: doneAt,
    isLate: false,
    may: { see: false, settle: false },
  };
  const counted = ofPlace(content, place.id, (one) => ({ ...one, problems: one.problems + 1 }));
  return { ...counted, problems: [...counted.problems, problem] };
}
