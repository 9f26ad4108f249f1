import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addUnit } from './commands/add-unit.ts';
import { importPeople } from './commands/import-people.ts';
import { getDesk } from './desk.view.ts';

let city: TestCity;
let district: Principal;
let administrator: Principal;
beforeAll(async () => {
  city = await testCity();
  district = await city.principal('commander', places.xinhua);
  administrator = await city.principal('systemAdministrator', places.city);
  await city.run(addUnit, administrator, { unitId: newId(), name: '示例局', areaCode: places.city });
});
afterAll(() => city.stop());

const head = 'name,mobile,role,areaCode,unit,title';
const load = (by: Principal, rows: string[], goodRowsOnly = false, commandId = newId()) =>
  city.run(importPeople, by, { commandId, csv: [head, ...rows].join('\n'), goodRowsOnly });
const people = async () => (await city.sql<{ n: number }>('select count(*)::int as n from city.persons'))[0]?.n ?? 0;

describe('a roster', () => {
  test('is stored whole, and the same again changes nothing', async () => {
    const rows = [
      '甲,13600000001,社区书记,410402001001,,书记',
      '乙,,值班员,410402001001,,',
      '丙,13600000003,单位联络员,,示例局,',
      '甲,13600000001,网格员,410402001002,示例局,',
    ];
    expect(await load(administrator, rows)).toMatchObject({ rows: 4, added: 4, errors: [] });
    expect((await city.read(getDesk, district, { code: places.shubei })).people.map((one) => one.name).sort()).toEqual(['乙', '甲']);
    expect(await city.sql(`select 1 from city.persons where mobile = '13600000001'`)).toHaveLength(1);
    expect(await load(administrator, rows)).toMatchObject({ added: 0, changed: 0, unchanged: 4 });
    expect(await load(administrator, ['甲,13600000001,社区书记,410402001001,,第一书记'])).toMatchObject({ changed: 1 });
  });

  test('is all or nothing, unless the good rows are asked for', async () => {
    const rows = [
      '丁,13600000011,值班员,410402,,',
      '戊,13600000012,值班员,410499,,',
      '己,13600000013,联络员,,没有的局,',
      '庚,1360000001,值班员,410402,,',
    ];
    const before = await people();
    const report = await load(administrator, rows);
    expect(report).toMatchObject({ rows: 4, added: 0, held: 1 });
    expect(report.errors.map((error) => `${error.line} ${error.code}`)).toEqual([
      '3 row.area-unknown',
      '4 row.unit-unknown',
      '5 row.mobile-wrong',
    ]);
    expect(await people()).toBe(before);
    expect(await load(administrator, rows, true)).toMatchObject({ added: 1, held: 0 });
    expect(await people()).toBe(before + 1);
  });

  test('goes no wider than who imports it, and gives no role that is not his to give', async () => {
    const report = await load(
      district,
      ['辛,13600000021,值班员,410403,,', '壬,13600000022,审计员,410402,,', '癸,13600000023,值班员,410402,,'],
      true,
    );
    expect(report.errors.map((error) => `${error.line} ${error.code}`)).toEqual(['2 row.code-outside', '3 row.role-not-yours']);
    expect(report.added).toBe(1);
    const secretary = await city.principal('supervisor', places.xinhua);
    await expect(load(secretary, [])).rejects.toMatchObject({ code: 'not-permitted' });
  });

  test('with a number of somebody invisible stores nothing, and does not say who it is', async () => {
    await load(administrator, ['隐形人,13600000031,值班员,410403,,']);
    const before = await people();
    const rows = ['子,13600000032,值班员,410402,,', '丑,13600000031,值班员,410402,,'];
    const report = await load(district, rows);
    expect(report).toMatchObject({ added: 0, held: 1, errors: [{ line: 3, code: 'row.mobile-of-other' }] });
    expect(JSON.stringify(report)).not.toContain('隐形人');
    expect(await people()).toBe(before);
    expect(await load(district, rows, true)).toMatchObject({ added: 1 });
    expect(await load(administrator, ['寅,13600000031,值班员,410403,,'])).toMatchObject({ errors: [{ params: { name: '隐形人' } }] });
  });

  test('never makes one person two of the three administrators', async () => {
    const report = await load(city.system, ['卯,13600000041,审计员,4104,,', '卯,13600000041,安全员,4104,,']);
    expect(report).toMatchObject({ added: 0, errors: [{ line: 3, code: 'row.role-separated' }] });
    await load(city.system, ['卯,13600000041,审计员,4104,,']);
    expect(await load(city.system, ['卯,13600000041,系统管理员,4104,,'])).toMatchObject({ errors: [{ code: 'row.role-separated' }] });
  });

  test('sent ten times has one effect and one answer', async () => {
    const commandId = newId();
    const before = await people();
    const first = await load(administrator, ['辰,,值班员,410402,,'], false, commandId);
    for (let i = 0; i < 9; i++) expect(await load(administrator, ['辰,,值班员,410402,,'], false, commandId)).toEqual(first);
    expect(await people()).toBe(before + 1);
  });

  test('of 9,000 people takes a few seconds', async () => {
    const areas = ['410402001001', '410402001002', '410403001001', '410403001002'];
    const rows = Array.from({ length: 9000 }, (_, i) => `张${i},137${String(i).padStart(8, '0')},值班员,${areas[i % 4]},,值班员`);
    const begin = performance.now();
    expect(await load(administrator, rows)).toMatchObject({ added: 9000, errors: [] });
    expect(performance.now() - begin).toBeLessThan(6000);
  });
});
