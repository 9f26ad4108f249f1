/** The list of all operations. What is not here does not exist. */
import * as areas from './areas/areas.operations.ts';
import * as outlines from './areas/outlines.operations.ts';
import * as attention from './attention/attention.operations.ts';
import * as auth from './auth/auth.operations.ts';
import * as checklists from './checklists/checklists.operations.ts';
import * as compounds from './compounds/compounds.operations.ts';
import * as compoundGround from './compounds/ground.operations.ts';
import * as compoundImports from './compounds/import.operations.ts';
import * as exports from './exports/exports.operations.ts';
import * as held from './held/held.operations.ts';
import * as incidents from './incidents/incidents.operations.ts';
import * as journal from './journal/journal.operations.ts';
import * as notifications from './notifications/notifications.operations.ts';
import type { Operation } from './operation.ts';
import * as amending from './orders/amending.operations.ts';
import * as copies from './orders/copies.operations.ts';
import * as groundAnswers from './orders/ground-answers.operations.ts';
import * as orders from './orders/orders.operations.ts';
import * as receipts from './orders/receipts.operations.ts';
import * as support from './orders/support.operations.ts';
import * as templates from './orders/templates.operations.ts';
import * as patches from './patches/patches.operations.ts';
import * as people from './people/people.operations.ts';
import * as placeProblems from './places/place-problems.operations.ts';
import * as placeRounds from './places/place-rounds.operations.ts';
import * as places from './places/places.operations.ts';
import * as registers from './registers/registers.operations.ts';
import * as search from './search/search.operations.ts';
import * as ground from './sync/ground.operations.ts';
import * as sync from './sync/sync.operations.ts';
import * as system from './system/system.operations.ts';
import * as tallies from './tallies/tallies.operations.ts';
import * as zones from './zones/zones.operations.ts';

const modules = {
  ...auth,
  ...areas,
  ...outlines,
  ...people,
  ...compounds,
  ...compoundGround,
  ...compoundImports,
  ...incidents,
  ...orders,
  ...receipts,
  ...amending,
  ...copies,
  ...groundAnswers,
  ...support,
  ...templates,
  ...patches,
  ...checklists,
  ...places,
  ...placeRounds,
  ...placeProblems,
  ...zones,
  ...attention,
  ...journal,
  ...tallies,
  ...registers,
  ...search,
  ...exports,
  ...system,
  ...held,
  ...sync,
  ...ground,
  ...notifications,
};

type Modules = typeof modules;
type Operations = { [K in keyof Modules as Modules[K] extends Operation ? K : never]: Modules[K] };

export const operations = Object.fromEntries(
  Object.entries(modules).filter(([, value]) => typeof value === 'object' && 'path' in value && 'kind' in value),
) as unknown as Operations;

export type OperationName = keyof Operations & string;
export type AnyOperation = Operations[OperationName];
