import { compoundImportRead } from '@muster/contract/compounds/compounds.events';
import type { ImportRefusalCode } from '@muster/contract/compounds/import-faults';
import { event, type Facts, internalCommand, noEvent } from '../../../../platform/command.ts';
import { authorize } from '../../../../platform/policy.ts';
import { compoundsPolicy } from '../../compounds.policy.ts';
import { type ImportCounts, insertLines, lockImport } from '../imports.store.ts';
import type { Plan } from '../plan.ts';

export type Reading = { plan: Plan } | { refusal: { code: ImportRefusalCode; params: Record<string, string> } };

/** Keeps what was read, or why nothing was; whoever comes second, after a crash or on another server, finds it done. */
export const keepImportPlan = internalCommand('keepImportPlan', {
  action: 'compound:import',
  async run({ tx, principal, input, now }: Facts<{ importId: string; reading: Reading }>) {
    const row = await lockImport(tx, input.importId);
    const permit = authorize(compoundsPolicy, principal, 'compound:import', { communityCode: row.area_code });
    if (row.state !== 'reading') return { permit, result: {}, events: noEvent('it had been read before') };
    const { reading } = input;
    const file = { importId: row.id, fileName: row.file_name };
    const place = { areaCode: row.area_code, personId: row.person_id };
    if ('refusal' in reading) {
      const { refusal } = reading;
      await tx
        .updateTable('compound_imports')
        .set({ state: 'refused', refusal: JSON.stringify(refusal), ended_at: now })
        .where('id', '=', row.id)
        .execute();
      return {
        permit,
        result: {},
        events: [event(compoundImportRead, place, { ...file, compounds: 0, faulty: 0, refusal: refusal.code })],
      };
    }
    const { leaves, lines } = reading.plan;
    await insertLines(tx, row, lines);
    const counts = countsOf(reading.plan);
    await tx
      .updateTable('compound_imports')
      .set({ state: 'ready', leaves: JSON.stringify(leaves), counts: JSON.stringify(counts), todo: counts.add + counts.change })
      .where('id', '=', row.id)
      .execute();
    return {
      permit,
      result: {},
      events: [event(compoundImportRead, place, { ...file, compounds: lines.length, faulty: counts.faulty, refusal: null })],
    };
  },
});

function countsOf({ leaves, lines }: Plan): ImportCounts {
  const of = (outcome: string) => lines.filter((line) => line.outcome === outcome);
  const sum = (key: 'buildingsAdd' | 'buildingsChange') =>
    lines.reduce((total, line) => total + (line.outcome === 'faulty' ? 0 : line.shown[key]), 0);
  return {
    rows: leaves.reduce((total, leaf) => total + leaf.rows, 0),
    add: of('add').length,
    change: of('change').length,
    same: of('same').length,
    faulty: of('faulty').length,
    buildingsAdd: sum('buildingsAdd'),
    buildingsChange: sum('buildingsChange'),
  };
}
