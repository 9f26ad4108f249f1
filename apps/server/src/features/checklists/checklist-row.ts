import type { FrameKey } from '@muster/contract/checklists/checklist-frames';
import type { ChecklistItem, ChecklistLevel, ChecklistState } from '@muster/contract/checklists/checklists.operations';

export interface ChecklistRow {
  id: string;
  issuer_code: string;
  incident_id: string | null;
  frame: FrameKey | null;
  title: string;
  note: string | null;
  items: ChecklistItem[];
  named: number;
  level: ChecklistLevel;
  area_codes: string[];
  starts_at: Date;
  ends_at: Date | null;
  due_at: Date | null;
  state: ChecklistState;
  revision: number;
  version: number;
  sent_at: Date | null;
  sent_by_name: string | null;
  closed_at: Date | null;
  reach_down: string[];
  reach_up: string[];
}

/** By when a desk owes all of it: the limit, else the end. */
export function owedBy({ due_at, ends_at }: Pick<ChecklistRow, 'due_at' | 'ends_at'>): Date | null {
  return due_at ?? ends_at;
}
