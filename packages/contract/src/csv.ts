/**
 * Comma-separated values (RFC 4180) with the physical line on which each row begins, because faults are told, and put
 * right, by line. Pure and small, so that the browser checks a file by the same code as the server. Accepts a byte order
 * mark, any line end, and tabs or semicolons instead of commas, as spreadsheets save them.
 */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Rows with cells trimmed; blank lines left out. Null when a quote is opened and never closed. */
export function parseCsv(source: string): CsvRow[] | null {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, cells: [] };
  let cell = '';
  let quoted = false;
  let line = 1;
  const endCell = () => {
    row.cells.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.cells.some((value) => value !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (char === '"') quoted = false;
      else {
        if (char === '\n') line++;
        cell += char;
      }
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (char === separator) endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i++;
      line++;
      endRow();
    } else cell += char;
  }
  if (quoted) return null;
  endRow();
  return rows;
}

function separatorOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  return [',', '\t', ';'].find((char) => head.includes(char)) ?? ',';
}

/**
 * Rows by column name. Columns may stand in any order and under any of their names; null when a needed one is missing
 * or the text is no CSV.
 */
export function readTable<Column extends string>(
  text: string,
  columns: Record<Column, { names: readonly string[]; needed: boolean }>,
): { line: number; values: Record<Column, string> }[] | null {
  const rows = parseCsv(text);
  const head = rows?.[0]?.cells.map((cell) => cell.toLowerCase().replaceAll(/[\s_-]/g, ''));
  if (!rows || !head) return null;
  const places = new Map<Column, number>();
  for (const column of Object.keys(columns) as Column[]) {
    const at = head.findIndex((cell) => columns[column].names.includes(cell));
    if (at < 0 && columns[column].needed) return null;
    places.set(column, at);
  }
  return rows.slice(1).map(({ line, cells }) => ({
    line,
    values: Object.fromEntries([...places].map(([column, at]) => [column, cells[at] ?? ''])) as Record<Column, string>,
  }));
}
