import type { getChecklist } from '@muster/contract/checklists/checklists.operations';
import type { ResultOf } from '@muster/contract/operation';

export type ChecklistDetail = ResultOf<typeof getChecklist>;
