import { newId } from '@muster/client/ids';
import { formatNumber } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { appWords } from '../apps/field/src/app/app.words.ts';
import { checklistsWords } from '../apps/field/src/features/checklists/checklists.words.ts';
import { compoundWords } from '../apps/field/src/features/compounds/compounds.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { patchWords } from '../apps/field/src/features/patches/patches.words.ts';
import { placesWords } from '../apps/field/src/features/places/places.words.ts';
import { piecesWords } from '../apps/field/src/pieces/pieces.words.ts';
import { countActs } from './pieces/acts.ts';
import { installed } from './pieces/phone.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

/** The pages are here, the ground is kept, and the code of the card too: from now on nothing is asked of the network. */
async function kept(phone: import('@playwright/test').Page): Promise<void> {
  await installed(phone);
  await expect
    .poll(() => phone.evaluate(() => performance.getEntriesByType('resource').some((one) => one.name.endsWith('/code.svg'))))
    .toBe(true);
  // What was read is written down a moment later.
  await phone.evaluate(
    () =>
      new Promise<void>((done) => {
        const look = () => {
          const open = indexedDB.open('muster');
          open.onsuccess = () => {
            const asked = open.result.transaction('kept').objectStore('kept').get('last');
            asked.onsuccess = () => {
              const has = JSON.stringify(asked.result ?? '').includes('"cardCode"');
              open.result.close();
              if (has) done();
              else setTimeout(look, 50);
            };
          };
        };
        look();
      }),
  );
}

/** Operations that stand in the phone's storage, not only on its screen. */
function keptCommands(phone: import('@playwright/test').Page): Promise<string[]> {
  return phone.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const open = indexedDB.open('muster');
        open.onsuccess = () => {
          const asked = open.result.transaction('outbox').objectStore('outbox').getAll();
          asked.onsuccess = () => {
            open.result.close();
            done((asked.result as { operation: string }[]).map((entry) => entry.operation));
          };
        };
      }),
  );
}

test('my patch without network: who, which doors, the card with its code; that I cannot come and am back arrives once, in order', async ({
  openPhone,
  as,
}) => {
  const phone = await openPhone('chenguilan');
  await expect(phone.getByRole('heading', { name: patchWords.mine })).toBeVisible();
  await kept(phone);
  await phone.context().setOffline(true);
  await phone.goto('/m/');
  await phone.goto('/m/area');
  await phone.getByRole('link', { name: /第9片/ }).click();
  await expect(phone.getByRole('heading', { name: patchWords.people })).toBeVisible();
  await expect(phone.getByText(patchWords.lacking('医生'))).toBeVisible();
  await expect(phone.getByRole('img', { name: patchWords.code })).toBeVisible();

  await phone.getByRole('button', { name: patchWords.cannot }).click();
  await phone.getByRole('button', { name: patchWords.reasons.away, exact: true }).click();
  await phone.getByRole('button', { name: patchWords.say(patchWords.reasons.away, null) }).click();
  await expect(phone.getByText(patchWords.absentNow(patchWords.reasons.away, null))).toBeVisible();
  // Said where it stands, that nobody knows of it yet.
  await expect(phone.getByRole('link', { name: piecesWords.waits })).toBeVisible();
  await phone.getByRole('button', { name: patchWords.back }).click();
  await expect(phone.getByRole('button', { name: patchWords.cannot })).toBeVisible();
  await expect(phone.getByRole('link', { name: appWords.unsent('2') })).toBeVisible();

  const desk = await as('chenguilan');
  const told = async () => (await desk.call('listFeed', { limit: 50 })).items.filter((item) => item.type.startsWith('absence.'));
  const before = (await told()).length;
  await phone.context().setOffline(false);
  await phone.goto('/m/me/outbox');
  await expect(phone.getByText(outboxWords.empty)).toBeVisible({ timeout: 30_000 });
  const { patches } = await desk.call('syncGround', {});
  expect(patches?.content.absences).toEqual([]);
  expect((await told()).length - before).toBe(2);
});

test('a count that is wrong is put right in the stairwell; of two who count at once, one sees what the other wrote and decides', async ({
  openPhone,
  as,
}) => {
  const desk = await as('chenguilan');
  const { items } = await desk.call('listCompounds', { q: '湖光花园' });
  const { id: compoundId } = items[0] as (typeof items)[number];
  const first = await desk.call('getCompound', { compoundId });
  const [one, other] = first.buildingList as [(typeof first.buildingList)[number], (typeof first.buildingList)[number]];
  const phone = await openPhone('chenguilan', { at: `/m/compounds/${compoundId}` });
  await expect(phone.getByRole('button', { name: new RegExp(`^${compoundWords.correct(one.name)}`) })).toBeVisible();
  await installed(phone);
  await phone.context().setOffline(true);

  const correct = async (building: string) => {
    await phone.getByRole('button', { name: new RegExp(`^${compoundWords.correct(building)}`) }).click();
    await phone
      .getByRole('dialog')
      .getByRole('button', { name: `${compoundWords.households} + 1` })
      .click();
    await phone.getByRole('dialog').getByRole('button', { name: /改成/ }).click();
    await expect(phone.getByRole('dialog')).toHaveCount(0);
  };
  await correct(one.name);
  await correct(other.name);
  // The sum follows at once; nobody types it.
  await expect(phone.getByText(formatNumber(first.households + 2), { exact: true })).toBeVisible();
  await phone.context().setOffline(false);
  await expect.poll(async () => (await desk.call('getCompound', { compoundId })).version, { timeout: 30_000 }).toBe(first.version + 2);
  const second = await desk.call('getCompound', { compoundId });
  expect(second.buildingList.slice(0, 2).map((building) => building.households)).toEqual([one.households + 1, other.households + 1]);

  // The phone without network again, and a colleague is quicker.
  await expect(phone.getByRole('link', { name: piecesWords.waits })).toHaveCount(0);
  await phone.context().setOffline(true);
  await correct(one.name);
  await desk.call('changeBuildings', {
    compoundId,
    version: second.version,
    put: [{ ...one, households: one.households + 9 }],
  });
  await phone.context().setOffline(false);
  await phone.goto('/m/me/outbox');
  const card = phone.getByRole('region', { name: outboxWords.what.changeBuildings('湖光花园', one.name) });
  await expect(card).toContainText(outboxWords.people(formatNumber(one.households + 9), formatNumber(one.residents)), { timeout: 30_000 });
  await expect(card).toContainText(outboxWords.people(formatNumber(one.households + 2), formatNumber(one.residents)));
  await card.getByRole('button', { name: outboxWords.useMine }).click();
  await expect(phone.getByText(outboxWords.empty)).toBeVisible({ timeout: 30_000 });
  const third = await desk.call('getCompound', { compoundId });
  expect(third.buildingList[0]?.households).toBe(one.households + 2);
  // As it was found.
  await desk.call('changeBuildings', { compoundId, version: third.version, put: [one, other] });
});

test('报事: queue and problem are two taps from Today; counted, corrected and told without network, each arrives once', async ({
  openPhone,
  as,
}) => {
  const desk = await as('chenguilan');
  const [placeId, shiftId, roundId] = [newId(), newId(), newId()];
  const name = unique('采样点');
  // A shift at an hour at which nobody is needed elsewhere.
  await desk.call('addPlace', {
    placeId,
    communityCode: '410402010002',
    kind: 'testPoint',
    name,
    shifts: [{ id: shiftId, name: '夜班', from: '02:50', to: '02:55', needed: 1 }],
  });
  const me = (await (await as('sunli')).call('getSession', {})).person;
  await desk.call('linkPlacePerson', { linkId: newId(), placeId, shiftId, personId: me.id });
  const now = Date.now();
  await desk.call('planRound', {
    placeId,
    roundId,
    name: '第1轮',
    plannedFrom: new Date(now).toISOString(),
    plannedTo: new Date(now + 3_600_000).toISOString(),
  });

  const phone = await openPhone('sunli');
  await expect(phone.getByRole('heading', { name: placesWords.mine })).toBeVisible();
  await kept(phone);
  await phone.context().setOffline(true);
  await phone.goto('/m/');
  await expect(phone.getByRole('link', { name: new RegExp(name) })).toBeVisible();

  const acts = await countActs(phone);
  await phone.getByRole('link', { name: placesWords.tell, exact: true }).click();
  const card = phone.getByRole('region', { name });
  await card.getByRole('button', { name: placeWords.queue.long, exact: true }).click();
  await expect(card.getByRole('button', { name: placeWords.queue.long, exact: true })).toHaveAttribute('aria-pressed', 'true');
  expect(await acts.count()).toBe(2);
  await card.getByRole('button', { name: placeWords.problem.noPower, exact: true }).click();
  await expect(card.getByText(placeWords.problem.noPower)).toBeVisible();
  expect(await acts.count()).toBe(3);

  await card.getByRole('link', { name: new RegExp(name) }).click();
  await phone.getByRole('button', { name: placesWords.open('第1轮') }).click();
  for (const step of ['10', '50', '1']) await phone.getByRole('button', { name: placesWords.addName(step), exact: true }).click();
  await phone.getByRole('button', { name: placesWords.undo('1') }).click();
  await expect(phone.getByText(placesWords.people('60'), { exact: true })).toBeVisible();
  await phone.getByRole('group', { name: placeWords.check.order }).getByRole('button', { name: placesWords.met }).click();
  // Written down: what is put away in the very moment of the tap is not the matter here.
  await expect.poll(() => keptCommands(phone)).toContain('recordPlaceCheck');
  // Put away and opened again, it is all still there.
  await phone.reload();
  await expect(phone.getByText(placesWords.people('60'), { exact: true })).toBeVisible();
  expect((await desk.call('getPlace', { placeId })).reports).toEqual([]);

  await phone.context().setOffline(false);
  await phone.goto('/m/me/outbox');
  await expect(phone.getByText(outboxWords.empty)).toBeVisible({ timeout: 30_000 });
  const place = await desk.call('getPlace', { placeId });
  expect(place).toMatchObject({ queue: 'long', problems: 1, round: { id: roundId, state: 'open', done: 60 } });
  expect(place.reports.map(({ kind, amount }) => `${kind} ${amount ?? ''}`.trim()).toSorted()).toEqual([
    'correction -1',
    'count 1',
    'count 10',
    'count 50',
    'queue',
  ]);
  expect(place.checks.find(({ key }) => key === 'order')?.isMet).toBe(true);

  // The desk puts it right, also on a phone.
  const secretary = await openPhone('chenguilan', { at: `/m/places/${placeId}` });
  await secretary.getByRole('button', { name: placesWords.see }).click();
  await secretary.getByRole('button', { name: placesWords.settle }).click();
  await secretary.getByRole('textbox').fill('接了发电机');
  await secretary.getByRole('button', { name: placesWords.settleSend }).click();
  await expect
    .poll(async () => (await desk.call('getPlace', { placeId })).problemList[0])
    .toMatchObject({ state: 'settled', outcome: '接了发电机' });
  await desk.call('closePlace', { placeId, version: (await desk.call('getPlace', { placeId })).version, reason: '旅程测试设的' });
});

test('a checklist is ticked without network, with a word where there is one; each tick arrives once, and one goes back with its reason', async ({
  openPhone,
  as,
}) => {
  const city = await as('zhouyan');
  const [checklistId, first, second, third] = [newId(), newId(), newId(), newId()];
  const title = unique('早班前看一遍');
  await city.call('saveChecklist', {
    checklistId,
    title,
    items: [
      { id: first, text: '两米线贴好' },
      { id: second, text: '试剂够一上午' },
      { id: third, text: null },
    ],
    level: 'community',
    areaCodes: ['410402010002'],
    dueAt: new Date(Date.now() + 7_200_000).toISOString(),
  });
  await city.call('sendChecklist', { checklistId, version: 1 });
  const phone = await openPhone('chenguilan');
  const row = phone.getByRole('link', { name: new RegExp(title) });
  await expect(row).toContainText(checklistsWords.left('2'));
  await kept(phone);
  await phone.context().setOffline(true);
  await phone.goto('/m/');
  await row.click();
  await expect(phone.getByText(checklistsWords.unnamed)).toBeVisible();
  await phone.getByRole('checkbox', { name: /两米线贴好/ }).click();
  await expect(phone.getByRole('checkbox', { name: /两米线贴好/ })).toBeChecked();
  await phone.getByRole('button', { name: checklistsWords.withName('试剂够一上午') }).click();
  await phone.getByRole('dialog').getByRole('textbox').fill('够到下午两点');
  await phone.getByRole('dialog').getByRole('button', { name: checklistsWords.tick, exact: true }).click();
  await phone.getByRole('checkbox', { name: /两米线贴好/ }).click();
  await phone.getByRole('button', { name: checklistsWords.reasons.notYet }).click();
  await phone.getByRole('button', { name: checklistsWords.back }).click();
  await expect(phone.getByRole('checkbox', { name: /两米线贴好/ })).not.toBeChecked();

  const desk = await as('chenguilan');
  await phone.context().setOffline(false);
  await phone.goto('/m/me/outbox');
  await expect(phone.getByText(outboxWords.empty)).toBeVisible({ timeout: 30_000 });
  const there = await desk.call('getDeskChecklist', { checklistId, areaCode: '410402010002' });
  expect(there.items.map(({ tick }) => tick?.note ?? null)).toEqual([null, '够到下午两点', null]);
  expect(there.takenBack).toMatchObject([{ text: '两米线贴好', reason: checklistsWords.reasons.notYet }]);
  await city.call('closeChecklist', {
    checklistId,
    version: (await city.call('getChecklist', { checklistId })).version,
    note: '旅程测试发的',
  });
});
