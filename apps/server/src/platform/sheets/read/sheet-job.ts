import type { Notes } from './annotate-xlsx.ts';

/** What is asked of the thread that reads sheets. */
export interface SheetJob {
  path: string;
  kind: 'xlsx' | 'xls' | 'text';
  name: string;
  rowsMost: number;
  /** Said where the file is not to be read but to be given back with a column more. */
  annotate?: { title: string; notes: Notes[] };
}
