import { zoneNoticeWithdrawn } from '@muster/contract/zones/zones.events';
import { withdrawZoneNotice as operation } from '@muster/contract/zones/zones.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { refreshDue } from '../due.store.ts';
import { lockNotice, undoNotice, withdrawNoticeRow } from '../notices.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

export const withdrawZoneNotice = command(operation, {
  action: 'zone:notice',
  async run({ tx, principal, input, now }) {
    const notice = await lockNotice(tx, input.noticeId);
    const permit = authorize(zonesPolicy, principal, 'zone:notice', { areaCode: notice.area_code });
    if (notice.withdrawn_at) throw new Problem('zone.notice-withdrawn');
    // What people have been told holds is not taken back but changed, by another notice.
    if (notice.effective_at <= now) throw new Problem('zone.notice-in-effect', { number: notice.number });
    const compoundIds = await undoNotice(tx, notice.id);
    await withdrawNoticeRow(tx, notice.id, input.reason, now);
    await refreshDue(tx, compoundIds, now);
    const place = { areaCode: notice.area_code, reachDown: notice.reach_down, reachUp: notice.reach_up, incidentId: notice.incident_id };
    return {
      permit,
      result: { noticeId: notice.id },
      events: [event(zoneNoticeWithdrawn, place, { noticeId: notice.id, number: notice.number, reason: input.reason })],
    };
  },
});
