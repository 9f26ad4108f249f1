import { Worker } from 'node:worker_threads';
import type { Notes } from './annotate-xlsx.ts';
import { type Book, type Leaf, UnreadableBook } from './book.ts';
import type { SheetJob } from './sheet-job.ts';

/** A workbook that needs more is refused; it takes nobody else with it. */
const megabytesMost = 1024;
const secondsMost = 120;

interface Message {
  leaf?: Omit<Leaf, 'rows'>;
  rows?: string[][];
  refused?: { code: UnreadableBook['code']; params: Record<string, string> };
  end?: true;
  annotated?: Uint8Array;
}

/** Reads a file in a thread of its own, bounded in memory and time. Rejects with `UnreadableBook`. */
export async function readBook(job: Omit<SheetJob, 'annotate'>): Promise<Book> {
  const leaves: Leaf[] = [];
  await inThread<true>(job, ({ leaf, rows, end }) => {
    if (leaf) leaves.push({ ...leaf, rows: [] });
    if (rows) for (const row of rows) leaves.at(-1)?.rows.push(row);
    return end;
  });
  return { leaves };
}

/** The same file with a column of notes in red. */
export function annotatedBook(job: SheetJob & { annotate: { title: string; notes: Notes[] } }): Promise<Uint8Array> {
  return inThread<Uint8Array>(job, ({ annotated }) => annotated);
}

function inThread<T>(job: SheetJob, take: (message: Message) => T | undefined): Promise<T> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: megabytesMost },
    // What the tests' runner needs for itself is nothing for here.
    execArgv: [],
  });
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new UnreadableBook('file.too-heavy')), secondsMost * 1000);
    worker.on('message', (message: Message) => {
      if (message.refused) reject(new UnreadableBook(message.refused.code, message.refused.params));
      const taken = take(message);
      if (taken !== undefined) resolve(taken);
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
