import type { ZoneLevel } from '@muster/contract/zones/zone-regimes';
import type { ZoneItem, ZoneTarget } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';
import type { EnteredCompound } from '../../features/compounds/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Step } from './play-story.ts';
import { seeded } from './random.ts';
import type { Simulation } from './simulation.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** 市内五区 (DOMAIN 2.4), which the source put under 分类管理 together. */
const urban = ['410402', '410403', '410411', '410471', '410472'];
/** The community of the pictures (design 04). */
const community = '410402010002';
/** Ended in the file of the country's rules; the city goes on by them under its own name, as data. */
const eighth = '01811000-0000-7000-8000-000000000008';

interface Place {
  compoundId: string;
  buildingId: string | null;
  unit: number | null;
}
const whole = (compound: EnteredCompound): Place => ({ compoundId: compound.id, buildingId: null, unit: null });
const building = (compound: EnteredCompound, n: number): Place => ({
  ...whole(compound),
  buildingId: compound.buildings[n - 1]?.id ?? null,
});
const named = (place: Place): ZoneTarget => ({ kind: 'place', ...place });
const item = (level: string | null, places: readonly Place[], more: Partial<ZoneItem> = {}): ZoneItem => ({
  level,
  include: places.map(named),
  except: [],
  until: null,
  ...more,
});

/**
 * Zones of six days, made up like the compounds: classed by one notice of the city, changed by two more, the next one ahead; in
 * two places the end has passed, in two it comes today, and a case inside a controlled compound waits for a decision.
 */
export function zoneSteps(simulation: Simulation, compounds: readonly EnteredCompound[], present: Date): Step[] {
  const random = seeded(20220510);
  const before = (ms: number) => new Date(present.getTime() - ms);
  const after = (ms: number) => new Date(present.getTime() + ms).toISOString();
  const regimeId = newId();
  const at = (code: string) => compounds.filter(({ communityCode }) => communityCode.startsWith(code));
  const own = (name: string) => compounds.find((one) => one.communityCode === community && one.name === name);
  const [works, lake] = [own('矿务局东家属院'), own('湖滨新苑')];
  if (!works || !lake) return [];
  // One compound of every fourth community is closed somehow; the pictures' own community apart.
  const others = urban.map((code) => {
    const communities = [...new Set(at(code).map(({ communityCode }) => communityCode))].filter((one) => one !== community);
    return communities
      .filter((_, index) => index % 4 === 3)
      .flatMap((one) => random.pick(at(one).filter(({ buildings }) => buildings.length > 2)) ?? []);
  });
  const [xinhua = [], weidong = [], zhanhe = [], demo = []] = others;
  const locked = [
    building(lake, 2),
    ...xinhua.slice(0, 5).map((one) => building(one, 1)),
    ...xinhua.slice(5, 7).map(whole),
    ...weidong.slice(0, 2).map((one) => building(one, 2)),
  ];
  const controlled = [
    whole(works),
    ...xinhua.slice(0, 3).map(whole),
    ...xinhua.slice(7).map(whole),
    ...weidong.slice(2, 8).map(whole),
    ...demo.slice(0, 3).map(whole),
  ];
  const [over, ending] = [zhanhe.slice(0, 2), zhanhe.slice(2, 4)];
  const people = (code: string) => simulation.peopleAt(code);
  const city = () => people('4104').find(({ role }) => role === 'dutyOfficer') ?? people('4104')[0];
  const district = () => people('410402').find(({ role }) => role === 'dutyOfficer') ?? people('410402')[0];
  const desk = (code: string) => people(code).find(({ role }) => role === 'communitySecretary') ?? people(code)[0];

  const notice = (
    when: Date,
    who: typeof city,
    number: string,
    reason: string,
    items: readonly ZoneItem[],
    effectiveAt = when.toISOString(),
  ): Step => ({
    at: when,
    async act() {
      const by = who();
      if (by)
        await simulation.act(by, 'issueZoneNotice', {
          noticeId: newId(when.getTime()),
          number,
          reason,
          text: '',
          regimeId,
          effectiveAt,
          items: items.filter(({ include }) => include.length > 0),
        });
    },
  });
  const fact = (
    when: Date,
    place: Place & { code: string },
    kind: 'case' | 'contact' | 'round',
    count: number,
    negative: boolean | null,
    was = when,
  ): Step => ({
    at: when,
    async act() {
      const by = desk(place.code);
      const { code: _, ...where } = place;
      if (by)
        await simulation.act(by, 'recordZoneFact', {
          factId: newId(when.getTime()),
          ...where,
          kind,
          at: was.toISOString(),
          count,
          negative,
        });
    },
  });
  const placed = (compound: EnteredCompound, place = whole(compound)) => ({ ...place, code: compound.communityCode });
  const closed = [works, lake, ...xinhua.slice(0, 7), ...weidong.slice(0, 8)];
  return [
    {
      at: before(4.8 * day),
      async act() {
        const by = city();
        const levels = await simulation.reading(
          async (tx) =>
            (await sql<{ levels: ZoneLevel[] }>`select levels from zone_regimes where id = ${eighth}`.execute(tx)).rows[0]?.levels ?? [],
        );
        if (by)
          await simulation.act(by, 'setZoneRegime', {
            regimeId,
            areaCode: '4104',
            key: 'threeZones',
            name: '三区分类管理（按第八版）',
            from: before(5 * day).toISOString(),
            levels,
          });
      },
    },
    notice(before(3.6 * day), city, '平疫指〔2022〕12号', '主城五区分类管理', [
      item('locked', locked),
      item('controlled', controlled),
      item('controlled', over.map(whole), { until: before(9 * hour).toISOString() }),
      item('controlled', ending.map(whole), { until: after(11 * hour) }),
      { level: 'precaution', include: urban.map((areaCode) => ({ kind: 'area' as const, areaCode, rest: true })), except: [], until: null },
    ]),
    ...closed.flatMap((compound, index) => [
      fact(before(3.4 * day), placed(compound), 'case', 1 + (index % 3), null, before((3.9 + (index % 4) * 0.2) * day)),
      fact(before(3.2 * day), placed(compound), 'contact', 3 + (index % 5), index % 3 === 0, before((3.7 - (index % 3) * 0.2) * day)),
      ...(index % 4 === 3
        ? []
        : [
            fact(
              before((1 + (index % 3) * 0.3) * day),
              placed(compound),
              'round',
              Math.round((compound.otherResidents + compound.buildings.reduce((sum, one) => sum + one.residents, 0)) * 0.99),
              true,
            ),
          ]),
    ]),
    notice(before(1.9 * day), district, '新疫指〔2022〕5号', '流调后缩小范围', [
      item('controlled', xinhua.slice(5, 6).map(whole), { except: xinhua.slice(5, 6).map((one) => building(one, 1)) }),
      item('precaution', xinhua.slice(7, 9).map(whole)),
    ]),
    notice(
      before(7 * hour),
      city,
      '平疫指〔2022〕13号',
      '连续无新增，分批调整',
      [
        item(
          'controlled',
          weidong.slice(0, 1).map((one) => building(one, 2)),
        ),
        item('precaution', demo.slice(0, 2).map(whole)),
      ],
      after(8 * hour),
    ),
    ...(weidong[4] ? [fact(before(2 * hour), placed(weidong[4], building(weidong[4], 1)), 'case', 1, null)] : []),
  ];
}
