import type { ExportList } from '@muster/contract/exports/exports.operations';
import type { ResultOf } from '@muster/contract/operation';
import type { operations } from '@muster/contract/operations';
import type { Cell, SheetColumn } from '../../platform/sheets/sheet.ts';
import type { Language, Word } from './sheet.words.ts';

export interface Column<Item> {
  header: Word | string;
  width: number;
  kind?: SheetColumn['kind'];
  isSummed?: boolean;
  value: (item: Item, language: Language) => Cell | boolean | undefined;
}

export interface Table<N extends ExportList, Item = ResultOf<(typeof operations)[N]>['items'][number]> {
  title: Word;
  /** What one list is of, for title and columns: the order of its receipts. */
  about?: (read: Reader, filters: Record<string, string>) => Promise<About>;
  columns: (about: About | null) => readonly Column<Item>[];
}

export interface About {
  name: string;
  order?: ResultOf<(typeof operations)['getOrder']>;
  areaNames?: ReadonlyMap<string, string>;
  /** Of its questions the one that the list is about. */
  question?: string;
}

export interface Reader {
  order: (orderId: string) => Promise<ResultOf<(typeof operations)['getOrder']>>;
  areas: () => Promise<ResultOf<(typeof operations)['listAreas']>>;
}
