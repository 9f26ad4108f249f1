import { zoneProposed } from '@muster/contract/zones/zones.events';
import { proposeZone as operation } from '@muster/contract/zones/zones.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { placeName, readGround, requirePlaces } from '../ground.store.ts';
import { insertProposal } from '../proposals.store.ts';
import { levelOf, regimesById } from '../regimes.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

export const proposeZone = command(operation, {
  action: 'zone:propose',
  async run({ tx, principal, input, now }) {
    const { proposalId, compoundId, buildingId, unit, regimeId, level, note } = input;
    const place = { compoundId, buildingId, unit };
    const ground = await readGround(tx, [compoundId], buildingId ? [buildingId] : [], true);
    const communityCode = ground.compounds.get(compoundId)?.community_code;
    if (!communityCode) throw notFound();
    const permit = authorize(zonesPolicy, principal, 'zone:propose', { communityCode });
    requirePlaces(ground, [place]);
    const regime = (await regimesById(tx)).get(regimeId);
    if (!regime) throw new Problem('zone.level-unknown');
    const levelName = level === null ? '' : levelOf(regime, level).name;
    const id = await insertProposal(tx, {
      ...place,
      id: proposalId,
      communityCode,
      regimeId,
      level,
      byCase: false,
      note,
      now,
      by: principal.personName,
    });
    if (id === null) throw new Problem('zone.proposed-already');
    return {
      permit,
      result: { proposalId },
      events: [event(zoneProposed, { areaCode: communityCode }, { compoundId, place: placeName(ground, place), levelName, byCase: false })],
    };
  },
});
