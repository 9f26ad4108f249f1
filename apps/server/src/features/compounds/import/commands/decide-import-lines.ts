import { decideImportLines as operation } from '@muster/contract/compounds/import.operations';
import { sql } from 'kysely';
import { command, noEvent } from '../../../../platform/command.ts';
import { authorize } from '../../../../platform/policy.ts';
import { compoundsPolicy } from '../../compounds.policy.ts';
import { countUndecided, lockImport, requireState } from '../imports.store.ts';

/** Only a compound that was offered can be chosen. */
export const decideImportLines = command(operation, {
  action: 'compound:import',
  async run({ tx, principal, input }) {
    const { importId, decisions, rest } = input;
    const row = await lockImport(tx, importId);
    const permit = authorize(compoundsPolicy, principal, 'compound:import', { communityCode: row.area_code });
    requireState(row, 'ready');
    const [ns, what] = [decisions.map(({ n }) => n), decisions.map(({ decision }) => decision)];
    if (ns.length > 0)
      await sql`update compound_import_lines l set decision = d.decision from unnest(${ns}::int[], ${what}::text[]) as d(n, decision)
        where l.import_id = ${importId}::uuid and l.n = d.n and l.asks
          and (d.decision is null or d.decision = 'new' or l.shown -> 'candidates' @> jsonb_build_array(jsonb_build_object('id', d.decision)))`.execute(
        tx,
      );
    if (rest)
      await sql`update compound_import_lines set decision = case when ${rest} = 'new' then 'new' else shown #>> '{candidates,0,id}' end
        where import_id = ${importId}::uuid and asks and decision is null`.execute(tx);
    return {
      permit,
      result: { undecided: await countUndecided(tx, importId) },
      events: noEvent('a sheet on a desk; what comes of it is told when it is stored'),
    };
  },
});
