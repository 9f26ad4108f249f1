import type { CompoundKind, CompoundLack } from '@muster/contract/compounds/compound-kinds';
import type { ImportFault } from '@muster/contract/compounds/import.operations';
import type { ImportColumn, ImportFaultCode } from '@muster/contract/compounds/import-faults';

/** What a file says of a compound; absent is what it says nothing of, which stays as it is. */
export interface Given {
  aliases?: string[];
  road?: string;
  number?: string;
  yard?: string;
  kind?: CompoundKind;
  lacks?: CompoundLack[];
  gates?: string[];
  /** Of the whole compound, over all its buildings. */
  households?: number;
  residents?: number;
  buildingCount?: number;
}

export interface GivenBuilding {
  row: number;
  name: string;
  units?: number;
  floors?: number;
  households?: number;
  residents?: number;
}

/** One compound of a file, from one row or many; or a row that is none, with its faults. */
export interface SheetLine {
  leaf: number;
  /** All rows it is made of, as the sheet counts; the first one is where it is shown. */
  rows: number[];
  community: { code: string; name: string } | null;
  gridCode: string | null;
  name: string;
  given: Given;
  buildings: GivenBuilding[];
  faults: ImportFault[];
}

/** Cells of one row by what they mean, and the hand that notes a fault at one of them. */
export interface SheetRow {
  text: (column: ImportColumn) => string;
  /** Repeats the first cell of a merged range over several rows. */
  isRepeat: (column: ImportColumn) => boolean;
  /** A range over several rows begins here. */
  spans: (column: ImportColumn) => boolean;
  fault: (column: ImportColumn | null, code: ImportFaultCode, params?: Record<string, string>) => void;
}

export const nameMost = 60;
