import { randomBytes } from 'node:crypto';
import { testAccounts } from '@muster/testkit/accounts';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealSecondFactors } from '../features/auth/index.ts';
import { readVapid } from '../features/notifications/index.ts';
import { assertKey, keep } from '../platform/secrets/kept-secrets.ts';
import { isSealed, keyring } from '../platform/secrets/keyring.ts';
import { forgetSecrets } from './forget-secrets.ts';

let city: TestCity;
const [first, second] = [randomBytes(32), randomBytes(32)] as const;
beforeAll(async () => {
  city = await testCity();
});
afterAll(() => city.stop());

const inClear = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const stored = async () => (await city.sql<{ totp_secret: string }>('select totp_secret from shared.accounts'))[0]?.totp_secret as string;

test('a second factor that stood in clear is sealed at the start, again under the next key, and opens as before', async () => {
  const accounts = testAccounts(city);
  await accounts.account(await city.principal('dutyOfficer', places.xinhua), 'hejing');
  await city.sql('update shared.accounts set totp_secret = $1, totp_confirmed_at = now()', [inClear]);
  await sealSecondFactors(city.runtime.shared, keyring([first]));
  const once = await stored();
  expect(isSealed(once)).toBe(true);
  expect(once).not.toContain(inClear);
  await sealSecondFactors(city.runtime.shared, keyring([first]));
  expect(await stored()).toBe(once);
  await sealSecondFactors(city.runtime.shared, keyring([second, first]));
  const [account] = await city.sql<{ id: string }>('select id from shared.accounts');
  expect(keyring([second]).open(`totp:${account?.id}`, await stored())).toBe(inClear);
});

test('servers that begin at once make one secret, and it is the same for good', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => readVapid(city.runtime.shared, keyring([second]))));
  expect(new Set(made.map((one) => one.publicKey)).size).toBe(1);
  expect(await readVapid(city.runtime.shared, keyring([second]))).toEqual(made[0]);
});

test('a server with another key does not start beside it; with the old one behind its own it does, and seals anew', async () => {
  const { shared } = city.runtime;
  await assertKey(shared, keyring([second]));
  const third = randomBytes(32);
  await expect(assertKey(shared, keyring([third]))).rejects.toThrow(/does not open the secrets of the database/);
  await assertKey(shared, keyring([third, second]));
  expect(await keep(shared, keyring([third]), 'key-check', () => 'never')).toBe('muster');
});

test('after a key is lost for good what it had sealed is forgotten: second factors come off, channels wait for their secrets', async () => {
  const { shared } = city.runtime;
  const fresh = keyring([randomBytes(32)]);
  await city.sql(
    `insert into city.channels (id, kind, name, area_code, covers, from_urgency, is_on, settings, sealed, tokens, tokens_at, created_at)
      values (gen_random_uuid(), 'wecomBot', '值班群', '4104', 'below', 'routine', true, '{}', $1, 0, now(), now())`,
    [keyring([first]).seal('channel:x', '{}')],
  );
  const forgotten = await forgetSecrets(city.runtime, fresh);
  expect(forgotten).toEqual({ secondFactors: 1, channels: 1, devices: 0 });
  await assertKey(shared, fresh);
  expect(await stored()).toBeNull();
  // Once more there is nothing to forget, and what the new key sealed stays.
  expect(await forgetSecrets(city.runtime, fresh)).toEqual({ secondFactors: 0, channels: 0, devices: 0 });
});
