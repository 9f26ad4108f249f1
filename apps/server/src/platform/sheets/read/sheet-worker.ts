/** Runs in a thread of its own (`read-book.ts`): a workbook of a hundred thousand rows takes a second of computing that nobody else waits for. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type Book, UnreadableBook } from './book.ts';
import { readTextBook } from './read-text.ts';
import type { SheetJob } from './sheet-job.ts';
import { unpackedSize } from './unpacked-size.ts';

/** A workbook of a hundred thousand rows unpacks to a tenth of this. */
const unpackedMost = 600 * 1024 * 1024;
const rowsAtOnce = 2000;

async function readIt({ path, kind, name, rowsMost }: SheetJob): Promise<Book> {
  const data = readFileSync(path);
  if (kind === 'text') return readTextBook(data, name, rowsMost);
  // Each library is loaded by who needs it: one of them takes as long as reading a small file.
  if (kind === 'xls') return (await import('./read-xls.ts')).readXlsBook(data, rowsMost);
  if (unpackedSize(data) > unpackedMost) throw new UnreadableBook('file.too-heavy');
  return (await import('./read-xlsx.ts')).readXlsxBook(data, rowsMost);
}

async function tellBook(job: SheetJob): Promise<void> {
  const { leaves } = await readIt(job);
  const rows = leaves.reduce((sum, leaf) => sum + leaf.rows.filter((row) => row.length > 0).length, 0);
  // A few rows more: titles and headers are no rows of data.
  if (rows > job.rowsMost + 500) throw new UnreadableBook('file.too-long', { most: String(job.rowsMost) });
  for (const { rows: all, ...leaf } of leaves) {
    parentPort?.postMessage({ leaf });
    for (let from = 0; from < all.length; from += rowsAtOnce) parentPort?.postMessage({ rows: all.slice(from, from + rowsAtOnce) });
  }
  parentPort?.postMessage({ end: true });
}

const job = workerData as SheetJob;
try {
  if (job.annotate) {
    const { annotateBook } = await import('./annotate-book.ts');
    parentPort?.postMessage({ annotated: await annotateBook(job, job.annotate.title, job.annotate.notes) });
  } else await tellBook(job);
} catch (error) {
  const { code, params } = error instanceof UnreadableBook ? error : new UnreadableBook('file.unreadable');
  parentPort?.postMessage({ refused: { code, params } });
}
