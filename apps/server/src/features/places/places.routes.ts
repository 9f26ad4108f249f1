import { routes } from '../../platform/routes.ts';
import { addPlace } from './commands/add-place.ts';
import { addRoundCount } from './commands/add-round-count.ts';
import { changePlace } from './commands/change-place.ts';
import { closePlace } from './commands/close-place.ts';
import { closeRound } from './commands/close-round.ts';
import { correctRoundCount } from './commands/correct-round-count.ts';
import { linkPlacePerson } from './commands/link-place-person.ts';
import { openRound } from './commands/open-round.ts';
import { planRound } from './commands/plan-round.ts';
import { recordPlaceCheck } from './commands/record-place-check.ts';
import { reportPlaceProblem } from './commands/report-place-problem.ts';
import { reportQueue } from './commands/report-queue.ts';
import { seePlaceProblem } from './commands/see-place-problem.ts';
import { settlePlaceProblem } from './commands/settle-place-problem.ts';
import { unlinkPlacePerson } from './commands/unlink-place-person.ts';
import { getPlace } from './place-detail.view.ts';
import { listPlaceProblems } from './place-problems.view.ts';
import { listPlaces, summarisePlaces } from './places.views.ts';
import { listTestPoints } from './test-points.view.ts';

export const placesRoutes = routes([
  listPlaces,
  summarisePlaces,
  listTestPoints,
  getPlace,
  addPlace,
  changePlace,
  closePlace,
  linkPlacePerson,
  unlinkPlacePerson,
  planRound,
  openRound,
  closeRound,
  reportQueue,
  addRoundCount,
  correctRoundCount,
  listPlaceProblems,
  reportPlaceProblem,
  seePlaceProblem,
  settlePlaceProblem,
  recordPlaceCheck,
]);
