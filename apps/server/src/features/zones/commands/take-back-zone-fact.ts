import { zoneFactTakenBack } from '@muster/contract/zones/zones.events';
import { takeBackZoneFact as operation } from '@muster/contract/zones/zones.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { refreshDue } from '../due.store.ts';
import { lockFact, takeBackFact } from '../facts.store.ts';
import { placeName, readGround } from '../ground.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

export const takeBackZoneFact = command(operation, {
  action: 'zone:fact',
  async run({ tx, principal, input, now }) {
    const fact = await lockFact(tx, input.factId);
    const permit = authorize(zonesPolicy, principal, 'zone:fact', { communityCode: fact.community_code });
    const ground = await readGround(tx, [fact.compound_id], fact.building_id ? [fact.building_id] : [], true);
    await takeBackFact(tx, fact.id, input.reason, now);
    await refreshDue(tx, [fact.compound_id], now);
    const place = placeName(ground, { compoundId: fact.compound_id, buildingId: fact.building_id, unit: fact.unit });
    return {
      permit,
      result: { factId: fact.id },
      events: [
        event(
          zoneFactTakenBack,
          { areaCode: fact.community_code },
          { compoundId: fact.compound_id, place, kind: fact.kind, reason: input.reason },
        ),
      ],
    };
  },
});
