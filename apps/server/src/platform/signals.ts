/**
 * Ctrl-C and SIGTERM. `npm start` passes its own signal on while the terminal sends one to the whole group: two within a second are
 * one. A later one means "now": what is written is safe, the database recovers at the next start.
 */
export function onStopSignal(stop: (reason: string) => void, now: () => void): void {
  let firstAt = 0;
  const hear = (reason: string) => {
    if (firstAt === 0) {
      firstAt = Date.now();
      stop(reason);
    } else if (Date.now() - firstAt > 1000) now();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => hear(name));
  // The starter (scripts/start.mjs) was killed: do not live on alone, holding the port.
  process.on('disconnect', () => hear('its starter is gone'));
}
