import { formatNumber } from '@muster/ui/format';
import { appWords } from '../apps/field/src/app/app.words.ts';
import { compoundWords } from '../apps/field/src/features/compounds/compounds.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { patchWords } from '../apps/field/src/features/patches/patches.words.ts';
import { piecesWords } from '../apps/field/src/pieces/pieces.words.ts';
import { installed } from './pieces/phone.ts';
import { expect, test } from './pieces/test.ts';

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
  await expect(phone.getByRole('button', { name: compoundWords.correct(one.name), exact: true })).toBeVisible();
  await installed(phone);
  await phone.context().setOffline(true);

  const correct = async (building: string) => {
    await phone.getByRole('button', { name: compoundWords.correct(building), exact: true }).click();
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
