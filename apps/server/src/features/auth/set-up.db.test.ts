import type { Session } from '@muster/contract/auth/auth.operations';
import { testAccounts, testPassword } from '@muster/testkit/accounts';
import { type TestCity, testCity } from '@muster/testkit/city';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addPerson } from '../people/commands/add-person.ts';
import { grantAssignment } from '../people/commands/grant-assignment.ts';

let city: TestCity;
beforeAll(async () => {
  city = await testCity({ territory: null });
  city.runtime.cityCode = null;
  await city.sql('delete from shared.cities');
});
afterAll(() => city.stop());

const cast = [
  { userName: 'first', password: testPassword, name: '周砚', role: 'systemAdministrator', areaName: null, app: 'console' as const },
];
const input = { setUpCode: 'SET-UP', cityCode: '4104', cityName: '平顶山市', name: '周砚', userName: 'first', password: testPassword };

test('an empty system is set up once, by who has the code, and leads from there to a security administrator', async () => {
  const auth = testAccounts(city, { demo: true, cast });
  expect(await auth.open('getSignInPage', {})).toEqual({
    city: null,
    setUp: false,
    sponsor: null,
    filingNumber: null,
    shape: [],
    cast: [],
  });
  await expect(auth.signIn('first')).rejects.toMatchObject({ code: 'auth.wrong-credentials' });
  await expect(auth.open('setUp', { ...input, setUpCode: 'guess' })).rejects.toMatchObject({ code: 'auth.wrong-credentials' });
  await expect(auth.open('setUp', { ...input, password: 'short' })).rejects.toMatchObject({ code: 'auth.password-weak' });

  // The first attempt is cut off behind the city's part; the next ones run against each other.
  await city.sql('alter table shared.accounts add constraint accounts_broken check (false)');
  await expect(auth.open('setUp', { ...input, name: '写错的' })).rejects.toBeDefined();
  await city.sql('alter table shared.accounts drop constraint accounts_broken');
  const outcomes = await Promise.allSettled([
    auth.open<Session>('setUp', input),
    auth.open<Session>('setUp', { ...input, userName: 'second' }),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'setup.done-already' } });
  const won = outcomes.find((outcome) => outcome.status === 'fulfilled') as PromiseFulfilledResult<Session>;
  expect(won.value).toMatchObject({
    person: { name: '周砚' },
    acting: { role: 'systemAdministrator', areaCode: '4104' },
    city: { name: '平顶山市' },
  });
  await expect(auth.open('setUp', input)).rejects.toMatchObject({ code: 'setup.done-already' });
  expect(await auth.open('getSignInPage', {})).toMatchObject({ city: { code: '4104' }, setUp: true });

  const signed = await auth.signIn(won.value.userName);
  const administrator = (await signed.principal()) as Principal;
  const security = await appoint(administrator, '安全员');
  await auth.run('createAccount', administrator, { accountId: newId(), personId: security, userName: 'security', password: testPassword });
  const chief = (await (await auth.signIn('security')).principal()) as Principal;
  // From now on accounts and administrators are hers alone.
  const person = newId();
  await city.run(addPerson, administrator, { personId: person, name: '审计', memberCategory: 'staff', areaCode: '4104' });
  await expect(
    auth.run('createAccount', administrator, { accountId: newId(), personId: person, userName: 'auditor', password: testPassword }),
  ).rejects.toMatchObject({
    code: 'not-permitted',
  });
  await expect(appoint(administrator, '第二个')).rejects.toMatchObject({ code: 'not-permitted' });
  await city.run(grantAssignment, chief, { assignmentId: newId(), personId: person, role: 'auditor', areaCode: '4104' });
  await auth.run('createAccount', chief, { accountId: newId(), personId: person, userName: 'auditor', password: testPassword });
});

async function appoint(by: Principal, name: string): Promise<string> {
  const personId = newId();
  await city.run(addPerson, by, { personId, name, memberCategory: 'staff', areaCode: '4104' });
  await city.run(grantAssignment, by, { assignmentId: newId(), personId, role: 'securityAdministrator', areaCode: '4104' });
  return personId;
}

test('the demonstration’s people are offered only where they exist', async () => {
  const auth = testAccounts(city, { demo: true, cast: [...cast, { ...cast[0], userName: 'nobody' } as (typeof cast)[number]] });
  const page = await auth.open<{ cast: { userName: string }[] }>('getSignInPage', {});
  expect(page.cast.map((member) => member.userName).filter((name) => name === 'nobody')).toEqual([]);
  const plain = testAccounts(city, { cast });
  expect((await plain.open<{ cast: unknown[] }>('getSignInPage', {})).cast).toEqual([]);
});
