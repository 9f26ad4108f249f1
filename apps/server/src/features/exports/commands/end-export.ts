import { exportEnded, type exportEnds } from '@muster/contract/exports/exports.events';
import { event, internalCommand, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { exportPolicy } from '../exports.policy.ts';
import { closeExport } from '../exports.store.ts';

/** Writes down how an export ended and how many rows had left; one that has ended already stays as it is. */
export const endExport = internalCommand('endExport', {
  action: 'export:end',
  async run({
    tx,
    principal,
    input,
    now,
  }: {
    tx: Parameters<typeof closeExport>[0];
    principal: Parameters<typeof authorize>[1];
    input: EndInput;
    now: Date;
  }) {
    const permit = authorize(exportPolicy, principal, 'export:end', null);
    const row = await closeExport(tx, input.exportId, input.how, input.rows, now);
    if (!row) return { permit, result: {}, events: noEvent('it had ended before') };
    const place = { areaCode: principal.areaCode, unitId: principal.unitId };
    return {
      permit,
      result: {},
      events: [event(exportEnded, place, { exportId: row.id, list: row.list, format: row.format, rows: row.rows, how: input.how })],
    };
  },
});

export interface EndInput {
  exportId: string;
  how: (typeof exportEnds)[number];
  rows: number;
}
