import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addCompound } from '../compounds/commands/add-compound.ts';
import { changeBuildings } from '../compounds/commands/change-buildings.ts';
import { definePatch } from '../patches/commands/define-patch.ts';
import { linkPatchPerson } from '../patches/commands/link-patch-person.ts';
import { takeRegister } from './commands/take-register.ts';
import { registerDocx } from './register-docx.ts';
import { registerHtml } from './register-html.ts';
import { registerOf } from './registers.store.ts';
import { readZip } from './zip.fixture.ts';

let city: TestCity;
let secretary: Principal;
let neighbour: Principal;
const compoundId = newId();
beforeAll(async () => {
  city = await testCity();
  secretary = await city.principal('communitySecretary', places.tianhuyuan);
  neighbour = await city.principal('communitySecretary', places.yugou);
  const communityCode = places.tianhuyuan;
  const written = {
    gridCode: null,
    aliases: [],
    address: { road: '矿工路', number: null, yard: null },
    lacks: [],
    gates: [],
    otherHouseholds: 5,
    otherResidents: 9,
  };
  await city.run(addCompound, secretary, {
    commandId: newId(),
    compoundId,
    communityCode,
    name: '<天湖苑>&小区',
    kind: 'managed',
    ...written,
  });
  const put = Array.from({ length: 60 }, (_, i) => ({
    id: newId(),
    name: `${i + 1}号楼`,
    units: 2,
    floors: 6,
    households: 20,
    residents: 50,
  }));
  await city.run(changeBuildings, secretary, { commandId: newId(), compoundId, version: 1, put, remove: [] });
  const patchId = newId();
  const parts = [{ compoundId, buildingId: null, unit: null }];
  await city.run(definePatch, secretary, { commandId: newId(), patchId, communityCode, name: '东片', parts, dutyPhone: null });
  const doctor = await city.principal('volunteer', communityCode);
  await city.run(linkPatchPerson, secretary, {
    commandId: newId(),
    communityCode,
    patchIds: [patchId],
    roleKey: 'doctor',
    personId: doctor.personId,
  });
});
afterAll(() => city.stop());

const take = (by: Principal, more: object = {}) =>
  city.run(takeRegister, by, {
    commandId: newId(),
    registerId: newId(),
    compoundId,
    format: 'page',
    language: 'zh',
    purpose: '迎检备查',
    ...more,
  });
const kept = async (registerId: string, by = secretary) => city.as(by, (tx) => registerOf(tx, by, registerId));

test('a register says what the records say: sums, gaps by name of the role, and 无 where there is nothing', async () => {
  const { registerId } = await take(secretary);
  const content = (await kept(registerId))?.content;
  const [basics, buildings, patches] = content?.sections ?? [];
  expect(Object.fromEntries(basics?.facts ?? [])).toMatchObject({
    '路、街、巷': '矿工路',
    门牌号: '无',
    网格: '无',
    出入口: '无',
    数量: '楼栋 60，单元 120，户 1205，人 3009',
  });
  expect(buildings?.table?.rows.slice(-2)).toEqual([
    ['没分到楼的', '', '', '5', '9'],
    ['合计', '120', '', '1205', '3009'],
  ]);
  const [row] = patches?.table?.rows ?? [];
  expect(row?.[1]).toBe('整个小区');
  expect(row?.[2]?.split('\n').map((line) => [line.split('  ')[0], line.endsWith('还没安排')])).toEqual([
    ['书记', true],
    ['民警', true],
    ['医生', false],
    ['报备专管员', true],
    ['指导员', true],
  ]);
});

test('page and file hold the same words, and names cannot break out of either', async () => {
  const { registerId } = await take(secretary);
  const content = (await kept(registerId))?.content;
  if (!content) throw new Error('not kept');
  const html = registerHtml(content);
  expect(html).not.toContain('<天湖苑>');
  const xml = readZip(await registerDocx(content)).get('word/document.xml') ?? '';
  const words = (text: string) =>
    text
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<p class="hint">.*?<\/p>/, '')
      .replace(/<title>.*?<\/title>/, '')
      .replace(/<[^>]+>/g, ' ');
  const plain = (text: string) =>
    words(text)
      .replaceAll('&#60;', '<')
      .replaceAll('&#62;', '>')
      .replaceAll('&#38;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ')
      .trim();
  expect(plain(xml)).toBe(plain(html));
  // The head of the table comes back on every page, and no row is torn.
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2);
  expect(xml).toContain('<w:cantSplit/>');
});

test('who took it and what for stands in the journal; what changes afterwards does not change what was taken', async () => {
  const { registerId } = await take(secretary, { format: 'docx', purpose: '移交' });
  const [told] = await city.sql(
    `select actor_id, area_code, payload from city.events where type = 'register.taken' and payload->>'registerId' = $1`,
    [registerId],
  );
  expect(told).toMatchObject({
    actor_id: secretary.personId,
    area_code: places.tianhuyuan,
    payload: { format: 'docx', purpose: '移交', compoundId },
  });
  const before = await kept(registerId);
  await city.sql(`update city.compounds set road = '别的路' where id = $1`, [compoundId]);
  expect(await kept(registerId)).toEqual(before);
});

test('nobody opens a register that another one took, and nobody takes one of what he cannot see', async () => {
  const { registerId } = await take(secretary);
  const district = await city.principal('dutyOfficer', places.xinhua);
  expect(await kept(registerId, district)).toBeNull();
  await expect(take(neighbour)).rejects.toMatchObject({ code: 'not-found' });
  const volunteer = await city.principal('volunteer', places.tianhuyuan);
  await expect(take(volunteer)).rejects.toMatchObject({ code: 'not-permitted' });
});
