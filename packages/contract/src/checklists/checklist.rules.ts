/** Arithmetic of checklists that server and phone share. */

export interface Item {
  id: string;
  /** Null: a slot of a frame that nobody has named yet. */
  text: string | null;
}

/** What can be ticked: the slots that somebody named. */
export function tickable<T extends Item>(items: readonly T[]): T[] {
  return items.filter(({ text }) => text !== null);
}

/** A list is behind where something is open after its limit. */
export function isBehind(desk: { dueAt: Date | null; doneAt: Date | null }, now: Date): boolean {
  return desk.doneAt === null && desk.dueAt !== null && desk.dueAt <= now;
}

export type DatesFault = 'ends-before-start' | 'due-before-start' | 'due-after-end' | 'due-passed' | 'ended';

export interface Dates {
  startsAt: Date;
  endsAt: Date | null;
  dueAt: Date | null;
}

/** From, until, and by when all of it is ticked: in this order, and what is to come is still to come. */
export function datesFault({ startsAt, endsAt, dueAt }: Dates, now: Date): DatesFault | null {
  if (endsAt && endsAt <= startsAt) return 'ends-before-start';
  if (endsAt && endsAt <= now) return 'ended';
  if (dueAt && dueAt <= startsAt) return 'due-before-start';
  if (dueAt && endsAt && dueAt > endsAt) return 'due-after-end';
  if (dueAt && dueAt <= now) return 'due-passed';
  return null;
}
