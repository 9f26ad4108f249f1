import { type Urgency, urgencies } from '@muster/contract/orders/limits';
import type { TellingSettings } from '../../platform/settings.ts';

const minute = 60_000;
const day = 24 * 60;
/** City time is UTC+8 all year (contract/city-time). */
const offsetMinutes = 8 * 60;

/** The thresholds of channels that carry this: immediate goes on every channel. */
export function carriedBy(urgency: Urgency): Urgency[] {
  return urgencies.filter((threshold) => urgencies.indexOf(threshold) <= urgencies.indexOf(urgency));
}

function minuteOfDay(at: Date): number {
  return (Math.floor(at.getTime() / minute) + offsetMinutes) % day;
}

function isQuiet(at: Date, quiet: NonNullable<TellingSettings['quiet']>): boolean {
  const now = minuteOfDay(at);
  return quiet.from < quiet.to ? now >= quiet.from && now < quiet.to : now >= quiet.from || now < quiet.to;
}

/**
 * When a message goes out. Immediate and urgent ones at once, by day and by night: their limits (30 minutes, 2 hours) run at
 * night too, and whoever is told at 7 would be late before he knew. Routine ones have a day: they wait for the digest,
 * and in quiet hours for their end.
 */
export function tellAt(urgency: Urgency, now: Date, { digestMinutes, quiet }: TellingSettings): Date {
  if (urgency !== 'routine') return now;
  const every = digestMinutes * minute;
  // On whole minutes of the clock, so that what comes within one span goes out together, whoever queued it.
  const slot = new Date(Math.ceil((now.getTime() + 1) / every) * every);
  if (!quiet || !isQuiet(slot, quiet)) return slot;
  const wait = (quiet.to - minuteOfDay(slot) + day) % day;
  return new Date(Math.floor(slot.getTime() / minute) * minute + wait * minute);
}

/** After the n-th failure in a row: 15 s, 30 s, 1, 2, 5, 10 minutes, and so on every 10. */
export function retryAfterMs(failures: number): number {
  const steps = [15_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute];
  return steps[Math.min(failures, steps.length) - 1] ?? 15_000;
}

/** Half an hour of trying; then it is shown as refused, with the code. */
export const attemptsMost = 8;

export interface Bucket {
  tokens: number;
  tokensAt: Date;
}

/** An allowance of `perMinute`: half of it at once, the rest as the minute goes by, so that no 60 seconds hold more than all of it. */
export function refill(bucket: Bucket, perMinute: number, now: Date): number {
  const elapsed = Math.max(0, now.getTime() - bucket.tokensAt.getTime());
  return Math.min(perMinute / 2, bucket.tokens + (elapsed / minute) * (perMinute / 2));
}

/** Milliseconds until one more may go. */
export function nextTokenMs(tokens: number, perMinute: number): number {
  return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / (perMinute / 2)) * minute);
}

/**
 * A title as it may leave the house. Titles are written by hand: a number that could be a telephone or an identity card, and a
 * door in a building, are left out, whatever they stand for.
 */
export function fitToLeave(title: string): string {
  return title
    .replace(/[1-9]\d{16}[\dXx]/g, '…')
    .replace(/(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}/g, '…')
    .replace(/0\d{2,3}[- ]?\d{7,8}/g, '…')
    .replace(/\d+\s*(?:号楼|号院|栋|幢|单元|室|号房|户)(?:\s*\d+\s*(?:号楼|栋|幢|单元|层|楼|室|户))*(?:\s*\d{2,4})?/g, '…');
}
