import { cityDay } from '@muster/contract/city-time';
import type { ExportList } from '@muster/contract/exports/exports.operations';
import type { ParsedInputOf, ResultOf } from '@muster/contract/operation';
import { operations } from '@muster/contract/operations';
import { Problem } from '../../platform/problem.ts';
import type { Cell, Sheet } from '../../platform/sheets/sheet.ts';
import type { View, ViewFacts } from '../../platform/view.ts';
import { places } from './places.store.ts';
import { type Language, lineWords, say, type Word } from './sheet.words.ts';
import type { Column, Reader, Table } from './table.ts';
import { tables } from './tables.ts';

/** The view that reads a list: the one that serves the screen. */
export type Lists = <N extends ExportList | 'getOrder'>(
  name: N,
) => View<ParsedInputOf<(typeof operations)[N]>, ResultOf<(typeof operations)[N]>>;

/**
 * The input of a list from the filters of an address, checked as the list itself does; faults point into `filters`. Pages of
 * an export may be larger than those that a screen asks for.
 */
export function listInput(list: ExportList, filters: Readonly<Record<string, string>>, page: { limit: number; cursor?: string }): never {
  const { cursor: _, limit: __, ...given } = filters;
  const parsed = operations[list].input.safeParse(given);
  if (parsed.success) return { ...parsed.data, ...page } as never;
  throw new Problem(
    'input.invalid',
    {},
    parsed.error.issues.map((issue) => ({
      pointer: `/filters/${issue.path.map(String).join('/')}`,
      code: issue.code,
      detail: issue.message,
    })),
  );
}

export interface ListSheet extends Sheet {
  fileName: string;
  cells: (items: readonly unknown[]) => Cell[][];
}

/** How a list looks as a sheet, for this reader and these filters. */
export async function sheetOf(
  lists: Lists,
  facts: Omit<ViewFacts<unknown>, 'input'>,
  list: ExportList,
  filters: Record<string, string>,
  language: Language,
): Promise<ListSheet> {
  const table = tables[list] as unknown as Table<ExportList, unknown>;
  const reader: Reader = {
    order: (orderId) => lists('getOrder').read({ ...facts, input: { orderId } }),
    areas: () => lists('listAreas').read({ ...facts, input: { downTo: 'grid' } }),
  };
  const about = (await table.about?.(reader, filters)) ?? null;
  const columns = table.columns(about);
  const place = await places(facts.tx, facts.principal);
  const title = [say(table.title, language), about?.name].filter(Boolean).join(' ');
  const at = new Date(facts.now.getTime() + 8 * 3_600_000).toISOString();
  const time = `${cityDay(facts.now)} ${at.slice(11, 16)}`;
  const named = (word: Word, text: string) => (language === 'zh' ? `${say(word, language)}：${text}` : `${say(word, language)}: ${text}`);
  return {
    title,
    fileName: fileNameOf([title, place, time.replace(':', '')].join('_')),
    line: [named(lineWords.unit, place), named(lineWords.by, facts.principal.personName), named(lineWords.at, time)].join('    '),
    columns: columns.map(({ header, width, kind = 'text', isSummed = false }) => ({
      header: typeof header === 'string' ? header : say(header, language),
      width,
      kind,
      isSummed,
    })),
    totalWord: columns.some((column) => column.isSummed) ? say(lineWords.total, language) : null,
    cells: (items) => items.map((item) => columns.map((column) => cellOf(column, item, language))),
  };
}

function cellOf(column: Column<unknown>, item: unknown, language: Language): Cell {
  const value = column.value(item, language);
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return say(value ? lineWords.yes : lineWords.no, language);
  return column.kind === 'time' && typeof value === 'string' ? new Date(value) : value;
}

/** No letter that a file system or a header refuses. */
function fileNameOf(text: string): string {
  return text
    .replace(/[\\/:*?"<>|\s]+/g, ' ')
    .trim()
    .slice(0, 100);
}
