import type { ChecklistItem } from '@muster/contract/checklists/checklists.operations';
import type { WrittenItem } from './items-field.tsx';

/** What is written as it is sent: an item without words is an unnamed slot. */
export function toItems(items: readonly WrittenItem[]): ChecklistItem[] {
  return items.map(({ id, text, hint }) => ({ id, text: text.trim() === '' ? null : text.trim(), hint }));
}

export function fromItems(items: readonly ChecklistItem[]): WrittenItem[] {
  return items.map(({ id, text, hint }) => ({ id, text: text ?? '', hint }));
}

export function noteOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
