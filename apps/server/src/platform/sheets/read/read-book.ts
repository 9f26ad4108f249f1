import { Worker } from 'node:worker_threads';
import { type Book, type Leaf, UnreadableBook } from './book.ts';
import type { SheetJob } from './sheet-worker.ts';

/** A workbook that needs more is refused; it takes nobody else with it. */
const megabytesMost = 1024;
const secondsMost = 120;

interface Message {
  leaf?: Omit<Leaf, 'rows'>;
  rows?: string[][];
  refused?: { code: UnreadableBook['code']; params: Record<string, string> };
  end?: true;
}

/** Reads a file in a thread of its own, bounded in memory and time. Rejects with `UnreadableBook`. */
export function readBook(job: SheetJob): Promise<Book> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: megabytesMost },
    // What the tests' runner needs for itself is nothing for here.
    execArgv: [],
  });
  const leaves: Leaf[] = [];
  return new Promise<Book>((resolve, reject) => {
    const timer = setTimeout(() => reject(new UnreadableBook('file.too-heavy')), secondsMost * 1000);
    worker.on('message', ({ leaf, rows, refused, end }: Message) => {
      if (leaf) leaves.push({ ...leaf, rows: [] });
      if (rows) for (const row of rows) leaves.at(-1)?.rows.push(row);
      if (refused) reject(new UnreadableBook(refused.code, refused.params));
      if (end) resolve({ leaves });
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new UnreadableBook('file.too-heavy') : error),
    );
    worker.on('exit', () => {
      clearTimeout(timer);
      reject(new UnreadableBook('file.unreadable'));
    });
  }).finally(() => void worker.terminate());
}
