import { zoneLevelsSchema } from '@muster/contract/zones/zone-regimes';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { declineZoneProposal } from './commands/decline-zone-proposal.ts';
import { proposeZone } from './commands/propose-zone.ts';
import { setZoneRegime } from './commands/set-zone-regime.ts';
import { takeBackZoneFact } from './commands/take-back-zone-fact.ts';
import { watchZonesByTimer } from './commands/watch-zones.ts';
import { withdrawZoneNotice } from './commands/withdraw-zone-notice.ts';
import { communitiesWithZone } from './index.ts';
import { getZoneNotice, listZoneNotices, listZoneProposals, previewZoneNotice } from './notices.views.ts';
import { zonesAttention } from './zones.attention.ts';
import { compound, eighth, fact, hours, item, ninth, notice, past, standing, type ZoneCity, zoneCity, zoneOf } from './zones.fixture.ts';
import { listZoneRegimes, listZones, listZonesAt, summariseZones } from './zones.views.ts';

let zones: ZoneCity;
beforeAll(async () => {
  zones = await zoneCity();
});
afterAll(() => zones.city.stop());
beforeEach(async () => {
  zones.city.clock.set('2022-05-11T01:30:00.000Z');
  for (const table of ['zone_proposals', 'zone_facts', 'zones', 'zone_notices', 'buildings', 'compounds'])
    await zones.city.sql(`delete from city.${table}`);
  await zones.city.sql('delete from city.zone_regimes where area_code is not null');
});
const refusal = (code: string, params: object = {}) => ({ code, params: expect.objectContaining(params) });
const watch = () => zones.city.run(watchZonesByTimer, zones.city.system, {});
const due = async (which: 'late' | 'soon') =>
  (await zones.city.read(listZones, zones.secretary, { limit: 50, due: which })).items.map((zone) => [zone.compoundName, zone.dueBy]);

describe('a notice', () => {
  test('changes many zones at once from its hour on: raises, lowers and lifts', async () => {
    const [a, b, c] = [await compound(zones, '甲院'), await compound(zones, '乙院'), await compound(zones, '丙院')];
    await notice(zones, [item('locked', [a.whole]), item('controlled', [b.whole, c.whole])]);
    expect(await standing(zones)).toEqual(['丙院 管控区', '乙院 管控区', '甲院 封控区']);
    const effectiveAt = hours(zones.city, 3);
    await notice(zones, [item('controlled', [a.whole]), item('locked', [b.whole]), item(null, [c.whole])], { effectiveAt });
    expect(await standing(zones)).toEqual(['丙院 管控区', '乙院 管控区', '甲院 封控区']);
    expect(await standing(zones, effectiveAt)).toEqual(['乙院 封控区', '甲院 管控区']);
    zones.city.clock.advance({ hours: 4 });
    expect(await standing(zones)).toEqual(['乙院 封控区', '甲院 管控区']);
    expect(await past(zones)).toHaveLength(5);
  });

  test('excepts what it names: 除1号楼外 keeps what it has, also where it only lay inside of something', async () => {
    const a = await compound(zones, '甲院', 3);
    await notice(zones, [item('locked', [a.whole])]);
    zones.city.clock.advance({ days: 1 });
    await notice(zones, [item('controlled', [a.whole], { except: [a.building(1)] })]);
    expect(await standing(zones)).toEqual(['甲院 管控区', '甲院1号楼 封控区']);
    expect((await zoneOf(zones, a.building(1))).closedSince).toBe((await zoneOf(zones, a.whole)).closedSince);
    zones.city.clock.advance({ days: 1 });
    await notice(zones, [item(null, [a.whole])]);
    expect(await standing(zones)).toEqual([]);
  });

  test('nests: a stairwell of a controlled compound is locked down, and a building of it may be free', async () => {
    const a = await compound(zones, '甲院', 2);
    await notice(zones, [item('controlled', [a.whole]), item('locked', [a.unit(1, 2)]), item(null, [a.building(2)])]);
    expect(await standing(zones)).toEqual(['甲院 管控区', '甲院1号楼2单元 封控区']);
    expect((await zoneOf(zones, a.whole)).around.map(({ place, levelName }) => [place, levelName])).toEqual(
      expect.arrayContaining([
        ['甲院1号楼2单元', '封控区'],
        ['甲院2号楼', null],
      ]),
    );
    zones.city.clock.advance({ hours: 1 });
    // Whoever names the compound means all of it.
    await notice(zones, [item('locked', [a.whole])]);
    expect(await standing(zones)).toEqual(['甲院 封控区']);
  });

  test('takes an area, or the rest of it, and leaves what has a status of its own', async () => {
    const [a, b] = [await compound(zones, '甲院', 1), await compound(zones, '乙院')];
    const elsewhere = await compound(zones, '东院', 0, places.donghuan);
    await notice(zones, [item('locked', [a.building(1)])]);
    const rest = { kind: 'area' as const, areaCode: places.xinhua, rest: true };
    await notice(zones, [{ level: 'precaution', include: [rest], except: [], until: null }]);
    expect(await standing(zones)).toEqual(['乙院 防范区', '甲院 防范区', '甲院1号楼 封控区']);
    await notice(zones, [{ level: 'controlled', include: [{ ...rest, rest: false }], except: [{ ...b.whole }], until: null }]);
    expect(await standing(zones)).toEqual(['乙院 防范区', '甲院 管控区']);
    const outside = { ...rest, areaCode: places.weidong };
    await expect(
      notice(zones, [{ level: 'precaution', include: [outside], except: [], until: null }], { by: zones.district }),
    ).rejects.toMatchObject({ code: 'area.unknown' });
    await expect(notice(zones, [item('locked', [elsewhere.whole])], { by: zones.district })).rejects.toMatchObject({
      code: 'zone.place-unknown',
    });
  });

  test('is previewed as it will be: compounds, buildings, households and residents, each door once', async () => {
    const a = await compound(zones, '甲院', 3);
    const draft = {
      regimeId: eighth,
      effectiveAt: hours(zones.city, 1),
      items: [item('controlled', [a.whole], { except: [a.building(1)] }), item('locked', [a.unit(2, 1)])],
    };
    expect(await zones.city.read(previewZoneNotice, zones.district, draft as never)).toMatchObject({
      communities: 1,
      compounds: 1,
      households: 58,
      residents: 145,
      changes: [
        { from: null, to: 'controlled', toName: '管控区', households: 46, residents: 115 },
        { from: null, to: 'locked', toName: '封控区', households: 12, residents: 30 },
      ],
    });
    const noticeId = await notice(zones, draft.items, { effectiveAt: draft.effectiveAt });
    expect(await zones.city.read(getZoneNotice, zones.secretary, { noticeId })).toMatchObject({
      compounds: 1,
      households: 58,
      items: [
        { levelName: '管控区', includeText: ['甲院'], exceptText: ['甲院1号楼'] },
        { levelName: '封控区', includeText: ['甲院2号楼1单元'] },
      ],
    });
  });

  test('with an end before its start, a number used twice, an exception that is circular or outside, or two regimes is refused, and nothing of it is kept', async () => {
    const [a, b] = [await compound(zones, '甲院', 2), await compound(zones, '乙院', 1)];
    const refused = (items: Parameters<typeof notice>[1], more: object = {}) => expect(notice(zones, items, more)).rejects;
    await refused([item('locked', [a.whole], { until: hours(zones.city, -1) })]).toMatchObject({ code: 'zone.end-before-start' });
    await refused([item('locked', [a.whole], { except: [a.whole] })]).toMatchObject(refusal('zone.exception-circular', { name: '甲院' }));
    await refused([item('locked', [a.building(1)], { except: [a.whole] })]).toMatchObject({ code: 'zone.exception-circular' });
    await refused([item('locked', [a.whole], { except: [b.building(1)] })]).toMatchObject(
      refusal('zone.exception-outside', { name: '乙院1号楼' }),
    );
    await refused([item('locked', [a.whole]), item('controlled', [a.whole])]).toMatchObject(refusal('zone.named-twice', { name: '甲院' }));
    await refused([item('high', [a.whole])]).toMatchObject({ code: 'zone.level-unknown' });
    await refused([item('high', [a.whole])], { regimeId: ninth }).toMatchObject({ code: 'zone.regime-not-in-force' });
    await refused([item('locked', [a.unit(1, 5)])]).toMatchObject({ code: 'zone.place-unknown' });
    await refused([item(null, [a.whole])]).toMatchObject({ code: 'zone.changes-nothing' });
    await refused([item('locked', [a.whole])], { effectiveAt: hours(zones.city, 24 * 31) }).toMatchObject({
      code: 'zone.effective-out-of-range',
    });
    expect(await zones.city.sql('select 1 from city.zone_notices')).toHaveLength(0);
    await notice(zones, [item('locked', [a.whole])], { number: '第 49 号' });
    await refused([item('locked', [b.whole])], { number: '第49号' }).toMatchObject({ code: 'zone.number-taken' });
    expect(await standing(zones)).toEqual(['甲院 封控区']);
  });

  test('does not leave two regimes in one compound', async () => {
    const a = await compound(zones, '甲院', 2);
    await notice(zones, [item('controlled', [a.whole])]);
    const regimeId = newId();
    const levels = [
      {
        key: 'closed',
        name: '封闭',
        strictness: 'locked',
        measures: [],
        outing: null,
        testDays: [],
        release: [],
        releaseTo: null,
        afterStepDown: null,
        onCase: null,
      },
    ];
    await zones.city.run(setZoneRegime, zones.district, {
      regimeId,
      areaCode: places.xinhua,
      key: 'local',
      name: '区里的',
      from: hours(zones.city, -1),
      to: null,
      levels,
    } as never);
    await expect(notice(zones, [item('closed', [a.building(1)])], { regimeId, by: zones.district })).rejects.toMatchObject({
      code: 'zone.regimes-mixed',
    });
    await notice(zones, [item('closed', [a.whole])], { regimeId, by: zones.district });
    expect(await standing(zones)).toEqual(['甲院 封闭']);
  });

  test('that is not in effect yet is withdrawn and everything is as before; one that others built upon, or in effect, is not', async () => {
    const a = await compound(zones, '甲院', 1);
    await notice(zones, [item('locked', [a.whole])]);
    const noticeId = await notice(zones, [item('controlled', [a.whole]), item(null, [a.building(1)])], {
      effectiveAt: hours(zones.city, 5),
    });
    await expect(notice(zones, [item(null, [a.whole])])).rejects.toMatchObject({ code: 'zone.changed-later' });
    const later = await notice(zones, [item(null, [a.whole])], { effectiveAt: hours(zones.city, 9) });
    const withdraw = (id: string) => zones.city.run(withdrawZoneNotice, zones.commander, { noticeId: id, reason: '先不发' });
    await expect(withdraw(noticeId)).rejects.toMatchObject({ code: 'zone.changed-later' });
    await withdraw(later);
    await withdraw(noticeId);
    await expect(withdraw(noticeId)).rejects.toMatchObject({ code: 'zone.notice-withdrawn' });
    expect(await standing(zones, hours(zones.city, 24))).toEqual(['甲院 封控区']);
    expect(await past(zones)).toEqual(['甲院 封控区']);
    const now = await notice(zones, [item(null, [a.whole])]);
    await expect(withdraw(now)).rejects.toMatchObject({ code: 'zone.notice-in-effect' });
  });

  test('of two that change one compound at once one does, the other builds on it or is refused', async () => {
    const a = await compound(zones, '甲院', 1);
    const outcomes = await Promise.allSettled([notice(zones, [item('locked', [a.whole])]), notice(zones, [item('controlled', [a.whole])])]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await standing(zones)).toHaveLength(1);
  });

  test('is for the headquarters of city and district; a subdistrict and a community propose', async () => {
    const a = await compound(zones, '甲院');
    const town = await zones.city.principal('dutyOfficer', places.jiaodian);
    for (const by of [town, zones.secretary])
      await expect(notice(zones, [item('locked', [a.whole])], { by })).rejects.toMatchObject({ code: 'not-permitted' });
    const input = { ...a.whole, regimeId: eighth, level: 'locked', note: '有人发热' };
    await zones.city.run(proposeZone, zones.secretary, { ...input, proposalId: newId() });
    await expect(zones.city.run(proposeZone, town, { ...input, proposalId: newId() })).rejects.toMatchObject({
      code: 'zone.proposed-already',
    });
    const { items } = await zones.city.read(listZoneProposals, zones.district, { limit: 50 });
    expect(items).toMatchObject([{ compoundName: '甲院', levelName: '封控区', byCase: false, may: { decide: true } }]);
    await notice(zones, [item('locked', [a.whole])], { by: zones.district, proposalIds: items.map(({ id }) => id) });
    expect(await zones.city.sql('select decision from city.zone_proposals')).toEqual([{ decision: 'confirmed' }]);
  });

  test('is seen where it changes something and between, and nowhere else', async () => {
    const a = await compound(zones, '甲院');
    const noticeId = await notice(zones, [item('locked', [a.whole])]);
    const [town, neighbour, beside] = [
      await zones.city.principal('dutyOfficer', places.jiaodian),
      await zones.city.principal('communitySecretary', places.yugou),
      await zones.city.principal('dutyOfficer', places.weidong),
    ];
    const sees = async (who: typeof town) => (await zones.city.read(listZoneNotices, who, { limit: 50 })).items.length;
    expect([await sees(zones.secretary), await sees(town), await sees(zones.district), await sees(zones.commander)]).toEqual([1, 1, 1, 1]);
    expect([await sees(neighbour), await sees(beside)]).toEqual([0, 0]);
    await expect(zones.city.read(getZoneNotice, beside, { noticeId })).rejects.toMatchObject({ code: 'not-found' });
    expect(await standing(zones, undefined, beside)).toEqual([]);
  });
});

describe('a case inside', () => {
  test('a controlled zone proposes to lock down at once, once; nothing changes until somebody confirms', async () => {
    const a = await compound(zones, '甲院', 2);
    await notice(zones, [item('controlled', [a.whole])]);
    const first = await fact(zones, a.building(1), 'case');
    expect(first.proposalId).not.toBeNull();
    expect((await fact(zones, a.building(1), 'case')).proposalId).toBeNull();
    expect(await standing(zones)).toEqual(['甲院 管控区']);
    const { items } = await zones.city.read(listZoneProposals, zones.secretary, { limit: 50 });
    expect(items).toMatchObject([{ buildingName: '1号楼', levelName: '封控区', byCase: true, may: { decide: false } }]);
    await notice(zones, [item('locked', [a.building(1)])]);
    expect(await standing(zones)).toEqual(['甲院 管控区', '甲院1号楼 封控区']);
    expect((await zones.city.read(listZoneProposals, zones.secretary, { limit: 50 })).items).toEqual([]);
  });

  test('a locked-down one, or outside of any, proposes nothing; what is declined says why', async () => {
    const [a, b] = [await compound(zones, '甲院'), await compound(zones, '乙院')];
    await notice(zones, [item('locked', [a.whole])]);
    expect((await fact(zones, a.whole, 'case')).proposalId).toBeNull();
    expect((await fact(zones, b.whole, 'case')).proposalId).toBeNull();
    await notice(zones, [item('controlled', [b.whole])]);
    expect((await fact(zones, b.whole, 'case', { at: hours(zones.city, -12) })).proposalId).toBeNull();
    const { proposalId } = await fact(zones, b.whole, 'case');
    await zones.city.run(declineZoneProposal, zones.district, { proposalId: proposalId as string, reason: '在方舱里查出来的' });
    await expect(
      zones.city.run(declineZoneProposal, zones.district, { proposalId: proposalId as string, reason: '再来' }),
    ).rejects.toMatchObject({ code: 'zone.proposal-decided' });
  });
});

describe('release', () => {
  test('conditions are listed with what is met, what is lacking and when; facts change them at once', async () => {
    const a = await compound(zones, '甲院');
    await notice(zones, [item('locked', [a.whole])]);
    expect((await zoneOf(zones, a.whole)).conditions.map(({ met, lacks }) => [met, lacks])).toEqual([
      [false, null],
      [false, 'contact'],
      [false, 'round'],
    ]);
    await fact(zones, a.whole, 'contact', { at: hours(zones.city, -24), negative: true });
    zones.city.clock.advance({ days: 13 });
    await fact(zones, a.whole, 'round', { count: 25 });
    const zone = await zoneOf(zones, a.whole);
    expect(zone.conditions.map(({ met, lacks }) => [met, lacks])).toEqual([
      [false, null],
      [true, null],
      [true, null],
    ]);
    expect(zone.dueAt).toBe(hours(zones.city, 24));
    expect(await due('soon')).toEqual([['甲院', 'conditions']]);
    const { factId } = await fact(zones, a.whole, 'case');
    expect((await zoneOf(zones, a.whole)).dueAt).toBeNull();
    await zones.city.run(takeBackZoneFact, zones.secretary, { factId, reason: '复核为阴性' });
    expect((await zoneOf(zones, a.whole)).dueAt).toBe(hours(zones.city, 24));
  });

  test('a zone that meets its conditions and is still closed raises the alarm at its community and above, is told once, escalated once, and ends with release', async () => {
    const a = await compound(zones, '甲院');
    await notice(zones, [item('locked', [a.whole])]);
    await fact(zones, a.whole, 'contact', { count: 0 });
    zones.city.clock.advance({ days: 13, hours: 12 });
    await fact(zones, a.whole, 'round');
    expect(await watch()).toEqual({ overstaying: 0, escalated: 0 });
    zones.city.clock.advance({ hours: 13 });
    expect(await watch()).toEqual({ overstaying: 1, escalated: 0 });
    expect(await watch()).toEqual({ overstaying: 0, escalated: 0 });
    expect(await due('late')).toEqual([['甲院', 'conditions']]);
    zones.city.clock.advance({ hours: 13 });
    expect(await watch()).toEqual({ overstaying: 0, escalated: 1 });
    const open = (who: typeof zones.secretary, areaCode: string) =>
      zones.city.as(who, async (tx) => (await zonesAttention.open(areaCode, zones.city.clock.now()).execute(tx)).rows);
    expect(await open(zones.secretary, places.tianhuyuan)).toMatchObject([{ kind: 'zoneOverstaying', is_late: true, is_escalated: true }]);
    const [row] = await open(zones.commander, places.city);
    const items = await zones.city.as(zones.commander, (tx) =>
      zonesAttention.items(tx, [row?.subject_id as string], zones.city.clock.now()),
    );
    expect(items).toMatchObject([
      { title: '甲院', detail: '封控区', attention: { state: 'late', reason: 'zoneOverstaying', nextStep: 'decideZone' } },
    ]);
    await notice(zones, [item(null, [a.whole])]);
    expect(await due('late')).toEqual([]);
    expect(await open(zones.commander, places.city)).toEqual([]);
  });

  test('a zone past its planned end overstays though nobody recorded a fact; a notice that prolongs it says so and the alarm ends', async () => {
    const a = await compound(zones, '甲院');
    await notice(zones, [item('controlled', [a.whole], { until: hours(zones.city, 72) })]);
    zones.city.clock.advance({ hours: 73 });
    expect(await due('late')).toEqual([['甲院', 'end']]);
    await notice(zones, [item('controlled', [a.whole], { until: hours(zones.city, 48) })]);
    expect(await due('late')).toEqual([]);
    expect((await zoneOf(zones, a.whole)).since).toBe(hours(zones.city, -73));
  });

  test('a round of the compound counts for its buildings, a case in one building not for another', async () => {
    const a = await compound(zones, '甲院', 2);
    await notice(zones, [item('locked', [a.building(1), a.building(2)])]);
    await fact(zones, a.building(1), 'case');
    await fact(zones, a.whole, 'round');
    const cases = async (n: number) => (await zoneOf(zones, a.building(n))).facts.map(({ kind }) => kind);
    expect(await cases(1)).toEqual(['round', 'case']);
    expect(await cases(2)).toEqual(['round']);
  });

  test('nothing is recorded before it happened, nor by who does not answer for the place', async () => {
    const a = await compound(zones, '甲院');
    await expect(fact(zones, a.whole, 'round', { at: hours(zones.city, 1) })).rejects.toMatchObject({ code: 'zone.fact-in-future' });
    const grid = await zones.city.principal('volunteer', places.tianhuyuan);
    await expect(fact(zones, a.whole, 'round', { by: grid })).rejects.toMatchObject({ code: 'not-permitted' });
    const beside = await zones.city.principal('communitySecretary', places.yugou);
    await expect(fact(zones, a.whole, 'round', { by: beside })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('regimes', () => {
  test('the country’s are there with good levels, and nobody changes them', async () => {
    const { items } = await zones.city.read(listZoneRegimes, zones.secretary, {});
    expect(items.map(({ name }) => name)).toEqual(['风险区（第九版）', '三区（第八版）']);
    for (const { levels } of items) expect(zoneLevelsSchema.parse(levels)).toEqual(levels);
    await zones.city.as(zones.commander, (tx) => tx.updateTable('zone_regimes').set({ name: '改了' }).execute());
    expect(await zones.city.sql(`select 1 from city.zone_regimes where name = '改了'`)).toEqual([]);
  });

  test('a local one is dated and versioned; zones keep the version under which they were closed: ten days and four more', async () => {
    const levels = (days: number) =>
      [
        {
          key: 'locked',
          name: '封控区',
          strictness: 'locked',
          release: [{ kind: 'daysWithoutCase', days }],
          releaseTo: 'controlled',
          testDays: [1, 3, 5, 7, 10],
        },
        {
          key: 'controlled',
          name: '管控区',
          strictness: 'controlled',
          release: [{ kind: 'daysWithoutCase', days }],
          afterStepDown: { from: 'locked', release: [{ kind: 'daysAtLevel', days: 4 }] },
          outing: { persons: 1, everyDays: 2 },
        },
      ].map((level) => ({ measures: [], outing: null, testDays: [], releaseTo: null, afterStepDown: null, onCase: null, ...level }));
    const define = (regimeId: string, days: number, from: string) =>
      zones.city.run(setZoneRegime, zones.commander, {
        regimeId,
        areaCode: places.city,
        key: 'local',
        name: `${days}+4`,
        from,
        to: null,
        levels: levels(days),
      } as never);
    const [ten, seven] = [newId(), newId()];
    await define(ten, 10, hours(zones.city, -1));
    await expect(define(newId(), 8, hours(zones.city, -2))).rejects.toMatchObject({ code: 'zone.regime-overlaps' });
    const a = await compound(zones, '甲院');
    await notice(zones, [item('locked', [a.whole])], { regimeId: ten });
    await define(seven, 7, hours(zones.city, 1));
    zones.city.clock.advance({ days: 9 });
    await expect(notice(zones, [item('controlled', [a.whole])], { regimeId: ten })).rejects.toMatchObject({
      code: 'zone.regime-not-in-force',
    });
    expect(await due('soon')).toEqual([['甲院', 'conditions']]);
    await notice(zones, [item('controlled', [a.whole])], { regimeId: seven });
    expect(await zoneOf(zones, a.whole)).toMatchObject({ dueAt: hours(zones.city, 96), level: { outing: { persons: 1, everyDays: 2 } } });
    await expect(
      zones.city.run(setZoneRegime, zones.secretary, {
        regimeId: newId(),
        areaCode: places.tianhuyuan,
        key: 'own',
        name: '自定',
        from: hours(zones.city, 0),
        to: null,
        levels: levels(3),
      } as never),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

test('what a regime that is over has left behind is lifted, and nothing new is closed by it', async () => {
  const [a, b] = [await compound(zones, '甲院'), await compound(zones, '乙院')];
  await notice(zones, [item('controlled', [a.whole])]);
  zones.city.clock.set('2022-07-02T00:00:00.000Z');
  await expect(notice(zones, [item('controlled', [b.whole])])).rejects.toMatchObject({ code: 'zone.regime-not-in-force' });
  await notice(zones, [item(null, [a.whole])]);
  expect(await standing(zones)).toEqual([]);
});

test('the state at any moment is what held then, however long the stretches were', async () => {
  const start = zones.city.clock.now().getTime();
  const at = (day: number) => new Date(start + day * 86_400_000).toISOString();
  const a = await compound(zones, '甲院', 8);
  // Stretches of 0.5 to 40 days, all over by the end, and one that is open.
  const lengths = [0.5, 1, 2, 3, 8, 16, 17, 40];
  for (const [n] of lengths.entries()) await notice(zones, [item('locked', [a.building(n + 1)])]);
  for (const [n, days] of lengths.entries()) {
    zones.city.clock.set(at(days));
    if (n < 7) await notice(zones, [item(null, [a.building(n + 1)])]);
  }
  for (const day of [0, 0.4, 0.5, 0.9, 1, 1.5, 2.5, 5, 8, 12, 16.5, 30, 40]) {
    const held = lengths.flatMap((days, n) => (n === 7 || days > day ? [`甲院${n + 1}号楼 封控区`] : []));
    expect(await standing(zones, at(day)), `day ${day}`).toEqual(held);
    expect((await zones.city.read(listZonesAt, zones.commander, { at: at(day) })).zones, `day ${day}`).toHaveLength(held.length);
    expect((await zones.city.read(listZonesAt, zones.secretary, { at: at(day) })).zones, `day ${day}`).toHaveLength(held.length);
    expect((await zones.city.read(summariseZones, zones.commander, { at: at(day) })).locked, `day ${day}`).toBe(held.length);
  }
});

test('one place has one status at a time, also where no rule looks', async () => {
  const a = await compound(zones, '甲院');
  await notice(zones, [item('locked', [a.whole])]);
  await expect(
    zones.city.sql(
      `insert into city.zones (id, compound_id, community_code, regime_id, level_key, strictness, from_at, since_at, closed_since, notice_id)
      select $1, compound_id, community_code, regime_id, level_key, strictness, from_at + interval '1 day', since_at, closed_since, notice_id from city.zones`,
      [newId()],
    ),
  ).rejects.toThrow('zones_one_status_at_a_time');
});

test('others ask which communities have a zone now', async () => {
  const [a, b] = [await compound(zones, '甲院', 1), await compound(zones, '余院', 0, places.yugou)];
  await notice(zones, [item('locked', [a.building(1)]), item('controlled', [b.whole])]);
  const now = zones.city.clock.now();
  await zones.city.as(zones.commander, async (tx) => {
    expect(await communitiesWithZone(tx, places.city, 'locked', now)).toEqual([places.tianhuyuan]);
    expect(await communitiesWithZone(tx, places.xinhua, 'controlled', now)).toEqual([places.yugou]);
  });
});
