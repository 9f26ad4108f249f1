import { read, utils, write } from '@e965/xlsx';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../platform/ids.ts';
import type { Principal } from '../../../platform/principal.ts';
import { annotatedBook } from '../../../platform/sheets/read/read-book.ts';
import { addCompound } from '../commands/add-compound.ts';
import { decideImportLines } from './commands/decide-import-lines.ts';
import { runCompoundImport } from './commands/run-compound-import.ts';
import { importsOf, merged, xlsx } from './imports.fixture.ts';
import { importReport } from './report.ts';
import { compoundTemplate } from './template.ts';

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

const header = ['社区', '小区名称', '类型', '缺哪几样', '路', '门牌号', '楼栋', '户数'];
const row = (community: string, name: string, more: (string | number | null)[] = []) => [
  community,
  name,
  '有物业',
  null,
  null,
  null,
  ...more,
];

describe('a wrong row is named by its cell and leaves the others alone:', () => {
  const cases: [string, (string | number | null)[][], string[]][] = [
    [
      'a building that is there twice, however it is written',
      [row('天湖苑', '甲院', ['1号楼', 10]), row('天湖苑', '甲院', ['1栋', 12])],
      ['G3 building.twice'],
    ],
    [
      'two compounds of one name in a community',
      [row('天湖苑', '甲院', [null, 10]), row('天湖苑', '甲院小区', [null, 20])],
      ['H3 compound.differs', 'B3 compound.twice'],
    ],
    [
      'a building in two communities',
      [
        ['天湖苑', '甲院', '有物业', null, '建设路', '12号', '1号楼', 10],
        ['余沟村', '甲院', '有物业', null, '建设路', '12号', '1号楼', 10],
      ],
      ['3 building.elsewhere'],
    ],
    ['somebody else’s community', [row('东环社区', '甲院'), row('东区社区', '甲院')], ['A2 community.elsewhere', 'A3 community.unknown']],
    [
      'no community, no name, no kind',
      [
        ['', '甲院', '有物业'],
        ['天湖苑', '', '有物业'],
        ['天湖苑', '乙院', ''],
      ],
      ['A2 community.missing', 'B3 name.missing', '4 kind.missing'],
    ],
    [
      'an unmanaged compound that does not say what it lacks, and a managed one that does',
      [
        ['天湖苑', '甲院', '三无小区'],
        ['天湖苑', '乙院', '有物业', '无物业管理'],
      ],
      ['2 lacks.missing', '3 lacks.managed'],
    ],
    [
      'counts that are none',
      [row('天湖苑', '甲院', [null, '约二十']), row('天湖苑', '乙院', ['1号楼', 9000])],
      ['H2 count.not-whole', 'H3 count.too-large'],
    ],
    ['a code as a number that has lost its tail', [row('天湖苑', '甲院', [null, 4.104021e18])], ['H2 cell.number-long']],
    ['a kind that there is none of', [['天湖苑', '甲院', '别墅']], ['C2 kind.unknown']],
  ];
  test.each(cases)('%s', async (_, rows, faults) => {
    const good = row('天湖苑', '好院', [null, 7]);
    const read = await imports.read(duty, await xlsx([header, ...rows, good]));
    expect(imports.faults(read.lines)).toEqual(expect.arrayContaining(faults));
    const stored = await imports.store(duty, read.id);
    expect(stored.file).toMatchObject({ state: 'done', failed: 0 });
    expect((await compounds()).map(({ name }) => name)).toContain('好院');
    // A compound with a wrong row is not stored at all, not half.
    for (const line of read.lines.filter(({ outcome }) => outcome === 'faulty'))
      expect(
        await city.sql('select 1 from city.compounds where name = $1 and community_code = $2', [line.name, line.community?.code]),
      ).toEqual([]);
  });

  test('a community that two are called like asks for the subdistrict', async () => {
    const twice = '410402001003';
    await city.sql(
      `insert into city.areas (id, code, name, short_name, level, kind, parent_code, search_text, valid_from)
        values ($1, $2, '天湖苑社区居民委员会', '天湖苑社区', 'community', 'community', '410402001', 'x', now())`,
      [newId(), twice],
    );
    const read = await imports.read(
      duty,
      await xlsx([header, row('天湖苑社区', '甲院'), row('焦店镇天湖苑社区', '乙院'), row(twice, '丙院')]),
    );
    expect(imports.faults(read.lines)).toEqual(['A2 community.ambiguous']);
    expect(read.lines.map(({ community }) => community?.code)).toEqual([undefined, places.tianhuyuan, twice]);
    await city.sql('delete from city.compound_import_lines');
    await city.sql('delete from city.areas where code = $1', [twice]);
  });

  test('formulas: the value counts, one that was never computed is an error; hidden columns are read and told', async () => {
    const cells = new Map([
      ['1,7', { value: 36, formula: '30+6', formulaResult: 36 }],
      ['2,7', { value: null, formula: 'SUM(A1:A2)' }],
    ]);
    const columns = header.map((_, at) => (at === 2 ? { hidden: true } : {}));
    const data = await xlsx(
      [header, row('天湖苑', '甲院', [null, 36]), row('天湖苑', '乙院', [null, null]), row('天湖苑', '丙院', [null, '#REF!'])],
      {
        cells: cells as never,
        columns,
      },
    );
    const read = await imports.read(duty, data);
    expect(imports.faults(read.lines)).toEqual(['H3 cell.formula-empty', 'H4 cell.error']);
    expect(read.file.leaves[0]).toMatchObject({
      formulas: 2,
      columns: expect.arrayContaining([expect.objectContaining({ letters: 'C', isHidden: true, means: 'kind' })]),
    });
    await imports.store(duty, read.id);
    expect(await compounds()).toMatchObject([{ name: '甲院', kind: 'managed', rest: 36 }]);
  });
});

describe('files of other kinds', () => {
  const rows = [header, row('天湖苑社区', '甲院', ['1号楼', 36]), ['', '', '', '', '', '', '2号楼', 48]];
  const wanted = [{ name: '甲院', buildings: '1号楼:36 2号楼:48' }];

  test('.xls with a merged cell is read like .xlsx', async () => {
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!merges'] = [
      { s: { r: 1, c: 1 }, e: { r: 2, c: 1 } },
      { s: { r: 1, c: 0 }, e: { r: 2, c: 0 } },
    ];
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '小区');
    const read_ = await imports.read(duty, new Uint8Array(write(book, { type: 'array', bookType: 'biff8' })), 'xls');
    await imports.store(duty, read_.id);
    expect(await compounds()).toMatchObject(wanted);
  });

  const csv = rows.map((cells) => cells.map((cell) => cell ?? '').join(',')).join('\r\n');
  test.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${csv}`)],
    ['pasted, with tabs', Buffer.from(csv.replaceAll(',', '\t'))],
    // 社区,小区名称,类型,楼栋 / 天湖苑,甲院,有物业,1号楼 as GB18030.
    ['GB18030', gb18030()],
  ])('%s', async (_, data) => {
    const read_ = await imports.read(duty, data, 'csv');
    expect(read_.file).toMatchObject({ state: 'ready', counts: { add: 1, faulty: 0 } });
    await imports.store(duty, read_.id);
    expect(await compounds()).toMatchObject([{ name: '甲院', buildings: expect.stringContaining('1号楼') }]);
  });

  test('without a header that names compounds, with nothing below it, or broken: refused whole, with the reason', async () => {
    const refused = async (data: Uint8Array | string, kind: 'xlsx' | 'xls' | 'csv' = 'xlsx') => (await imports.read(duty, data, kind)).file;
    expect(
      await refused(
        await xlsx([
          ['姓名', '手机'],
          ['张三', '1'],
        ]),
      ),
    ).toMatchObject({ state: 'refused', refusal: { code: 'file.no-header' } });
    expect(await refused(await xlsx([header]))).toMatchObject({ refusal: { code: 'file.no-rows' } });
    expect(await refused('no workbook at all')).toMatchObject({ refusal: { code: 'file.unreadable' } });
    expect(await refused(`${header.join(',')}\n${`天湖苑,院,有物业\n`.repeat(100_600)}`, 'csv')).toMatchObject({
      refusal: { code: 'file.too-long', params: { most: '100000' } },
    });
  });

  test('one leaf a community, named after it; a leaf without a header is left alone', async () => {
    const bare = [
      ['小区', '类型', '户数'],
      ['甲院', '有物业', 9],
    ];
    const { writeXlsx } = await import('hucre/xlsx');
    const data = await writeXlsx({
      sheets: [
        { name: '说明', rows: [['怎么填']] },
        { name: '天湖苑', rows: bare },
        { name: '余沟村', rows: bare },
      ],
    });
    const read_ = await imports.read(duty, data);
    expect(read_.lines.map(({ community }) => community?.code)).toEqual([places.tianhuyuan, places.yugou]);
  });
});

/** From the bytes of a GB18030 file, because nothing here writes one. */
function gb18030(): Buffer {
  const bytes: Record<string, string> = {
    社: 'c9e7',
    区: 'c7f8',
    小: 'd0a1',
    名: 'c3fb',
    称: 'b3c6',
    类: 'c0e0',
    型: 'd0cd',
    楼: 'c2a5',
    栋: 'b6b0',
    天: 'ccec',
    湖: 'bafe',
    苑: 'd4b7',
    甲: 'bcd7',
    院: 'd4ba',
    有: 'd3d0',
    物: 'ceef',
    业: 'd2b5',
    号: 'bac5',
  };
  return Buffer.concat(
    [...'社区,小区名称,类型,楼栋\n天湖苑,甲院,有物业,1号楼\n'].map((char) =>
      bytes[char] ? Buffer.from(bytes[char], 'hex') : Buffer.from(char),
    ),
  );
}

describe('a compound that may be one that is here', () => {
  const blank = {
    gridCode: null,
    aliases: [],
    address: { road: null, number: null, yard: null },
    kind: 'managed' as const,
    lacks: [],
    gates: [],
    otherHouseholds: 0,
    otherResidents: 0,
  };
  const add = async (name: string, communityCode: string, address = blank.address) => {
    const compoundId = newId();
    await city.run(addCompound, duty, { ...blank, compoundId, communityCode, name, address });
    return compoundId;
  };

  test('by its sound, its address, or its name a few doors away is asked about, and nothing runs before somebody says', async () => {
    const [sound, address, beside] = [
      await add('天湖园', places.tianhuyuan),
      await add('老机床厂', places.tianhuyuan, { road: '矿工路', number: '8号', yard: null } as never),
      await add('丙院', places.yugou, { road: '建设路', number: '12号', yard: null } as never),
    ];
    const data = await xlsx([
      header,
      row('天湖苑', '天湖苑', [null, 7]),
      ['天湖苑', '机床厂家属院', '有物业', null, '矿工路', '8号', null, 120],
      ['天湖苑', '丙院', '有物业', null, '建设路', '16号', null, 50],
      row('天湖苑', '别的院', [null, 3]),
    ]);
    const read_ = await imports.read(duty, data);
    expect(read_.lines.map((line) => line.candidates.map(({ id, why }) => [id, why]))).toEqual([
      [[sound, 'sound']],
      [[address, 'address']],
      [[beside, 'nearby']],
      [],
    ]);
    expect(read_.file.counts.undecided).toBe(3);
    await expect(city.run(runCompoundImport, duty, { importId: read_.id })).rejects.toMatchObject({ code: 'import.undecided' });
    const decisions = [
      { n: 1, decision: 'new' as const },
      { n: 2, decision: address as string },
      // Not offered for this line: passed over.
      { n: 3, decision: sound as string },
    ];
    expect(await city.run(decideImportLines, duty, { importId: read_.id, decisions })).toEqual({ undecided: 1 });
    expect(await city.run(decideImportLines, duty, { importId: read_.id, decisions: [], rest: 'new' })).toEqual({ undecided: 0 });
    await imports.store(duty, read_.id);
    expect((await compounds()).map(({ name, rest, aliases }) => [name, rest, aliases])).toEqual([
      ['丙院', 50, []],
      ['别的院', 3, []],
      ['天湖园', 0, []],
      ['天湖苑', 7, []],
      ['老机床厂', 120, ['机床厂家属院']],
      ['丙院', 0, []],
    ]);
    // And the same file once more: what was decided is known, also by its other name.
    const again = await imports.read(duty, data);
    expect(again.file.counts).toMatchObject({ add: 0, change: 0, same: 4, undecided: 0 });
  });

  test('what somebody adds while the sheet lies there is laid over, not written over', async () => {
    const read_ = await imports.read(duty, await xlsx([header, row('天湖苑', '甲院', ['1号楼', 10])]));
    const id = await add('甲院小区', places.tianhuyuan, { road: '湖滨路', number: '1号', yard: null } as never);
    await imports.store(duty, read_.id);
    expect(await city.sql('select id, name, road from city.compounds')).toEqual([{ id, name: '甲院小区', road: '湖滨路' }]);
    expect(await compounds()).toMatchObject([{ buildings: '1号楼:10' }]);
  });

  test('one that was closed meanwhile is left out and told', async () => {
    const id = await add('天湖园', places.tianhuyuan);
    const read_ = await imports.read(duty, await xlsx([header, row('天湖苑', '天湖苑', [null, 7])]));
    await city.run(decideImportLines, duty, { importId: read_.id, decisions: [], rest: 'first' });
    await city.sql(`update city.compounds set closed_at = now(), close_reason = '拆了' where id = $1`, [id]);
    const stored = await imports.store(duty, read_.id);
    expect(stored.file).toMatchObject({ state: 'done', done: 0, failed: 1, reported: 1 });
    expect(imports.faults(stored.lines)).toEqual(['2 compound.closed-meanwhile']);
  });
});

describe('it goes on by itself', () => {
  const many = () => xlsx([header, ...Array.from({ length: 700 }, (_, at) => row('天湖苑', `院${at}号`, ['1号楼', 5]))]);

  test('from where a killed server left it, and two that come together store nothing twice', async () => {
    const read_ = await imports.read(duty, await many());
    await city.run(runCompoundImport, duty, { importId: read_.id });
    const { storeImportLines } = await import('./commands/store-import-lines.ts');
    await city.run(storeImportLines, duty, { importId: read_.id, oneByOne: false });
    expect((await imports.look(duty, read_.id)).file).toMatchObject({ state: 'running', done: 250, todo: 700 });
    await Promise.all([imports.work(read_.id), imports.work(read_.id)]);
    expect((await imports.look(duty, read_.id)).file).toMatchObject({ state: 'done', done: 700, failed: 0 });
    expect(await city.sql('select count(*)::int as n, count(distinct name)::int as names from city.compounds')).toEqual([
      { n: 700, names: 700 },
    ]);
  });

  test('but not in the name of somebody who has left', async () => {
    const leaver = await city.principal('communitySecretary', places.tianhuyuan);
    const read_ = await imports.read(leaver, await xlsx([header, row('天湖苑', '甲院', [null, 7])]));
    await city.run(runCompoundImport, leaver, { importId: read_.id });
    await city.sql(`update city.assignments set to_at = now() - interval '1 year', from_at = now() - interval '2 years' where id = $1`, [
      leaver.assignmentId,
    ]);
    await imports.work(read_.id);
    const after = await imports.look(duty, read_.id);
    expect(after.file).toMatchObject({ state: 'done', done: 0, failed: 1 });
    expect(imports.faults(after.lines)).toEqual(['2 row.stopped']);
    expect(await compounds()).toEqual([]);
  });

  test('a neighbour sees nothing of it, whoever is above sees it', async () => {
    const read_ = await imports.read(duty, await xlsx([header, row('天湖苑', '甲院', [null, 7])]));
    const neighbour = await city.principal('dutyOfficer', places.weidong);
    await expect(imports.look(neighbour, read_.id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await imports.look(await city.principal('commander', places.city), read_.id)).file.startedBy).toBe(duty.personName);
  });
});

describe('the report', () => {
  const reportOf = async (importId: string, language: 'zh' | 'en' = 'zh') => {
    const report = await city.as(duty, (tx) => importReport(tx, duty, importId, (id) => `${imports.folder}/${id}`, language));
    return report && { fileName: report.fileName, data: await annotatedBook(report.job) };
  };

  test('is the user’s own workbook, untouched but for a red column that says row by row what is wrong', async () => {
    const rows = [
      ['某某台账'],
      header,
      row('天湖苑', '甲院', ['1号楼', '三十']),
      row('天湖苑', '甲院', ['2号楼', 48]),
      row('天湖苑', '乙院', [null, 7]),
    ];
    const data = await xlsx(rows, { merges: [merged(0, 0, 0, 7)], columns: header.map(() => ({ width: 17 })) });
    const report = await reportOf((await imports.read(duty, data)).id);
    expect(report?.fileName).toBe('小区（错误原因）.xlsx');
    const [sheet] = (await readXlsx(report?.data as Uint8Array, { readStyles: true })).sheets;
    expect(sheet?.merges).toEqual([merged(0, 0, 0, 7)]);
    expect(sheet?.rows.map((cells) => cells[8] ?? null)).toEqual([
      null,
      '错误原因',
      '户数：“三十”不是整数',
      '同一个小区第 3 行有错，整个小区没导入',
      null,
    ]);
    expect(sheet?.rows.slice(1).map((cells) => cells.slice(0, 8).map((cell) => cell ?? null))).toEqual(
      rows.slice(1).map((cells) => header.map((_, at) => cells[at] ?? null)),
    );
    expect(sheet?.cells?.get('2,8')?.style?.font?.color).toMatchObject({ rgb: 'BF2A16' });
    // Put right in that very file, with the red column still in it, it goes in.
    expect((await imports.read(duty, report?.data as Uint8Array)).file.counts).toMatchObject({ add: 1, faulty: 1 });
  });

  test('of .xls and of what was pasted is a workbook that says the same, in English too', async () => {
    const text = [header, row('天湖苑', '甲院', [null, 'x'])].map((cells) => cells.map((cell) => cell ?? '').join('\t')).join('\n');
    const report = await reportOf((await imports.read(duty, text, 'csv')).id, 'en');
    const book = read(report?.data, { type: 'array' });
    expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0] as string] as never, { header: 1 })).toEqual([
      [...header, 'What is wrong'],
      ['天湖苑', '甲院', '有物业', '', '', '', '', 'x', '户数: “x” is no whole number'],
    ]);
  });

  test('there is none where nothing is wrong', async () => {
    expect(await reportOf((await imports.read(duty, await xlsx([header, row('天湖苑', '甲院', [null, 7])]))).id)).toBeNull();
  });
});

test('the template has drop-downs for what is one of few, and comes back as it is without adding anything', async () => {
  for (const language of ['zh', 'en'] as const) {
    const data = await compoundTemplate(language);
    const [sheet] = (await readXlsx(data)).sheets;
    expect(sheet?.dataValidations?.map((one) => one.type)).toEqual(['list', 'list']);
    const read_ = await imports.read(duty, data);
    expect(read_.file).toMatchObject({ state: 'refused', refusal: { code: 'file.no-rows' } });
  }
});

test('rows without a community belong where it was said; a community that there is none of is refused before anything is read', async () => {
  const data = await xlsx([
    ['小区名称', '类型'],
    ['甲院', '有物业'],
  ]);
  const read_ = await imports.read(duty, data, 'xlsx', places.yugou);
  expect(read_.lines.map(({ community }) => community?.code)).toEqual([places.yugou]);
  await expect(imports.read(duty, data, 'xlsx', '410402100999')).rejects.toMatchObject({ code: 'area.unknown' });
  await expect(imports.read(duty, data, 'xlsx', places.jiaodian)).rejects.toMatchObject({ code: 'compound.not-in-community' });
});

test('ninety thousand buildings of one compound are told as wrong, and others are served meanwhile', async () => {
  const lines = Array.from({ length: 90_000 }, (_, at) => `天湖苑,甲院,有物业,${at + 1}号楼`);
  let slowest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    slowest = Math.max(slowest, performance.now() - last);
    last = performance.now();
  }, 5);
  const read_ = await imports.read(duty, `社区,小区名称,类型,楼栋\n${lines.join('\n')}`, 'csv');
  clearInterval(beat);
  expect(imports.faults(read_.lines)).toEqual(['2 compound.buildings-most']);
  expect(slowest).toBeLessThan(5000);
}, 60_000);
