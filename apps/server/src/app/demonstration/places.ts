import type { PlaceKind } from '@muster/contract/places/place-kinds';
import { sql } from 'kysely';
import type { EnteredCompound } from '../../features/compounds/index.ts';
import { refreshPlacesByTimer } from '../../features/places/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Simulation } from './simulation.ts';

/** The community of the pictures (design 04), whose places have shifts as there; and one whose checkpoint somebody has just left. */
const community = '410402010002';
const short = '410411001001';

interface MadeUpPlace {
  kind: PlaceKind;
  name: string;
  compound?: string;
  gate?: string;
  opening?: { from: string; to: string }[];
  shifts: { name: string; from: string; to: string; needed: number; people: string[] }[];
}

const testHours = [
  { from: '07:00', to: '11:30' },
  { from: '14:00', to: '18:00' },
];
const plan: readonly MadeUpPlace[] = [
  {
    kind: 'checkpoint',
    name: '南门卡点',
    compound: '天湖苑小区',
    shifts: [
      { name: '早班', from: '06:00', to: '14:00', needed: 1, people: ['孙丽'] },
      { name: '中班', from: '14:00', to: '18:00', needed: 1, people: [] },
      { name: '晚班', from: '18:00', to: '22:00', needed: 1, people: ['刘海涛'] },
      { name: '夜班', from: '22:00', to: '06:00', needed: 1, people: ['王建民'] },
    ],
  },
  {
    kind: 'testPoint',
    name: '1号采样点',
    compound: '天湖苑小区',
    opening: testHours,
    shifts: [
      { name: '上午', from: '07:00', to: '11:30', needed: 2, people: ['周敏', '何强'] },
      { name: '下午', from: '14:00', to: '18:00', needed: 2, people: ['周敏', '韩磊'] },
    ],
  },
  {
    kind: 'testPoint',
    name: '2号采样点',
    compound: '湖光花园',
    opening: testHours,
    shifts: [{ name: '白班', from: '07:00', to: '18:00', needed: 1, people: ['赵一鸣'] }],
  },
  { kind: 'testPoint', name: '3号采样点', compound: '矿务局东家属院', opening: testHours, shifts: [] },
  {
    kind: 'isolationDoor',
    name: '湖滨新苑2号楼',
    compound: '湖滨新苑',
    shifts: [
      { name: '白班', from: '06:00', to: '18:00', needed: 1, people: ['郭志远'] },
      { name: '夜班', from: '18:00', to: '06:00', needed: 1, people: ['吴倩'] },
    ],
  },
  {
    kind: 'deliveryPoint',
    name: '代买代送点',
    opening: [{ from: '09:00', to: '18:00' }],
    shifts: [{ name: '白班', from: '09:00', to: '18:00', needed: 1, people: ['钱宇'] }],
  },
];

/** Other communities of the urban districts, so that lists and the map have something to show: one in so many. */
const everyHowMany = 9;
const urban = ['410402', '410403', '410411'];

interface Entered {
  placeId: string;
  communityCode: string;
  name: string;
  by: Principal;
  linkIds: string[];
}

/** Places made up like all others, entered by the commands that a community uses. */
export async function enterPlaces(simulation: Simulation, compounds: readonly EnteredCompound[]): Promise<Entered[]> {
  const positions = await readPositions(simulation);
  const entered: Entered[] = [];
  const enter = async (by: Principal, communityCode: string, one: MadeUpPlace, people: ReadonlyMap<string, string>) => {
    const placeId = newId();
    const compound = compounds.find((each) => each.communityCode === communityCode && each.name === one.compound);
    const shifts = one.shifts.map(({ people: names, ...shift }) => ({ id: newId(), names, ...shift }));
    await simulation.act(by, 'addPlace', {
      placeId,
      communityCode,
      kind: one.kind,
      name: one.name,
      compoundId: compound?.id ?? null,
      position: (compound && positions.get(compound.id)) ?? null,
      opening: one.opening ?? [],
      shifts: shifts.map(({ names: _, ...shift }) => shift),
    });
    const linkIds: string[] = [];
    for (const { id, names } of shifts) {
      for (const name of names) {
        const personId = people.get(name);
        if (!personId) continue;
        const linkId = newId();
        await simulation.act(by, 'linkPlacePerson', { linkId, placeId, shiftId: id, personId });
        linkIds.push(linkId);
      }
    }
    entered.push({ placeId, communityCode, name: one.name, by, linkIds });
  };

  const [secretary] = simulation.peopleAt(community).filter((one) => one.role === 'communitySecretary');
  if (secretary) {
    const people = new Map<string, string>();
    for (const name of new Set(plan.flatMap(({ shifts }) => shifts.flatMap((shift) => shift.people)))) {
      const personId = newId();
      await simulation.act(secretary, 'addPerson', { personId, name, memberCategory: 'volunteer', areaCode: community });
      people.set(name, personId);
    }
    for (const one of plan) await enter(secretary, community, one, people);
  }

  const codes = [...new Set(compounds.map((one) => one.communityCode))].filter(
    (code) => urban.includes(code.slice(0, 6)) && code !== community,
  );
  for (const code of codes.filter((one, at) => at % everyHowMany === 0 || one === short)) {
    const [leader, second = leader] = simulation.peopleAt(code);
    const compound = compounds.find((one) => one.communityCode === code);
    if (!leader || !second || !compound) continue;
    const people = new Map([leader, second].map((one) => [one.personName, one.personId]));
    const stands = [second.personName];
    const day = { name: '白班', from: '07:00', to: '18:00', needed: 1 };
    await enter(
      leader,
      code,
      { kind: 'testPoint', name: '采样点', compound: compound.name, opening: testHours, shifts: [{ ...day, people: [leader.personName] }] },
      people,
    );
    await enter(
      leader,
      code,
      { kind: 'checkpoint', name: '东门卡点', compound: compound.name, shifts: [{ ...day, name: '全天', to: '07:00', people: stands }] },
      people,
    );
  }
  return entered;
}

/** What the people there did today: rounds, queues, counts, something wrong, a look at the two-metre line. */
export async function playPlaces(simulation: Simulation, places: readonly Entered[]): Promise<void> {
  const present = simulation.now();
  const ago = (minutes: number) => new Date(present.getTime() - minutes * 60_000).toISOString();
  const points = places.filter(({ name }) => name.endsWith('采样点'));
  for (const [at, { placeId, by }] of points.entries()) {
    const roundId = newId();
    await simulation.act(by, 'planRound', { placeId, roundId, name: '第1轮', plannedFrom: ago(150), plannedTo: ago(-90) });
    if (at % 5 === 4) continue;
    await simulation.act(by, 'openRound', { roundId, doneAt: ago(145) });
    const told =
      at === 0 ? (['long', 'short'] as const) : ([['short'], ['long'], ['short'], ['closed']][at % 4] as ('short' | 'long' | 'closed')[]);
    for (const [nth, queue] of told.entries())
      await simulation.act(by, 'reportQueue', {
        placeId,
        reportId: newId(),
        queue,
        doneAt: ago((told.length - 1 - nth) * 40 + 3 + (at % 7)),
      });
    const counts = at === 0 ? [50, 100, 100, 50] : [100];
    for (const [nth, amount] of counts.entries())
      await simulation.act(by, 'addRoundCount', { roundId, reportId: newId(), amount, doneAt: ago(130 - nth * 32) });
    if (at === 0) {
      await simulation.act(by, 'correctRoundCount', {
        roundId,
        reportId: newId(),
        amount: -10,
        reason: '一排管子记了两次',
        doneAt: ago(20),
      });
      await simulation.act(by, 'recordPlaceCheck', { placeId, checkId: newId(), key: 'twoMetres', isMet: true, doneAt: ago(60) });
      await simulation.act(by, 'recordPlaceCheck', { placeId, checkId: newId(), key: 'policyExplained', isMet: false, doneAt: ago(58) });
    }
    if (at === 1) await simulation.act(by, 'reportPlaceProblem', { placeId, problemId: newId(), kind: 'noReagents', doneAt: ago(35) });
  }
  await simulation.run(refreshPlacesByTimer, {});
  const left = places.find(({ communityCode, name }) => communityCode === short && name === '东门卡点');
  for (const linkId of left?.linkIds ?? []) await simulation.act((left as Entered).by, 'unlinkPlacePerson', { linkId });
}

/** Where the made-up compounds lie, so that their places lie there too. */
async function readPositions(simulation: Simulation): Promise<Map<string, { latitude: number; longitude: number }>> {
  const { rows } = await simulation.reading((tx) =>
    sql<{
      id: string;
      latitude: number;
      longitude: number;
    }>`select id, latitude, longitude from compounds where latitude is not null`.execute(tx),
  );
  return new Map(rows.map(({ id, latitude, longitude }) => [id, { latitude, longitude }]));
}
