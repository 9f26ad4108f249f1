export { flagHeldByTimer, noteHeldRefused } from './commands/tell-held.ts';
export { heldRoutes } from './held.routes.ts';
export {
  dueHeld,
  findHeld,
  type Held,
  hasHappened,
  keepHeld,
  noteApplied,
  type WaitsFor,
  waitFor,
} from './held.store.ts';
export { heldTerritory } from './held.territory.ts';
