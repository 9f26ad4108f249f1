import { zoneProposalDeclined } from '@muster/contract/zones/zones.events';
import { declineZoneProposal as operation } from '@muster/contract/zones/zones.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placeName, readGround } from '../ground.store.ts';
import { declineProposal, lockProposal } from '../proposals.store.ts';
import { levelOf, regimesById } from '../regimes.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

export const declineZoneProposal = command(operation, {
  action: 'zone:decide',
  async run({ tx, principal, input, now }) {
    const proposal = await lockProposal(tx, input.proposalId);
    const permit = authorize(zonesPolicy, principal, 'zone:decide', { communityCode: proposal.community_code });
    await declineProposal(tx, proposal.id, input.reason, now);
    const ground = await readGround(tx, [proposal.compound_id], proposal.building_id ? [proposal.building_id] : [], false);
    const regime = (await regimesById(tx)).get(proposal.regime_id);
    const levelName = regime && proposal.level_key ? levelOf(regime, proposal.level_key).name : '';
    const place = placeName(ground, { compoundId: proposal.compound_id, buildingId: proposal.building_id, unit: proposal.unit });
    const facts = { compoundId: proposal.compound_id, place, levelName, reason: input.reason };
    return {
      permit,
      result: { proposalId: proposal.id },
      events: [event(zoneProposalDeclined, { areaCode: proposal.community_code }, facts)],
    };
  },
});
