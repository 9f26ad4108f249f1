import { cityDay, startOfCityDay } from '@muster/contract/city-time';
import type { Urgency } from '@muster/contract/orders/limits';
import type { Ask } from '@muster/contract/orders/support';

/** A request while it is being written: all kinds at once, so that changing the kind loses nothing. */
export interface AskDraft {
  kind: Ask['kind'];
  count: number;
  what: string;
  measure: string;
  question: string;
  /** `HH:MM` of today; empty: as soon as possible. */
  neededAt: string;
  urgency: Urgency;
  deskCode: string | null;
  unitId: string | null;
  note: string;
}

export const emptyAsk: AskDraft = {
  kind: 'people',
  count: 5,
  what: '',
  measure: '',
  question: '',
  neededAt: '',
  urgency: 'urgent',
  deskCode: null,
  unitId: null,
  note: '',
};

export function missingOf(draft: AskDraft): 'what' | 'question' | null {
  if (draft.kind === 'goods' && draft.what.trim() === '') return 'what';
  return draft.kind === 'decision' && draft.question.trim().length < 2 ? 'question' : null;
}

export function askOf(draft: AskDraft, now: Date): Ask {
  const needed = draft.neededAt === '' ? {} : { neededAt: todayAt(draft.neededAt, now) };
  switch (draft.kind) {
    case 'people':
      return { kind: 'people', count: draft.count, ...needed };
    case 'goods':
      return {
        kind: 'goods',
        what: draft.what.trim(),
        amount: draft.count,
        ...(draft.measure.trim() ? { measure: draft.measure.trim() } : {}),
        ...needed,
      };
    case 'decision':
      return { kind: 'decision', question: draft.question.trim() };
  }
}

function todayAt(time: string, now: Date): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(startOfCityDay(cityDay(now)).getTime() + (hours * 60 + minutes) * 60_000).toISOString();
}
