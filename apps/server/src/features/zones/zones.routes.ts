import { routes } from '../../platform/routes.ts';
import { declineZoneProposal } from './commands/decline-zone-proposal.ts';
import { issueZoneNotice } from './commands/issue-zone-notice.ts';
import { proposeZone } from './commands/propose-zone.ts';
import { recordZoneFact } from './commands/record-zone-fact.ts';
import { setZoneRegime } from './commands/set-zone-regime.ts';
import { takeBackZoneFact } from './commands/take-back-zone-fact.ts';
import { withdrawZoneNotice } from './commands/withdraw-zone-notice.ts';
import { getZoneNotice, listZoneNotices, listZoneProposals, previewZoneNotice } from './notices.views.ts';
import { getZone } from './zone.view.ts';
import { listZoneHistory, listZoneRegimes, listZones, listZonesAt, summariseZones } from './zones.views.ts';

export const zonesRoutes = routes([
  listZones,
  listZonesAt,
  summariseZones,
  getZone,
  listZoneHistory,
  listZoneRegimes,
  listZoneNotices,
  getZoneNotice,
  listZoneProposals,
  previewZoneNotice,
  issueZoneNotice,
  withdrawZoneNotice,
  recordZoneFact,
  takeBackZoneFact,
  proposeZone,
  declineZoneProposal,
  setZoneRegime,
]);
