export { findCommand, insertEvents } from './journal.store.ts';
export { createSealer, type Sealer } from './sealer.ts';
