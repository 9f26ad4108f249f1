import { tickable } from '@muster/contract/checklists/checklist.rules';
import type { ChecklistItem } from '@muster/contract/checklists/checklists.operations';

/** Behind for this long, a desk has not put it right by itself: those above have it. */
export const escalateAfterMs = 12 * 3_600_000;

/** How many items came and how many went; an item that only says it otherwise is the same thing. */
export function difference(before: readonly ChecklistItem[], after: readonly ChecklistItem[]): { added: number; removed: number } {
  const [was, is] = [tickable(before), tickable(after)].map((items) => new Set(items.map(({ id }) => id))) as [Set<string>, Set<string>];
  return { added: [...is].filter((id) => !was.has(id)).length, removed: [...was].filter((id) => !is.has(id)).length };
}
