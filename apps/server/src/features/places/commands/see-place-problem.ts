import { seePlaceProblem as operation } from '@muster/contract/places/place-problems.operations';
import { placeProblemSeen } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockProblem, markSeen, moveProblem } from '../problems.store.ts';

export const seePlaceProblem = command(operation, {
  action: 'place:seeProblem',
  async run({ tx, principal, input, now }) {
    const problem = await lockProblem(tx, input.problemId);
    const permit = authorize(placesPolicy, principal, 'place:seeProblem', { communityCode: problem.community_code });
    moveProblem(problem, 'see');
    await markSeen(tx, problem.id, principal.personName, now);
    const facts = { placeId: problem.place_id, name: problem.place_name, problemId: problem.id, kind: problem.kind };
    return { permit, result: { problemId: problem.id }, events: [event(placeProblemSeen, { areaCode: problem.community_code }, facts)] };
  },
});
