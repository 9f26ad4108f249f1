import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../../platform/principal.ts';
import { runCompoundImport } from './commands/run-compound-import.ts';
import { importsOf, merged, xlsx } from './imports.fixture.ts';

let city: TestCity;
let duty: Principal;
let imports: ReturnType<typeof importsOf>;
beforeAll(async () => {
  city = await testCity();
  duty = await city.principal('dutyOfficer', places.xinhua);
  imports = importsOf(city);
});
afterAll(() => city.stop());
beforeEach(async () => {
  await city.sql('delete from city.buildings');
  await city.sql('delete from city.compounds');
});

const compounds = () =>
  city.sql(`select c.community_code as code, c.name, c.kind, c.other_households as rest, c.aliases,
      (select string_agg(b.name || ':' || b.households, ' ' order by b.name) from city.buildings b where b.compound_id = c.id and b.removed_at is null) as buildings
    from city.compounds c where c.closed_at is null order by c.community_code, c.name`);

describe('a sheet as people write it', () => {
  const sheet = () =>
    xlsx(
      [
        ['新华区小区楼栋台账'],
        ['填表单位：焦店镇', null, null, null, '2022.5.8'],
        ['社区', '小区', null, '楼栋', '规模'],
        [null, '名称', '类型', null, '单元', '户数'],
        ['天湖苑社区', '天湖苑', '有物业', '１号楼', 3, 36],
        [null, null, null, '2号楼', 3, 48],
        ['余沟村', '余沟一组', '村民组', null, null, 120],
        ['合计', null, null, null, null, 204],
        ['备注：以上为五月数据'],
      ],
      {
        merges: [
          merged(0, 0, 0, 5),
          merged(2, 0, 3, 0),
          merged(2, 1, 2, 2),
          merged(2, 3, 3, 3),
          merged(2, 4, 2, 5),
          merged(4, 0, 5, 0),
          merged(4, 1, 5, 1),
          merged(4, 2, 5, 2),
        ],
      },
    );

  test('is read below its title, with headers of two rows, merged cells and a sum, and stored as it was shown', async () => {
    const read = await imports.read(duty, await sheet());
    expect(read.file).toMatchObject({ state: 'ready', counts: { rows: 3, add: 2, faulty: 0, buildingsAdd: 2, undecided: 0 } });
    expect(await compounds()).toEqual([]);
    const stored = await imports.store(duty, read.id);
    expect(stored.file).toMatchObject({ state: 'done', done: 2, failed: 0 });
    expect(await compounds()).toEqual([
      { code: places.tianhuyuan, name: '天湖苑', kind: 'managed', rest: 0, aliases: [], buildings: '1号楼:36 2号楼:48' },
      { code: places.yugou, name: '余沟一组', kind: 'villageGroup', rest: 120, aliases: [], buildings: null },
    ]);
  });

  test('changes nothing when it comes a second time', async () => {
    await imports.store(duty, (await imports.read(duty, await sheet())).id);
    const before = await city.sql('select * from city.compounds order by id');
    const again = await imports.read(duty, await sheet());
    expect(again.file).toMatchObject({ counts: { add: 0, change: 0, same: 2 }, todo: 0, may: { run: false } });
    await expect(city.run(runCompoundImport, duty, { importId: again.id })).rejects.toMatchObject({ code: 'import.nothing-good' });
    expect(await city.sql('select * from city.compounds order by id')).toEqual(before);
  });
});
