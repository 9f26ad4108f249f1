import { placeDepth, placeKey, type ZonePlace } from '@muster/contract/zones/zone-places';
import { zoneFactRecorded, zoneProposed } from '@muster/contract/zones/zones.events';
import { recordZoneFact as operation } from '@muster/contract/zones/zones.operations';
import { command, event, type NewEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import type { Principal } from '../../../platform/principal.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { refreshDue } from '../due.store.ts';
import { insertFact } from '../facts.store.ts';
import { type Ground, placeName, readGround, requirePlaces } from '../ground.store.ts';
import { insertProposal } from '../proposals.store.ts';
import { levelOf, regimesById } from '../regimes.store.ts';
import { spansOf } from '../spans.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

export const recordZoneFact = command(operation, {
  action: 'zone:fact',
  async run({ tx, principal, input, now }) {
    const { factId, compoundId, buildingId, unit, kind, count, negative } = input;
    const place: ZonePlace = { compoundId, buildingId, unit };
    const ground = await readGround(tx, [compoundId], buildingId ? [buildingId] : [], true);
    const compound = ground.compounds.get(compoundId);
    if (!compound) throw notFound();
    const communityCode = compound.community_code;
    const permit = authorize(zonesPolicy, principal, 'zone:fact', { communityCode });
    requirePlaces(ground, [place]);
    const at = new Date(input.at);
    if (at > now) throw new Problem('zone.fact-in-future');
    await insertFact(tx, { ...place, id: factId, communityCode, kind, at, count, negative, now, by: principal.personName });
    const name = placeName(ground, place);
    const proposed = kind === 'case' ? await proposeByCase(tx, { principal, ground, place, at, now }) : null;
    await refreshDue(tx, [compoundId], now);
    const facts = { compoundId, place: name, kind, at: at.toISOString() };
    const told: NewEvent[] = proposed
      ? [event(zoneProposed, { areaCode: communityCode }, { compoundId, place: name, levelName: proposed.levelName, byCase: true })]
      : [];
    return {
      permit,
      result: { factId, proposalId: proposed?.id ?? null },
      events: [event(zoneFactRecorded, { areaCode: communityCode }, facts), ...told],
    };
  },
});

/** A case inside of a zone whose level says so: the place is proposed for the stricter level, to be confirmed at once. */
async function proposeByCase(
  tx: Tx,
  facts: { principal: Principal; ground: Ground; place: ZonePlace; at: Date; now: Date },
): Promise<{ id: string; levelName: string } | null> {
  const { principal, ground, place, at, now } = facts;
  const regimes = await regimesById(tx);
  const spans = await spansOf(tx, [place.compoundId], now, regimes);
  const chain = [place, { ...place, unit: null }, { ...place, buildingId: null, unit: null }].map(placeKey);
  const [zone] = spans.filter((span) => chain.includes(placeKey(span.place))).sort((a, b) => placeDepth(b.place) - placeDepth(a.place));
  const regime = zone?.status && regimes.get(zone.status.regimeId);
  // The case for which it was closed, written down afterwards, is not one that was found inside.
  if (!zone?.status || !regime || at < zone.status.since) return null;
  const level = levelOf(regime, zone.status.levelKey);
  if (level.onCase === null) return null;
  const communityCode = ground.compounds.get(place.compoundId)?.community_code as string;
  const levelName = levelOf(regime, level.onCase).name;
  const id = await insertProposal(tx, {
    ...place,
    communityCode,
    regimeId: regime.id,
    level: level.onCase,
    byCase: true,
    note: `${level.name}内发现病例`,
    now,
    by: principal.personName,
  });
  return id ? { id, levelName } : null;
}
