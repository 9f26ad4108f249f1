/**
 * Days and hours of the city. China has had one time zone without summer time since 1991, so this is arithmetic; a
 * city elsewhere would bring its zone here and nowhere else.
 */
const offset = 8 * 3_600_000;

/** Calendar day in the city, `2022-05-11`: figures count on the day on which the work was done. */
export function cityDay(at: Date): string {
  return new Date(at.getTime() + offset).toISOString().slice(0, 10);
}

/** Calendar year in the city: order numbers begin anew with it. */
export function cityYear(at: Date): number {
  return Number(cityDay(at).slice(0, 4));
}

/** First instant of a calendar day in the city. */
export function startOfCityDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - offset);
}

/** 第 N 天: calendar days from the first, which is 1. */
export function dayNumber(from: Date, to: Date): number {
  return Math.round((startOfCityDay(cityDay(to)).getTime() - startOfCityDay(cityDay(from)).getTime()) / 86_400_000) + 1;
}

/** Day of the week of a calendar day, 1 Monday … 7 Sunday. */
export function cityWeekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Calendar days from one to another; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** `2022-05-11 10:12` in the city, for documents. */
export function cityTimeText(at: Date): string {
  return new Date(at.getTime() + offset).toISOString().slice(0, 16).replace('T', ' ');
}
