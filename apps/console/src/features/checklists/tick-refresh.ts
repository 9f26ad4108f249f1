/** What a tick makes old. */
export const tickRefresh = [
  'listDeskChecklists',
  'getDeskChecklist',
  'getChecklist',
  'getChecklistProgress',
  'listChecklists',
  'getAttention',
  'listAttention',
] as const;
