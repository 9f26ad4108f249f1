import { type Dates, datesFault } from '@muster/contract/checklists/checklist.rules';
import { Problem } from '../../platform/problem.ts';

const pointers = {
  'ends-before-start': '/endsAt',
  ended: '/endsAt',
  'due-before-start': '/dueAt',
  'due-after-end': '/dueAt',
  'due-passed': '/dueAt',
} as const;

/** Refuses dates in the wrong order, naming the field. */
export function requireDates(dates: Dates, now: Date): void {
  const fault = datesFault(dates, now);
  if (fault)
    throw new Problem('checklist.dates-wrong', { fault }, [{ pointer: pointers[fault], code: 'checklist.dates-wrong', detail: fault }]);
}

export function instants(input: { endsAt: string | null; dueAt: string | null }): { endsAt: Date | null; dueAt: Date | null } {
  return { endsAt: input.endsAt ? new Date(input.endsAt) : null, dueAt: input.dueAt ? new Date(input.dueAt) : null };
}
