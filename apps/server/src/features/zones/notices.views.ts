import { rangeEnd } from '@muster/contract/areas/area-code';
import type { ZonePlace } from '@muster/contract/zones/zone-places';
import * as operations from '@muster/contract/zones/zones.operations';
import type { ZoneItem, ZoneNotice } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import { authorize, may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { groundUnder } from '../compounds/index.ts';
import { placeName, readGround } from './ground.store.ts';
import { regimesById } from './regimes.store.ts';
import { resolveNotice } from './resolve-notice.ts';
import { type ControlledPlaceRow, toStretch, type ZoneRow, zoneColumns, zoneJoins } from './zone-row.ts';
import { readsZones, zonesPolicy } from './zones.policy.ts';

interface NoticeRow {
  id: string;
  area_code: string;
  area_name: string;
  number: string;
  regime_id: string;
  effective_at: Date;
  issued_at: Date;
  issued_by_name: string;
  reason: string;
  body: string;
  items: ZoneItem[];
  compounds: number;
  households: number;
  residents: number;
  withdrawn_at: Date | null;
  withdraw_reason: string | null;
}
const columns = sql`n.id, n.area_code, a.short_name as area_name, n.number, n.regime_id, n.effective_at, n.issued_at, n.issued_by_name, n.reason, n.body, n.items,
  n.compounds, n.households, n.residents, n.withdrawn_at, n.withdraw_reason`;

function toNotice(row: NoticeRow, principal: Principal, now: Date): ZoneNotice {
  const mayChange = may(zonesPolicy, principal, 'zone:notice', { areaCode: row.area_code });
  return {
    id: row.id,
    areaCode: row.area_code,
    areaName: row.area_name,
    number: row.number,
    regimeId: row.regime_id,
    effectiveAt: row.effective_at.toISOString(),
    issuedAt: row.issued_at.toISOString(),
    issuedBy: row.issued_by_name,
    reason: row.reason,
    withdrawn: row.withdrawn_at ? { at: row.withdrawn_at.toISOString(), reason: row.withdraw_reason ?? '' } : null,
    compounds: row.compounds,
    households: row.households,
    residents: row.residents,
    may: { withdraw: mayChange && row.withdrawn_at === null && row.effective_at > now },
  };
}

export const listZoneNotices = view(operations.listZoneNotices, {
  allows: readsZones,
  async read({ tx, principal, input, now }) {
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    const { rows } = await sql<NoticeRow>`select ${columns} from zone_notices n join areas a on a.code = n.area_code
      where ${input.areaCode ? sql`n.area_code = ${input.areaCode}` : sql`true`}
        and ${after ? sql`(n.issued_at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
      order by n.issued_at desc, n.id desc limit ${input.limit + 1}`.execute(tx);
    return page(
      rows,
      input.limit,
      (row) => toNotice(row, principal, now),
      (row) => [row.issued_at.toISOString(), row.id],
    );
  },
});

export const getZoneNotice = view(operations.getZoneNotice, {
  allows: readsZones,
  async read({ tx, principal, input, now }) {
    const { rows } =
      await sql<NoticeRow>`select ${columns} from zone_notices n join areas a on a.code = n.area_code where n.id = ${input.noticeId}`.execute(
        tx,
      );
    const [row] = rows;
    if (!row) throw notFound();
    const regimes = await regimesById(tx);
    const { rows: zones } = await sql<ZoneRow>`select ${zoneColumns} from zones z ${zoneJoins} where z.notice_id = ${row.id}::uuid
      order by array_position(array['locked', 'controlled'], z.strictness) nulls last, z.community_code, c.name, b.name_key nulls first, z.unit, z.id limit 2000`.execute(
      tx,
    );
    return {
      ...toNotice(row, principal, now),
      text: row.body,
      regimeName: regimes.get(row.regime_id)?.name ?? '',
      items: await namedItems(tx, row.items, (key) => regimes.get(row.regime_id)?.levels.find((level) => level.key === key)?.name ?? key),
      zones: zones.map((zone) => toStretch(zone, regimes)),
    };
  },
});

/** What a notice names, by name: only what the reader sees; places elsewhere stay unnamed. */
async function namedItems(tx: Tx, items: readonly ZoneItem[], levelName: (key: string) => string) {
  const includes = items.flatMap(({ include }) => include);
  const places: ZonePlace[] = [...includes.flatMap((one) => (one.kind === 'place' ? [one] : [])), ...items.flatMap(({ except }) => except)];
  const ground = await readGround(
    tx,
    [...new Set(places.map((place) => place.compoundId))],
    [...new Set(places.flatMap(({ buildingId }) => buildingId ?? []))],
    false,
  );
  const names = await areaNames(
    tx,
    includes.flatMap((one) => (one.kind === 'area' ? [one.areaCode] : [])),
  );
  const seen = (texts: string[]) => texts.filter((text) => text !== '');
  return items.map((item) => ({
    ...item,
    levelName: item.level === null ? null : levelName(item.level),
    includeText: seen(
      item.include.map((one) =>
        one.kind === 'place' ? placeName(ground, one) : `${names.get(one.areaCode) ?? ''}${one.rest ? '其余小区' : '全部小区'}`,
      ),
    ),
    exceptText: seen(item.except.map((place) => placeName(ground, place))),
  }));
}

export const previewZoneNotice = view(operations.previewZoneNotice, {
  allows: readsZones,
  async read({ tx, principal, input, now }) {
    const { areaCode } = principal;
    authorize(zonesPolicy, principal, 'zone:notice', { areaCode });
    if (areaCode === null) throw new Problem('not-permitted');
    return (await resolveNotice(tx, areaCode, input, now, false)).preview;
  },
});

interface ProposalRow extends ControlledPlaceRow {
  regime_id: string;
  level_key: string | null;
  by_case: boolean;
  note: string;
  proposed_at: Date;
  proposed_by_name: string;
}

export const listZoneProposals = view(operations.listZoneProposals, {
  allows: readsZones,
  async read({ tx, principal, input }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    const { rows } =
      await sql<ProposalRow>`select p.id, p.compound_id, c.name as compound_name, p.building_id, b.name as building_name, p.unit, p.community_code,
        a.short_name as community_name, p.regime_id, p.level_key, p.by_case, p.note, p.proposed_at, p.proposed_by_name
      from zone_proposals p join compounds c on c.id = p.compound_id join areas a on a.code = p.community_code left join buildings b on b.id = p.building_id
      where p.decided_at is null and p.community_code >= ${under} and p.community_code < ${rangeEnd(under)}
        and ${after ? sql`(p.proposed_at, p.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
      order by p.proposed_at, p.id limit ${input.limit + 1}`.execute(tx);
    const regimes = await regimesById(tx);
    return page(
      rows,
      input.limit,
      (row) => {
        const level = regimes.get(row.regime_id)?.levels.find(({ key }) => key === row.level_key);
        return {
          id: row.id,
          compoundId: row.compound_id,
          compoundName: row.compound_name,
          buildingId: row.building_id,
          buildingName: row.building_name,
          unit: row.unit,
          communityCode: row.community_code,
          communityName: row.community_name,
          regimeId: row.regime_id,
          levelKey: row.level_key,
          levelName: level?.name ?? null,
          strictness: level?.strictness ?? null,
          byCase: row.by_case,
          note: row.note,
          proposedAt: row.proposed_at.toISOString(),
          proposedBy: row.proposed_by_name,
          may: { decide: may(zonesPolicy, principal, 'zone:decide', { communityCode: row.community_code }) },
        };
      },
      (row) => [row.proposed_at.toISOString(), row.id],
    );
  },
});
