import type { FastifyInstance, FastifyReply } from 'fastify';
import { type ExportRow, endExport, fetchExport, type Lists, listInput, noteRows, sheetOf } from '../features/exports/index.ts';
import { inScope } from '../platform/db/scope.ts';
import type { Principal } from '../platform/principal.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { createCsv } from '../platform/sheets/csv-writer.ts';
import type { ByteSink } from '../platform/sheets/sheet.ts';
import { createXlsx } from '../platform/sheets/xlsx-writer.ts';
import { type Runtime, readView, runCommand } from './run-command.ts';

/** Rows that are written in one go: some milliseconds of work, between which everybody else has his turn. */
const chunkRows = 500;
/** Lists that look for their page every time anew (records of a figure: 1 s a page) are read in larger ones. */
const pageRowsMost = 8000;
const slowPageMs = 150;
/** A reader who takes nothing for so long has gone. */
const stalledAfterMs = 60_000;

const contentTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

class Stopped extends Error {
  readonly how: 'cancelled' | 'sessionEnded';
  constructor(how: 'cancelled' | 'sessionEnded') {
    super(how);
    this.how = how;
  }
}

export interface ExportsOptions {
  runtime: Runtime;
  lists: Lists;
  /** Whether each of them is still who he was. */
  standings: (principals: readonly Principal[]) => Promise<('stands' | 'switched' | 'ended')[]>;
}

/**
 * `GET /api/exports/:exportId/file`: the file of an export that was started. Bytes, so no operation of the list.
 *
 * The list is read by its own view, page by page by key, each page in a read transaction of its own in the reader's scope: nothing
 * is held in the database while a slow reader takes his time. Every row that is there from beginning to end is in the file
 * once; what is added or changed meanwhile is there as it was when its page was read, or not at all.
 */
export function registerExports(app: FastifyInstance, options: ExportsOptions): void {
  const { runtime } = options;
  app.get<{ Params: { exportId: string } }>('/api/exports/:exportId/file', async (request, reply) => {
    const signedIn = await app.sessions.principalOf(request);
    if (!signedIn) throw new Problem(app.sessions.tokenOf(request) ? 'session.expired' : 'session.missing');
    const principal = { ...signedIn, address: request.ip };
    const { exportId } = request.params;
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(exportId)) throw notFound();
    const row = await inScope(runtime.city, principal, (tx) => fetchExport(tx, principal, exportId, runtime.now()));
    if (!row) throw notFound();
    const sent = { rows: 0 };
    const end = (how: 'finished' | 'cancelled' | 'sessionEnded' | 'failed') =>
      runCommand(runtime, principal, endExport, { exportId, how, rows: sent.rows }).catch((error) =>
        request.log.error({ err: error }, 'export not ended'),
      );
    const sink = openReply(reply, row);
    try {
      await sendRows(options, principal, row, sink, sent);
      await end('finished');
      reply.raw.end();
    } catch (error) {
      const how = error instanceof Stopped ? error.how : 'failed';
      if (how === 'failed') request.log.error({ err: error }, 'export failed');
      // Cut off, so that nobody takes half a file for the whole.
      reply.raw.destroy();
      await end(how);
    }
  });
}

function openReply(reply: FastifyReply, row: ExportRow): ByteSink {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': contentTypes[row.format],
    'content-disposition': `attachment; filename="export.${row.format}"; filename*=UTF-8''${encodeURIComponent(row.file_name)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  // Written with every page; the whole may take longer than a request is given.
  raw.setTimeout(0);
  let gone = raw.destroyed;
  raw.once('close', () => {
    gone = true;
  });
  return {
    write(bytes) {
      if (gone) return Promise.reject(new Stopped('cancelled'));
      if (raw.write(bytes)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const settle = (act: () => void) => () => {
          clearTimeout(timer);
          raw.off('drain', drained);
          raw.off('close', closed);
          act();
        };
        const drained = settle(resolve);
        const closed = settle(() => reject(new Stopped('cancelled')));
        const timer = setTimeout(closed, stalledAfterMs);
        raw.once('drain', drained);
        raw.once('close', closed);
      });
    },
  };
}

async function sendRows(
  { runtime, lists, standings }: ExportsOptions,
  principal: Principal,
  row: ExportRow,
  sink: ByteSink,
  sent: { rows: number },
) {
  const now = runtime.now();
  const { shared, settings } = runtime;
  const sheet = await inScope(
    runtime.city,
    principal,
    (tx) => sheetOf(lists, { tx, principal, now, shared, settings }, row.list, row.filters, row.language),
    'read',
  );
  const writer = await (row.format === 'xlsx' ? createXlsx : createCsv)(sheet, sink);
  let cursor: string | undefined;
  let limit = chunkRows;
  do {
    const since = performance.now();
    const page = (await readView(
      runtime,
      principal,
      lists(row.list) as never,
      listInput(row.list, row.filters, { limit, ...(cursor ? { cursor } : {}) }),
    )) as { items: unknown[]; nextCursor?: string | null };
    if (performance.now() - since > slowPageMs) limit = Math.min(2 * limit, pageRowsMost);
    for (let at = 0; at < page.items.length; at += chunkRows) {
      // Whoever was signed out, or took another role, gets no more.
      if (sent.rows > 0) {
        const [[stands], runs] = await Promise.all([
          standings([principal]),
          inScope(runtime.city, principal, (tx) => noteRows(tx, row.id, sent.rows, runtime.now())),
        ]);
        if (stands !== 'stands') throw new Stopped('sessionEnded');
        if (!runs) throw new Stopped('cancelled');
      }
      const items = page.items.slice(at, at + chunkRows);
      await writer.rows(sheet.cells(items));
      sent.rows += items.length;
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  await writer.end();
}
