/**
 * How long a command may wait for what it follows before the desk is told. Ten minutes: a lift, a cellar, a photo over a bad line
 * take less, and a third of the shortest limit of an order (特急: 30 minutes) is left to do something about it.
 */
export const flagHeldAfter = 10 * 60_000;
