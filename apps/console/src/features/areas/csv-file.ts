/** A CSV file as its physical lines, because errors are told, and put right, by line. */
export interface CsvFile {
  name: string;
  lines: readonly string[];
}

export const csvMax = 8_000_000;

/** Spreadsheets on Chinese Windows save GB18030, everything else UTF-8: what is no valid UTF-8 is the former. */
export function decodeCsv(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export async function readCsv(file: File): Promise<CsvFile> {
  const text = decodeCsv(await file.arrayBuffer()).replace(/\r\n?/g, '\n');
  const lines = text.split('\n');
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  return { name: file.name, lines };
}

/** Rows without the header. */
export function rowCount(file: CsvFile): number {
  return Math.max(0, file.lines.length - 1);
}

export function withLine(file: CsvFile, line: number, text: string): CsvFile {
  return { ...file, lines: file.lines.map((old, index) => (index === line - 1 ? text : old)) };
}
