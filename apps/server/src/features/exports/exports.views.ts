import { getExport as operation } from '@muster/contract/exports/exports.operations';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { exportOf } from './exports.store.ts';

export const getExport = view(operation, {
  allows: (principal) => principal.role !== 'system',
  async read({ tx, input }) {
    const row = await exportOf(tx, input.exportId);
    if (!row) throw notFound();
    return { exportId: row.id, fileName: row.file_name, state: row.state as 'running', rows: row.rows };
  },
});
