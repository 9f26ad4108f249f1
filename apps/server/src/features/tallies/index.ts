export { addDeltas } from './tallies.store.ts';
