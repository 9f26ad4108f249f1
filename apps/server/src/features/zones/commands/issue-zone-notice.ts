import type { ResultOf } from '@muster/contract/operation';
import { zoneNoticeIssued } from '@muster/contract/zones/zones.events';
import { issueZoneNotice as operation } from '@muster/contract/zones/zones.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { requireActiveIncident } from '../../incidents/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { refreshDue } from '../due.store.ts';
import { insertNotice, reachOf } from '../notices.store.ts';
import { confirmProposals } from '../proposals.store.ts';
import { resolveNotice } from '../resolve-notice.ts';
import { endSpans, insertSpans } from '../spans.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

export const issueZoneNotice = command(operation, {
  action: 'zone:notice',
  async run({ tx, principal, input, now }) {
    const { areaCode } = principal;
    const permit = authorize(zonesPolicy, principal, 'zone:notice', { areaCode });
    if (areaCode === null) throw new Problem('not-permitted');
    const incident = await requireActiveIncident(tx);
    const resolved = await resolveNotice(tx, areaCode, input, now, true);
    // A repeat finds everything changed already: the journal is asked before that is called a notice that changes nothing.
    const before = await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    const { at, ends, begins, preview, communities } = resolved;
    if (ends.length + begins.length === 0) throw new Problem('zone.changes-nothing');
    const reach = await reachOf(tx, areaCode, communities, now);
    const notice = { id: input.noticeId, regimeId: resolved.regime.id, at };
    const written = { number: input.number, reason: input.reason, text: input.text, items: input.items, by: principal.personName };
    await insertNotice(tx, { ...notice, ...written, ...reach, areaCode, incidentId: incident.id, now, sums: sumsOf(preview) });
    await endSpans(tx, ends, at, notice.id, now);
    await insertSpans(tx, begins, notice);
    await refreshDue(tx, resolved.compoundIds, now);
    await confirmProposals(tx, { id: notice.id, compoundIds: resolved.compoundIds, after: resolved.after, named: input.proposalIds }, now);
    return {
      permit,
      result: { noticeId: notice.id, compounds: preview.compounds, zones: begins.length },
      events: [
        event(
          zoneNoticeIssued,
          { areaCode, ...reach, incidentId: incident.id },
          {
            noticeId: notice.id,
            number: input.number,
            compounds: preview.compounds,
            households: preview.households,
            effectiveAt: at.toISOString(),
          },
        ),
      ],
    };
  },
});

const sumsOf = ({ compounds, households, residents }: { compounds: number; households: number; residents: number }) => ({
  compounds,
  households,
  residents,
});
