import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../platform/config.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { getArea, listAreas, listChildAreas } from './areas.views.ts';
import { addGrid } from './commands/add-grid.ts';
import { importAreas, importAreasTelling } from './commands/import-areas.ts';
import { searchAreas } from './search.view.ts';

let city: TestCity;
let district: Principal;
beforeAll(async () => {
  city = await testCity();
  district = await city.principal('dutyOfficer', places.xinhua);
});
afterAll(() => city.stop());

const count = async () => (await city.sql<{ n: number }>('select count(*)::int as n from city.areas'))[0]?.n;

describe('importing a territory', () => {
  test('is all or nothing: one wrong row and no row is stored, unless the good ones are asked for', async () => {
    const csv = 'code,name\n410404,石龙区\n410404001,高庄街道\n41040,错\n410404002,';
    const before = await count();
    const report = await city.run(importAreas, city.system, { csv, goodRowsOnly: false });
    expect(report).toMatchObject({
      rows: 4,
      added: 0,
      held: 2,
      errors: [
        { line: 4, code: 'row.code-wrong' },
        { line: 5, code: 'row.name-missing' },
      ],
    });
    expect(await count()).toBe(before);
    const good = await city.run(importAreas, city.system, { csv, goodRowsOnly: true });
    expect(good).toMatchObject({ added: 2, held: 0 });
    expect(good.errors).toHaveLength(2);
    expect(await count()).toBe((before ?? 0) + 2);
  });

  test('counts rows that say nothing new, renames known codes, and leaves one event', async () => {
    const csv = 'code,name\n4104,平顶山市\n410403,卫东新区\n410405,新来区';
    expect(await city.run(importAreas, city.system, { csv, goodRowsOnly: false })).toMatchObject({
      added: 1,
      changed: 1,
      unchanged: 1,
      held: 0,
    });
    city.clock.advance({ seconds: 1 });
    await city.run(importAreas, city.system, { csv: 'code,name\n410403,卫东区', goodRowsOnly: false });
    const events = await city.sql(
      `select payload from city.events where type = 'areas.imported' order by recorded_at desc, id desc limit 1`,
    );
    expect(events).toEqual([{ payload: { rows: 1, added: 0, changed: 1 } }]);
  });

  test('sent ten times has one effect and one answer', async () => {
    const input = { commandId: newId(), csv: 'code,name\n410406,第六区', goodRowsOnly: false };
    const answers = [];
    for (let i = 0; i < 10; i++) answers.push(await city.run(importAreas, city.system, input));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ added: 1, unchanged: 0 });
    expect(await city.sql('select 1 from city.events where command_id = $1', [input.commandId])).toHaveLength(1);
  });

  test('is refused outside of the city, without the columns, and to whoever does not keep the territory', async () => {
    const other = await city.run(importAreas, city.system, { csv: 'code,name\n4105,安阳市', goodRowsOnly: true });
    expect(other.errors).toMatchObject([{ code: 'row.code-outside' }]);
    await expect(city.run(importAreas, city.system, { csv: 'hello', goodRowsOnly: false })).rejects.toMatchObject({
      code: 'import.unreadable',
    });
    const csv = 'code,name\n410407,第七区';
    await expect(city.run(importAreas, district, { csv, goodRowsOnly: false })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  test('loads the real 2,989 areas in under 3 s, telling how far it is', async () => {
    const whole = await testCity({ territory: null });
    const csv = readFileSync(join(root, 'db/data/pingdingshan-areas.csv'), 'utf8');
    const told: number[] = [];
    const begin = performance.now();
    const report = await whole.run(
      importAreasTelling((done) => told.push(done)),
      whole.system,
      { csv, goodRowsOnly: false },
    );
    expect(performance.now() - begin).toBeLessThan(3000);
    expect(report).toMatchObject({ rows: 2989, added: 2989, errors: [] });
    expect(told.at(-1)).toBe(2989);
    expect((await whole.read(listAreas, whole.system, { downTo: 'community' })).items).toHaveLength(2989);
    const found = await whole.read(searchAreas, whole.system, { q: 'jdz', limit: 5 });
    expect(found.items[0]).toMatchObject({ shortName: '焦店镇', path: '新华区' });
    await whole.stop();
  });
});

describe('search', () => {
  const find = async (q: string, by = city.system) =>
    (await city.read(searchAreas, by, { q, limit: 12 })).items.map((item) => item.shortName);

  test('finds by part of the name, initials, whole pinyin and the beginning of the code', async () => {
    expect(await find('天湖')).toEqual(['天湖苑社区']);
    expect(await find('jdz')).toEqual(['焦店镇']);
    expect(await find('JiaoDian')).toEqual(['焦店镇']);
    expect(await find('410402100')).toEqual(['焦店镇', '余沟村', '曾庄村', '天湖苑社区']);
  });

  test('finds a name with several readings by each of them', async () => {
    expect(await find('zzc')).toContain('曾庄村');
    expect(await find('czc')).toContain('曾庄村');
  });

  test('puts what is called so first, then one’s own territory', async () => {
    expect((await find('曙光')).slice(0, 2)).toEqual(['曙光社区', '曙光街街道']);
    expect((await find('区', district))[0]).toBe('新华区');
  });

  test('takes signs of patterns as signs', async () => {
    expect(await find('%')).toEqual([]);
    expect(await find('_')).toEqual([]);
  });
});

describe('views', () => {
  test('children of an area outside of one’s territory do not exist: their desks could only be shown as empty', async () => {
    await expect(city.read(listChildAreas, district, { code: places.weidong, limit: 50 })).rejects.toMatchObject({ code: 'not-found' });
    const list = await city.read(listChildAreas, district, { code: places.xinhua, limit: 1 });
    expect(list.items).toMatchObject([{ shortName: '曙光街街道', childCount: 2, deskPeople: 0 }]);
    const next = await city.read(listChildAreas, district, { code: places.xinhua, limit: 1, cursor: list.nextCursor ?? undefined });
    expect(next.items).toMatchObject([{ shortName: '焦店镇', childCount: 3 }]);
    expect(next.nextCursor).toBeNull();
  });

  test('children tell how many stand at their desk, and how many of them are on duty', async () => {
    const one = await city.principal('dutyOfficer', places.jiaodian);
    await city.principal('commander', places.jiaodian);
    await city.sql('update city.assignments set on_duty = false where id = $1', [one.assignmentId]);
    const { items } = await city.read(listChildAreas, district, { code: places.xinhua, limit: 50 });
    expect(items.find((item) => item.code === places.jiaodian)).toMatchObject({ deskPeople: 2, onDuty: 1 });
  });

  test('an area says what is above and below it, and what the reader may', async () => {
    const area = await city.read(getArea, district, { code: places.jiaodian });
    expect(area).toMatchObject({ shortName: '焦店镇', kind: 'town', below: { community: 3 }, may: { grant: true, issueOrder: true } });
    expect(area.ancestors.map((above) => above.shortName)).toEqual(['平顶山市', '新华区']);
    const outside = await city.read(getArea, district, { code: places.weidong });
    expect(outside.may).toEqual({ addGrid: false, issueOrder: false, grant: false, change: false });
    await expect(city.read(getArea, district, { code: '999999' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('grids', () => {
  test('two added at once get two codes; the same command again gets its first answer', async () => {
    const names = ['第一网格', '第二网格', '第三网格'];
    const added = await Promise.all(names.map((name) => city.run(addGrid, district, { code: places.tianhuyuan, name })));
    expect(added.map((grid) => grid.code).sort()).toEqual([1, 2, 3].map((n) => `${places.tianhuyuan}00${n}`));
    const input = { commandId: newId(), code: places.tianhuyuan, name: '第四网格' };
    const once = await city.run(addGrid, district, input);
    expect(await city.run(addGrid, district, input)).toEqual(once);
  });

  test('are drawn below communities only, inside one’s territory', async () => {
    await expect(city.run(addGrid, district, { code: places.jiaodian, name: '网格' })).rejects.toMatchObject({
      code: 'area.not-a-community',
    });
    await expect(city.run(addGrid, district, { code: places.donghuan, name: '网格' })).rejects.toMatchObject({ code: 'not-permitted' });
    const grid = await city.principal('gridWorker', places.yugou);
    await expect(city.run(addGrid, grid, { code: places.yugou, name: '网格' })).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
