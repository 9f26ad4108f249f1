export { findCommand, insertEvents } from "./journal.store.ts";
export { headPosition, readSealed } from "./sealed-events.store.ts";
export { isVisible } from "./visibility.rules.ts";
export { createSealer, type Sealer, sealedChannel } from './sealer.ts';
