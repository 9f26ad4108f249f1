/** A table to be written into a file, row by row, while it is being read. */
export interface Sheet {
  /** Above the table, merged over its width, and the name of the leaf. */
  title: string;
  /** Whose, by whom, when. */
  line: string;
  columns: readonly SheetColumn[];
  /** The word in front of the sums; null where nothing is summed. */
  totalWord: string | null;
}

export interface SheetColumn {
  header: string;
  /** Width in letters of Latin text; Chinese ones count two. */
  width: number;
  kind: 'text' | 'number' | 'time';
  /** Its numbers are added up below the table. */
  isSummed?: boolean;
}

/** Codes are texts: a spreadsheet would take the tail of a long one for noise. Times are instants. */
export type Cell = string | number | Date | null;

/** Where the bytes go. Resolves when there is room for more; rejects when nobody takes them any longer. */
export interface ByteSink {
  write: (bytes: Buffer) => Promise<void>;
}

export interface SheetWriter {
  rows: (rows: readonly (readonly Cell[])[]) => Promise<void>;
  end: () => Promise<void>;
}

/** Sums of the columns that have one. */
export function createSums(columns: readonly SheetColumn[]) {
  const sums = columns.map(() => 0);
  return {
    add(row: readonly Cell[]) {
      columns.forEach((column, at) => {
        const cell = row[at];
        if (column.isSummed && typeof cell === 'number') sums[at] = (sums[at] as number) + cell;
      });
    },
    row: (word: string): Cell[] => columns.map((column, at) => (column.isSummed ? (sums[at] as number) : at === 0 ? word : null)),
  };
}
