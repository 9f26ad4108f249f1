import { settlePlaceProblem as operation } from '@muster/contract/places/place-problems.operations';
import { placeProblemSettled } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockProblem, markSettled, moveProblem } from '../problems.store.ts';

export const settlePlaceProblem = command(operation, {
  action: 'place:settleProblem',
  async run({ tx, principal, input, now }) {
    const problem = await lockProblem(tx, input.problemId);
    const permit = authorize(placesPolicy, principal, 'place:settleProblem', { communityCode: problem.community_code });
    moveProblem(problem, 'settle');
    await markSettled(tx, problem.id, principal.personName, now, input.outcome);
    const facts = {
      placeId: problem.place_id,
      name: problem.place_name,
      problemId: problem.id,
      kind: problem.kind,
      outcome: input.outcome,
    };
    return { permit, result: { problemId: problem.id }, events: [event(placeProblemSettled, { areaCode: problem.community_code }, facts)] };
  },
});
