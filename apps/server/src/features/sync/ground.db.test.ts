import type { ResultOf } from '@muster/contract/operation';
import type { syncGround as operation } from '@muster/contract/sync/ground.operations';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castCity, people, server } from '../../app/cast-city.fixture.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { syncGround } from './ground.view.ts';

type Ground = ResultOf<typeof operation>;

beforeAll(castCity);
afterAll(() => server.stop());

const sync = (who: Principal, known: object = {}): Promise<Ground> => server.city.read(syncGround, who, { known } as never);
const marks = (ground: Ground) => ({
  patches: ground.patches?.mark,
  compounds: ground.compounds?.mark,
  places: ground.places?.mark,
  zones: ground.zones?.mark,
  checklists: ground.checklists?.mark,
});

async function compoundIn(communityCode: string) {
  const compoundId = newId();
  const buildingId = newId();
  await server.run('addCompound', server.city.system, { compoundId, communityCode, name: `小区${compoundId.slice(-12)}`, kind: 'managed' });
  const put = [{ id: buildingId, name: '1号楼', units: 3, floors: 6, households: 36, residents: 90 }];
  await server.run('changeBuildings', server.city.system, { compoundId, version: 1, put });
  return { compoundId, buildingId };
}

async function patchIn(communityCode: string, by: Principal, person?: Principal) {
  const { compoundId } = await compoundIn(communityCode);
  const patchId = newId();
  await server.run('definePatch', by, { patchId, communityCode, name: `片区${patchId.slice(-12)}`, parts: [{ compoundId }] });
  if (person) await server.run('linkPatchPerson', by, { communityCode, patchIds: [patchId], roleKey: 'doctor', personId: person.personId });
  return { patchId, compoundId };
}

describe('what a phone keeps of the ground', () => {
  test('the patches and compounds of its community with their buildings, and nothing of another one', async () => {
    const volunteer = await server.city.principal('volunteer', places.tianhuyuan);
    const mine = await patchIn(places.tianhuyuan, people.commander, volunteer);
    const foreign = await patchIn(places.donghuan, people.neighbour);
    const ground = await sync(volunteer);
    expect(ground.communityCode).toBe(places.tianhuyuan);
    // One's own stands first.
    expect(ground.patches?.content.items[0]).toMatchObject({ id: mine.patchId, cardPath: expect.stringMatching(/^\/card\/./) });
    const ids = ground.patches?.content.items.map(({ id }) => id);
    expect(ids).not.toContain(foreign.patchId);
    const compound = ground.compounds?.content.items.find(({ id }) => id === mine.compoundId);
    expect(compound).toMatchObject({ buildings: 1, households: 36, buildingList: [{ name: '1号楼', households: 36 }] });
    expect(ground.compounds?.content.items.map(({ id }) => id)).not.toContain(foreign.compoundId);
  });

  test('only the part that has changed since is told again', async () => {
    const volunteer = await server.city.principal('volunteer', places.tianhuyuan);
    const { compoundId } = await patchIn(places.tianhuyuan, people.commander, volunteer);
    const first = await sync(volunteer);
    expect(await sync(volunteer, marks(first))).toMatchObject({
      patches: null,
      compounds: null,
      places: null,
      zones: null,
      checklists: null,
    });
    await server.run('setAbsence', volunteer, { absenceId: newId(), personId: volunteer.personId, reason: 'isolated' });
    const second = await sync(volunteer, marks(first));
    expect(second.compounds).toBeNull();
    expect(second.patches?.content.absences).toMatchObject([{ reason: 'isolated', version: 1 }]);
    const known = { ...marks(first), patches: second.patches?.mark };
    const put = [{ id: newId(), name: '2号楼', households: 10 }];
    await server.run('changeBuildings', server.city.system, { compoundId, version: 2, put });
    const third = await sync(volunteer, known);
    expect(third.compounds?.content.items.find(({ id }) => id === compoundId)).toMatchObject({ households: 46, version: 3 });
  });

  test('a grid keeps its community; whoever works above one keeps only where he answers himself, and no compounds', async () => {
    const { patchId } = await patchIn(places.tianhuyuan, people.commander, people.commander);
    expect((await sync(people.gridWorker)).communityCode).toBe(people.gridWorker.areaCode?.slice(0, 12));
    const above = await sync(people.commander);
    expect(above.communityCode).toBeNull();
    expect(above.patches?.content.items.map(({ id }) => id)).toEqual([patchId]);
    expect(above.compounds?.content.items).toEqual([]);
  });

  test('places with their round, queue, checks and what is wrong there; a queue that was told is the one part that changed', async () => {
    const { compoundId } = await compoundIn(places.tianhuyuan);
    const placeId = newId();
    await server.run('addPlace', people.commander, {
      placeId,
      communityCode: places.tianhuyuan,
      kind: 'testPoint',
      name: `采样点${placeId.slice(-8)}`,
      compoundId,
    });
    const volunteer = await server.city.principal('volunteer', places.tianhuyuan);
    const first = await sync(volunteer);
    const of = (ground: Ground) => ground.places?.content.items.find(({ id }) => id === placeId);
    expect(of(first)).toMatchObject({
      queue: 'unknown',
      may: { report: true },
      checks: [{ isMet: null }, { isMet: null }, { isMet: null }],
    });
    await server.run('reportQueue', volunteer, { placeId, reportId: newId(), queue: 'long' });
    await server.run('recordPlaceCheck', volunteer, { placeId, checkId: newId(), key: 'order', isMet: true });
    await server.run('recordPlaceCheck', volunteer, { placeId, checkId: newId(), key: 'order', isMet: false });
    await server.run('reportPlaceProblem', volunteer, { placeId, problemId: newId(), kind: 'noPower' });
    const second = await sync(volunteer, marks(first));
    expect(second).toMatchObject({ patches: null, compounds: null, zones: null, checklists: null });
    expect(of(second)).toMatchObject({ queue: 'long', problems: 1 });
    expect(of(second)?.checks.find(({ key }) => key === 'order')).toMatchObject({ isMet: false });
    expect(second.places?.content.problems).toContainEqual(expect.objectContaining({ placeId, kind: 'noPower', state: 'open' }));
  });

  test('what is closed in the community, with the rules of its levels; and the lists of its own desk', async () => {
    const { compoundId } = await compoundIn(places.tianhuyuan);
    const [regime] = await server.city.sql<{ id: string; levels: { key: string; measures: string[] }[] }>(
      'select id, levels from city.zone_regimes where area_code is null order by from_at nulls first limit 1',
    );
    const [level] = regime?.levels ?? [];
    await server.run('issueZoneNotice', people.commander, {
      noticeId: newId(),
      number: `通告${newId().slice(-6)}`,
      regimeId: regime?.id as string,
      effectiveAt: server.city.clock.now().toISOString(),
      reason: '发现一例',
      items: [{ level: level?.key as string, include: [{ kind: 'place', compoundId, buildingId: null, unit: null }] }],
    });
    const ground = await sync(people.gridWorker);
    expect(ground.zones?.content.items).toContainEqual(expect.objectContaining({ compoundId, levelKey: level?.key }));
    expect(ground.zones?.content.levels).toContainEqual({
      regimeId: regime?.id,
      level: expect.objectContaining({ measures: level?.measures }),
    });
    expect(ground.checklists?.content.items).toEqual([]);
  });
});
