import { lineage, rangeEnd } from '@muster/contract/areas/area-code';
import * as operations from '@muster/contract/zones/zones.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { regimesById, regimesFor } from './regimes.store.ts';
import { noRelease, releasesOf } from './release.store.ts';
import { spansAt } from './spans.sql.ts';
import { toStretch, toZone, type ZoneRow, zoneColumns, zoneJoins } from './zone-row.ts';
import { readsZones, zonesPolicy } from './zones.policy.ts';

/** A zone that should be released within so long is told beforehand, so that the notice is ready at its hour. */
export const soonMs = 24 * 3_600_000;

/** Zones in the order of the ground: 6号楼 before 10号楼, a compound before its buildings. */
const ground = sql`z.community_code, c.name, coalesce(b.name_key, ''), coalesce(z.unit, 0)::text, z.id`;

export const listZones = view(operations.listZones, {
  allows: readsZones,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const at = input.at ? new Date(input.at) : now;
    const after = decodeCursor(input.cursor, ['text', 'text', 'text', 'text', 'uuid']);
    const soon = new Date(now.getTime() + soonMs);
    const spans = input.due
      ? sql`(select z.* from zones z where z.due_at is not null and z.community_code >= ${under} and z.community_code < ${rangeEnd(under)}
          and ${input.due === 'late' ? sql`z.due_at <= ${now}` : sql`z.due_at > ${now} and z.due_at <= ${soon}`} and z.from_at <= ${now} and (z.to_at is null or z.to_at > ${now}))`
      : spansAt(under, at);
    const { rows } = await sql<
      ZoneRow & { building_key: string }
    >`select ${zoneColumns}, coalesce(b.name_key, '') as building_key from ${spans} z ${zoneJoins}
      where z.level_key is not null
        and ${input.strictness ? sql`z.strictness = ${input.strictness}` : sql`true`} and ${input.compoundId ? sql`z.compound_id = ${input.compoundId}::uuid` : sql`true`}
        and ${after ? sql`(${ground}) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]}, ${after[4]}::uuid)` : sql`true`}
      order by ${ground} limit ${input.limit + 1}`.execute(tx);
    const regimes = await regimesById(tx);
    const releases = input.at ? null : await releasesOf(tx, rows, regimes, now);
    return page(
      rows,
      input.limit,
      (row) => toZone(row, regimes, now, releases?.get(row.id) ?? noRelease),
      (row) => [row.community_code, row.compound_name, row.building_key, String(row.unit ?? 0), row.id],
    );
  },
});

export const listZonesAt = view(operations.listZonesAt, {
  allows: readsZones,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const at = input.at ? new Date(input.at) : now;
    const regimes = [...(await regimesById(tx)).values()];
    const index = new Map(
      regimes.map((regime, position) => [regime.id, { position, levels: new Map(regime.levels.map(({ key }, n) => [key, n])) }]),
    );
    const { rows } = await sql<{
      community_code: string;
      compound_id: string;
      building_id: string | null;
      unit: number | null;
      regime_id: string;
      level_key: string | null;
    }>`select z.community_code, z.compound_id, z.building_id, z.unit, z.regime_id, z.level_key from ${spansAt(under, at)} z`.execute(tx);
    return {
      at: at.toISOString(),
      regimes,
      zones: rows.map((row): [string, string, string | null, number | null, number, number] => {
        const regime = index.get(row.regime_id);
        const level = row.level_key === null ? -1 : (regime?.levels.get(row.level_key) ?? -1);
        return [row.community_code, row.compound_id, row.building_id, row.unit, regime?.position ?? -1, level];
      }),
    };
  },
});

interface SumRow {
  code: string;
  name: string;
  locked: number;
  controlled: number;
  precaution: number;
  overstaying: number;
}

export const summariseZones = view(operations.summariseZones, {
  allows: readsZones,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const at = input.at ? new Date(input.at) : now;
    const length = under.length === 4 ? 6 : under.length === 6 ? 9 : 12;
    const within = sql`community_code >= ${under} and community_code < ${rangeEnd(under)}`;
    // Cut to their levels before they are counted: one row a zone of the moment, never the table.
    const { rows } = await sql<SumRow>`with counted as (
        select left(z.community_code, ${length}) as code, count(*) filter (where z.strictness = 'locked')::int as locked,
          count(*) filter (where z.strictness = 'controlled')::int as controlled, count(*) filter (where z.strictness = 'precaution')::int as precaution
        from ${spansAt(under, at)} z group by 1),
      late as (select left(community_code, ${length}) as code, count(*)::int as overstaying from zones
        where due_at is not null and due_at <= ${now} and from_at <= ${now} and (to_at is null or to_at > ${now}) and ${within} group by 1)
      select a.code, a.short_name as name, coalesce(k.locked, 0) as locked, coalesce(k.controlled, 0) as controlled, coalesce(k.precaution, 0) as precaution,
        coalesce(l.overstaying, 0) as overstaying
      from areas a left join counted k on k.code = a.code left join late l on l.code = a.code
      where length(a.code) = ${length} and a.code >= ${under} and a.code < ${rangeEnd(under)} and a.valid_to is null order by a.code`.execute(
      tx,
    );
    const soon = new Date(now.getTime() + soonMs);
    const { rows: more } = await sql<{ to_release: number; proposals: number }>`select
      (select count(*)::int from zones where due_at is not null and due_at > ${now} and due_at <= ${soon} and from_at <= ${now} and (to_at is null or to_at > ${now}) and ${within}) as to_release,
      (select count(*)::int from zone_proposals where decided_at is null and ${within}) as proposals`.execute(tx);
    const sum = (key: 'locked' | 'controlled' | 'precaution' | 'overstaying') => rows.reduce((total, row) => total + row[key], 0);
    return {
      asOf: at.toISOString(),
      locked: sum('locked'),
      controlled: sum('controlled'),
      precaution: sum('precaution'),
      overstaying: sum('overstaying'),
      toRelease: more[0]?.to_release ?? 0,
      proposals: more[0]?.proposals ?? 0,
      areas: rows,
      may: {
        issue: may(zonesPolicy, principal, 'zone:notice', { areaCode: principal.areaCode }),
        propose: may(zonesPolicy, principal, 'zone:propose', { communityCode: under }),
        setRegime: principal.areaCode !== null && may(zonesPolicy, principal, 'zone:setRegime', { areaCode: principal.areaCode }),
      },
    };
  },
});

export const listZoneHistory = view(operations.listZoneHistory, {
  allows: readsZones,
  async read({ tx, principal, input }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    const { rows } = await sql<ZoneRow>`select ${zoneColumns} from (
        select * from zones z where z.community_code >= ${under} and z.community_code < ${rangeEnd(under)} and (z.to_at is null or z.to_at > z.from_at)
          and ${input.compoundId ? sql`z.compound_id = ${input.compoundId}::uuid` : sql`true`}
          and ${after ? sql`(z.from_at, z.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
        order by z.from_at desc, z.id desc limit ${input.limit + 1}) z ${zoneJoins} order by z.from_at desc, z.id desc`.execute(tx);
    const regimes = await regimesById(tx);
    return page(
      rows,
      input.limit,
      (row) => ({ ...toStretch(row, regimes), compoundName: row.compound_name }),
      (row) => [row.from_at.toISOString(), row.id],
    );
  },
});

export const listZoneRegimes = view(operations.listZoneRegimes, {
  allows: readsZones,
  async read({ tx, principal, input }) {
    const areaCode = input.areaCode ? groundUnder(principal, input.areaCode) : (principal.areaCode ?? '');
    return { items: await regimesFor(tx, lineage(areaCode).at(-1) ?? areaCode) };
  },
});
