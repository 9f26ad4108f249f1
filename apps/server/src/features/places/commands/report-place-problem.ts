import { reportPlaceProblem as operation } from '@muster/contract/places/place-problems.operations';
import { placeProblemReported } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockPlace } from '../places.store.ts';
import { insertProblem } from '../problems.store.ts';

export const reportPlaceProblem = command(operation, {
  action: 'place:reportProblem',
  async run({ tx, principal, input, doneAt }) {
    const { placeId, problemId, kind, text } = input;
    const place = await lockPlace(tx, placeId);
    const communityCode = place.community_code;
    const permit = authorize(placesPolicy, principal, 'place:reportProblem', { communityCode });
    const person = { id: principal.personId, name: principal.personName };
    await insertProblem(tx, { id: problemId, placeId, communityCode, kind, note: text, person, at: doneAt });
    const facts = { placeId, name: place.name, problemId, kind, text };
    return { permit, result: { problemId }, events: [event(placeProblemReported, { areaCode: communityCode }, facts)] };
  },
});
