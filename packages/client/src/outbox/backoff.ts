const first = 2000;
const longest = 5 * 60_000;

/** Wait before attempt `n + 1`: 2 s · 2ⁿ, at most five minutes; half of it by chance, so that a city's phones do not return in one second. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(longest, first * 2 ** Math.min(attempt, 12));
  return whole / 2 + (random() * whole) / 2;
}
