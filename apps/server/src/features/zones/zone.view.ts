import { holds, placeKey, touches, type ZonePlace } from '@muster/contract/zones/zone-places';
import { getZone as operation } from '@muster/contract/zones/zones.operations';
import type { ZoneFact } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { may } from '../../platform/policy.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { concerns, type FactRow, factsOf } from './facts.store.ts';
import { placeName, readGround } from './ground.store.ts';
import { levelOf, regimesById } from './regimes.store.ts';
import { noRelease, releasesOf } from './release.store.ts';
import { placeText, toStretch, toZone, type ZoneRow, zoneColumns, zoneJoins } from './zone-row.ts';
import { readsZones, zonesPolicy } from './zones.policy.ts';

const placeOf = (row: Pick<ZoneRow, 'compound_id' | 'building_id' | 'unit'>): ZonePlace => ({
  compoundId: row.compound_id,
  buildingId: row.building_id,
  unit: row.unit,
});

export const getZone = view(operation, {
  allows: readsZones,
  async read({ tx, principal, input, now }) {
    const { rows } = await sql<
      ZoneRow & { reason: string | null }
    >`select ${zoneColumns}, n.reason from zones z ${zoneJoins} where z.id = ${input.zoneId}`.execute(tx);
    const [row] = rows;
    if (!row || row.level_key === null) throw notFound();
    const regimes = await regimesById(tx);
    const regime = regimes.get(row.regime_id);
    if (!regime) throw notFound();
    const level = levelOf(regime, row.level_key);
    const place = placeOf(row);
    const [facts, past, releases] = [
      await factsOf(tx, [row.compound_id]),
      await pastOf(tx, row.compound_id),
      await releasesOf(tx, [row], regimes, now),
    ];
    const holdsNow = (one: ZoneRow) => one.from_at <= now && (one.to_at === null || one.to_at > now);
    const communityCode = row.community_code;
    return {
      ...toZone(row, regimes, now, releases.get(row.id) ?? noRelease),
      place: placeText(row),
      regimeName: regime.name,
      level,
      releaseToName: level.releaseTo === null ? null : levelOf(regime, level.releaseTo).name,
      reason: row.reason ?? '',
      facts: await shown(
        tx,
        facts.filter(
          (fact) =>
            concerns(fact, place) || touches({ compoundId: fact.compound_id, buildingId: fact.building_id, unit: fact.unit }, place),
        ),
      ),
      around: past
        .filter((one) => one.id !== row.id && holdsNow(one) && touches(placeOf(one), place))
        .map((one) => toStretch(one, regimes)),
      history: past
        .filter((one) => placeKey(placeOf(one)) === placeKey(place) || holds(placeOf(one), place))
        .map((one) => toStretch(one, regimes)),
      may: {
        issue:
          may(zonesPolicy, principal, 'zone:notice', { areaCode: principal.areaCode }) &&
          may(zonesPolicy, principal, 'zone:decide', { communityCode }),
        propose: may(zonesPolicy, principal, 'zone:propose', { communityCode }),
        recordFact: may(zonesPolicy, principal, 'zone:fact', { communityCode }),
      },
    };
  },
});

/** Everything that held in a compound, newest first; what was withdrawn before it began is not its past. */
async function pastOf(tx: Tx, compoundId: string): Promise<ZoneRow[]> {
  const { rows } = await sql<ZoneRow>`select ${zoneColumns} from zones z ${zoneJoins}
    where z.compound_id = ${compoundId} and (z.to_at is null or z.to_at > z.from_at) order by z.from_at desc, z.id limit 200`.execute(tx);
  return rows;
}

async function shown(tx: Tx, facts: readonly FactRow[]): Promise<ZoneFact[]> {
  const buildings = [...new Set(facts.flatMap((fact) => fact.building_id ?? []))];
  const ground = await readGround(tx, [...new Set(facts.map((fact) => fact.compound_id))], buildings, false);
  return facts
    .map((fact) => ({
      id: fact.id,
      kind: fact.kind,
      place: placeName(ground, { compoundId: fact.compound_id, buildingId: fact.building_id, unit: fact.unit }),
      at: fact.at.toISOString(),
      count: fact.count,
      negative: fact.negative,
      recordedAt: fact.recorded_at.toISOString(),
      recordedBy: fact.recorded_by_name,
      takenBack: fact.taken_back_at ? { at: fact.taken_back_at.toISOString(), reason: fact.take_back_reason ?? '' } : null,
    }))
    .reverse();
}
