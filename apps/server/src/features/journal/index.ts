export { journalRoutes } from './journal.routes.ts';
export { answeredBefore, findCommand, insertEvents } from './journal.store.ts';
export { journalTerritory } from './journal.territory.ts';
export { headPosition, readSealed } from './sealed-events.store.ts';
export { createSealer, type Sealer, sealedChannel } from './sealer.ts';
export { isVisible, keysOfEvent, keysOfScope } from './visibility.rules.ts';
