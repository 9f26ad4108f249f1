/** What is often meant: a day or three, and the lengths of isolation of the eighth and ninth edition (DOMAIN §1.1). */
export const absenceDays = [1, 3, 7, 14] as const;

/** A day so many days later, `2022-05-11`. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * 3_600_000).toISOString().slice(0, 10);
}
