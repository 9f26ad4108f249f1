import type { Session } from '@muster/contract/auth/auth.operations';
import { type TestAccounts, testAccounts, testPassword } from '@muster/testkit/accounts';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { endAssignment } from '../people/commands/end-assignment.ts';
import { grantAssignment } from '../people/commands/grant-assignment.ts';
import { authenticate } from './authenticate.ts';

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) Safari/604.1';

let city: TestCity;
let auth: TestAccounts;
let serial = 0;
beforeAll(async () => {
  city = await testCity();
  auth = testAccounts(city);
});
afterAll(() => city.stop());
beforeEach(() => {
  city.clock.advance({ days: 1 });
});

/** A duty officer of a district with an account of his own. */
async function officer(more: { mobile?: string } = {}): Promise<{ person: Principal; userName: string; accountId: string }> {
  const userName = `officer${++serial}`;
  const person = await city.principal('dutyOfficer', places.xinhua, { name: `何静${serial}`, ...more });
  return { person, userName, accountId: await auth.account(person, userName) };
}
const failures = (login: string) =>
  city.sql(`select payload->>'why' as why from city.events where type = 'auth.signInFailed' and payload->>'login' = $1 order by id`, [
    login,
  ]);

describe('signing in', () => {
  test('works with user name in any case or mobile number, and tells all that a screen needs', async () => {
    const { person, userName } = await officer({ mobile: '13800000088' });
    for (const login of [userName, userName.toUpperCase(), '13800000088']) {
      const { session, principal } = await auth.signIn(login);
      expect(session).toMatchObject({
        person: { id: person.personId, name: person.personName },
        userName,
        acting: { role: 'dutyOfficer', areaCode: places.xinhua, areaName: '新华区', level: 'district' },
        city: { code: '4104', name: '平顶山市' },
        incident: null,
        idleMinutes: 60,
        may: { seeOrders: true, issueOrder: true, manageAccounts: false, manageIncident: false },
      });
      expect(await principal()).toMatchObject({
        personId: person.personId,
        role: 'dutyOfficer',
        areaCode: places.xinhua,
        address: '10.1.2.3',
      });
    }
    const events = await city.sql(`select type, actor_id, address from city.events where type = 'auth.signedIn' and person_id = $1`, [
      person.personId,
    ]);
    expect(events).toEqual(Array(3).fill({ type: 'auth.signedIn', actor_id: person.personId, address: '10.1.2.3' }));
  });

  test('keeps neither token nor password where they could be read', async () => {
    const { userName } = await officer();
    const { token } = await auth.signIn(userName);
    const kept = await city.sql<{ all: string }>(
      `select coalesce(string_agg(t, ''), '') as all from (select s::text as t from shared.sessions s union all select a::text from shared.accounts a union all select e::text from city.events e) x`,
    );
    expect(kept[0]?.all).not.toContain(token);
    expect(kept[0]?.all).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    expect(kept[0]?.all).not.toContain(testPassword);
  });

  test('needs an assignment of now', async () => {
    const { person, userName } = await officer();
    await city.run(endAssignment, city.system, { assignmentId: person.assignmentId as string });
    await expect(auth.signIn(userName)).rejects.toMatchObject({ code: 'auth.no-assignment' });
  });

  test('goes on in the assignment in which one acted last', async () => {
    const { person, userName } = await officer();
    const assignmentId = newId();
    await city.run(grantAssignment, city.system, { assignmentId, personId: person.personId, role: 'commander', areaCode: places.shuguang });
    const first = await auth.signIn(userName);
    expect(first.session.acting.role).toBe('dutyOfficer');
    await auth.run('switchAssignment', (await first.principal()) as Principal, { assignmentId });
    expect((await auth.signIn(userName)).session.acting).toMatchObject({ id: assignmentId, areaName: '曙光街街道' });
  });

  test('again on the same device ends the session before', async () => {
    const { userName } = await officer();
    const first = await auth.signIn(userName);
    const second = await auth.signIn(userName, { as: await first.principal() });
    expect(await first.principal()).toBeNull();
    expect(await second.principal()).not.toBeNull();
  });
});

describe('lock-out', () => {
  test('after five wrong passwords not even the right one opens, for fifteen minutes', async () => {
    const { userName } = await officer();
    for (const triesLeft of [4, 3, 2, 1]) {
      const wrong = auth.signIn(userName, { password: 'wrong' });
      await expect(wrong).rejects.toMatchObject({ code: 'auth.wrong-credentials', params: { triesLeft, lockMinutes: 15 } });
    }
    await expect(auth.signIn(userName, { password: 'wrong' })).rejects.toMatchObject({ code: 'auth.locked', params: { minutes: 15 } });
    city.clock.advance({ minutes: 14 });
    await expect(auth.signIn(userName)).rejects.toMatchObject({ code: 'auth.locked', params: { minutes: 1 } });
    city.clock.advance({ minutes: 1 });
    await auth.signIn(userName);
    expect((await failures(userName)).map((row) => row.why)).toEqual(['password', 'password', 'password', 'password', 'locked', 'locked']);
  });

  test('counts tries, not answers: of forty guesses at once at most five are looked at', async () => {
    const { userName } = await officer();
    const guesses = Array.from({ length: 40 }, (_, i) => auth.signIn(userName, { password: i === 39 ? testPassword : `guess ${i}` }));
    const outcomes = await Promise.allSettled(guesses);
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'in'));
    expect(codes.filter((code) => code === 'auth.wrong-credentials').length).toBeLessThanOrEqual(4);
    expect(codes.filter((code) => code === 'auth.locked').length).toBeGreaterThanOrEqual(35);
  });

  test('says the same of a login that does not exist, and keeps only its beginning', async () => {
    const login = 'My secret pass';
    for (const triesLeft of [4, 3, 2, 1]) {
      await expect(auth.signIn(login)).rejects.toMatchObject({ code: 'auth.wrong-credentials', params: { triesLeft } });
    }
    await expect(auth.signIn(login)).rejects.toMatchObject({ code: 'auth.locked', params: { minutes: 15 } });
    await expect(auth.signIn(login)).rejects.toMatchObject({ code: 'auth.locked' });
    expect(await failures('My ***')).toHaveLength(6);
    expect(await city.sql(`select 1 from city.events e where e::text like '%secret pass%'`)).toEqual([]);
  });

  test('is lifted by success, and by the security administrator alone', async () => {
    const { userName, accountId } = await officer();
    for (let i = 0; i < 4; i++) await expect(auth.signIn(userName, { password: 'wrong' })).rejects.toBeDefined();
    await auth.signIn(userName);
    for (let i = 0; i < 5; i++) await expect(auth.signIn(userName, { password: 'wrong' })).rejects.toBeDefined();
    const commander = await city.principal('commander', places.city);
    await expect(auth.run('unlockAccount', commander, { accountId })).rejects.toMatchObject({ code: 'not-permitted' });
    const security = await city.principal('securityAdministrator', places.city);
    const listed = await auth.read<{ items: { lockedUntil: string | null }[] }>('listAccounts', security, { q: userName, limit: 50 });
    expect(listed.items[0]?.lockedUntil).not.toBeNull();
    await auth.run('unlockAccount', security, { accountId });
    await auth.signIn(userName);
  });
});

describe('a session', () => {
  test('ends when a desk is left for an hour; a phone keeps it over a shift', async () => {
    const { userName } = await officer();
    const desk = await auth.signIn(userName);
    const phone = await auth.signIn(userName, { device: iPhone });
    expect(phone.session.idleMinutes).toBe(720);
    city.clock.advance({ minutes: 59 });
    expect(await desk.principal()).not.toBeNull();
    await expect.poll(() => city.sql(`select 1 from shared.sessions where last_seen_at = $1`, [city.clock.now()])).toHaveLength(1);
    city.clock.advance({ minutes: 60, seconds: 1 });
    expect(await desk.principal()).toBeNull();
    expect(await phone.principal()).not.toBeNull();
  });

  test('that is used all the time ends all the same', async () => {
    const { userName } = await officer();
    const desk = await auth.signIn(userName);
    for (let half = 0; half < 48; half++) {
      city.clock.advance({ minutes: 29 });
      expect(await desk.principal()).not.toBeNull();
      await expect.poll(() => city.sql(`select 1 from shared.sessions where last_seen_at = $1`, [city.clock.now()])).toHaveLength(1);
    }
    city.clock.advance({ minutes: 48 });
    expect(await desk.principal()).toBeNull();
  });

  test('costs one read, and one write a minute at most', async () => {
    const { userName } = await officer();
    const { token } = await auth.signIn(userName);
    const writes = async () =>
      (await city.sql<{ xmin: string }>(`select xmin::text from shared.sessions order by created_at desc, id desc limit 1`))[0]?.xmin;
    const before = await writes();
    for (let i = 0; i < 20; i++) await authenticate(city.runtime.shared, token, city.clock.now());
    expect(await writes()).toBe(before);
  });

  test('is ended by signing out, by its owner from elsewhere, and by nobody else', async () => {
    const { userName } = await officer();
    const [one, two] = [await auth.signIn(userName), await auth.signIn(userName, { device: iPhone })];
    const me = (await one.principal()) as Principal;
    const listed = await auth.read<{ items: { sessionId: string; current: boolean; device: string }[] }>('listSessions', me, {});
    expect(listed.items.map((item) => [item.device, item.current])).toEqual(
      expect.arrayContaining([
        ['Chrome · Windows', true],
        ['Safari · iPhone', false],
      ]),
    );
    const stranger = await auth.signIn((await officer()).userName);
    const strangers = { sessionId: stranger.session.sessionId };
    await expect(auth.run('revokeSession', me, strangers)).rejects.toMatchObject({ code: 'not-found' });
    await auth.run('revokeSession', me, { sessionId: two.session.sessionId });
    await auth.run('revokeSession', me, { sessionId: two.session.sessionId });
    expect(await two.principal()).toBeNull();
    let cookie: string | null = 'kept';
    await auth.open(
      'signOut',
      {},
      {
        principal: me,
        setSessionToken: (token) => {
          cookie = token;
        },
      },
    );
    expect(cookie).toBeNull();
    expect(await one.principal()).toBeNull();
    expect(await stranger.principal()).not.toBeNull();
  });

  test('stops acting when its assignment ends, and at the end that was planned', async () => {
    const { person, userName } = await officer();
    const { principal } = await auth.signIn(userName);
    await city.run(endAssignment, city.system, { assignmentId: person.assignmentId as string });
    await auth.settle();
    expect(await principal()).toBeNull();

    const to = new Date(city.clock.now().getTime() + 600_000).toISOString();
    const input = { assignmentId: newId(), personId: person.personId, role: 'supervisor' as const, areaCode: places.xinhua, to };
    await city.run(grantAssignment, city.system, input);
    const planned = await auth.signIn(userName);
    expect(await planned.principal()).toMatchObject({ role: 'supervisor' });
    city.clock.advance({ minutes: 10 });
    expect(await planned.principal()).toBeNull();
  });

  test('switches only to one’s own assignments; the same switch again is one event', async () => {
    const { person, userName } = await officer();
    const other = await city.principal('commander', places.city);
    const signed = await auth.signIn(userName);
    const me = (await signed.principal()) as Principal;
    await expect(auth.run('switchAssignment', me, { assignmentId: other.assignmentId })).rejects.toMatchObject({ code: 'not-found' });
    const assignmentId = newId();
    await city.run(grantAssignment, city.system, { assignmentId, personId: person.personId, role: 'gridWorker', areaCode: places.shubei });
    const commandId = newId();
    const session = await auth.run<Session>('switchAssignment', me, { commandId, assignmentId });
    expect(session).toMatchObject({ acting: { id: assignmentId }, may: { issueOrder: false } });
    const now = (await signed.principal()) as Principal;
    expect(now).toMatchObject({ role: 'gridWorker', areaCode: places.shubei });
    await auth.run('switchAssignment', now, { commandId, assignmentId });
    expect(await city.sql(`select result from city.events where command_id = $1`, [commandId])).toEqual([{ result: { notKept: true } }]);
  });
});

describe('passwords', () => {
  test('that are easy to guess are refused; changing one ends all other sessions', async () => {
    const { userName } = await officer();
    const [one, two] = [await auth.signIn(userName), await auth.signIn(userName)];
    const me = (await one.principal()) as Principal;
    const change = (current: string, next: string, commandId = newId()) => auth.run('changePassword', me, { commandId, current, next });
    for (const next of ['short', '1234567890', `${userName}12`]) {
      await expect(change(testPassword, next)).rejects.toMatchObject({ code: 'auth.password-weak', params: { least: 10 } });
    }
    await expect(change('wrong', 'another good one')).rejects.toMatchObject({ code: 'auth.password-wrong' });
    const commandId = newId();
    await change(testPassword, 'another good one', commandId);
    await change(testPassword, 'another good one', commandId);
    expect(await city.sql(`select 1 from city.events where command_id = $1`, [commandId])).toHaveLength(1);
    expect(await one.principal()).not.toBeNull();
    expect(await two.principal()).toBeNull();
    await expect(auth.signIn(userName)).rejects.toMatchObject({ code: 'auth.wrong-credentials' });
    await auth.signIn(userName, { password: 'another good one' });
  });

  test('cannot be guessed at an open desk either', async () => {
    const { userName } = await officer();
    const me = (await (await auth.signIn(userName)).principal()) as Principal;
    for (let i = 0; i < 5; i++)
      await expect(auth.run('changePassword', me, { current: `guess ${i}`, next: 'another good one' })).rejects.toBeDefined();
    await expect(auth.run('changePassword', me, { current: testPassword, next: 'another good one' })).rejects.toMatchObject({
      code: 'auth.locked',
    });
  });
});

describe('the second factor', () => {
  async function withSecondFactor() {
    const { userName } = await officer();
    const me = (await (await auth.signIn(userName)).principal()) as Principal;
    const { secret, uri, qrSvg } = await auth.run<{ secret: string; uri: string; qrSvg: string }>('startSecondFactor', me, {});
    expect(uri).toMatch(/^otpauth:\/\/totp\/Muster/);
    expect(qrSvg).toMatch(/^<svg/);
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: city.clock.now().getTime() });
    return { userName, me, code, secret };
  }

  test('counts from its first right code on, and then a password alone does not open', async () => {
    const { userName, me, code, secret } = await withSecondFactor();
    expect((await auth.signIn(userName)).session.secondFactor).toBe(false);
    await expect(auth.run('confirmSecondFactor', me, { code: '000000' })).rejects.toMatchObject({ code: 'auth.second-factor-wrong' });
    await auth.run('confirmSecondFactor', me, { code: code() });
    city.clock.advance({ seconds: 30 });
    for (let i = 0; i < 6; i++) await expect(auth.signIn(userName)).rejects.toMatchObject({ code: 'auth.second-factor-needed' });
    expect((await auth.signIn(userName, { code: code() })).session.secondFactor).toBe(true);
    expect(await city.sql(`select 1 from city.events e where e::text like $1`, [`%${secret}%`])).toEqual([]);
  });

  test('takes each code once, also when it is sent twice at the same moment', async () => {
    const { userName, me, code } = await withSecondFactor();
    await auth.run('confirmSecondFactor', me, { code: code() });
    await expect(auth.signIn(userName, { code: code() })).rejects.toMatchObject({ code: 'auth.second-factor-wrong' });
    city.clock.advance({ seconds: 60 });
    const outcomes = await Promise.allSettled([auth.signIn(userName, { code: code() }), auth.signIn(userName, { code: code() })]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('wrong codes lock the account, and only the password takes it off', async () => {
    const { userName, me, code } = await withSecondFactor();
    await auth.run('confirmSecondFactor', me, { code: code() });
    await expect(auth.run('removeSecondFactor', me, { password: 'wrong' })).rejects.toMatchObject({ code: 'auth.password-wrong' });
    await auth.run('removeSecondFactor', me, { password: testPassword });
    await auth.signIn(userName);
    const again = await withSecondFactor();
    await auth.run('confirmSecondFactor', again.me, { code: again.code() });
    for (let i = 0; i < 5; i++) {
      await expect(auth.signIn(again.userName, { code: '000000' })).rejects.toMatchObject({ code: 'auth.second-factor-wrong' });
      await expect(auth.signIn(again.userName).catch((problem) => problem.code)).resolves.toMatch(/second-factor-needed|locked/);
    }
    city.clock.advance({ seconds: 60 });
    await expect(auth.signIn(again.userName, { code: again.code() })).rejects.toMatchObject({ code: 'auth.locked' });
  });
});

describe('who has lost password or phone', () => {
  test('gets a new first password from the security administrator, without a second factor, and every session of his ends', async () => {
    const { userName, accountId } = await officer();
    const before = await auth.signIn(userName);
    const me = (await before.principal()) as Principal;
    const { secret } = await auth.run<{ secret: string }>('startSecondFactor', me, {});
    await auth.run('confirmSecondFactor', me, {
      code: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: city.clock.now().getTime() }),
    });
    const input = { commandId: newId(), accountId, password: 'told in person' };
    const commander = await city.principal('commander', places.city);
    await expect(auth.run('resetAccount', commander, input)).rejects.toMatchObject({ code: 'not-permitted' });
    const security = await city.principal('securityAdministrator', places.city);
    await expect(auth.run('resetAccount', { ...security, accountId }, input)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(auth.run('resetAccount', security, { ...input, password: userName })).rejects.toMatchObject({
      code: 'auth.password-weak',
    });
    await auth.run('resetAccount', security, input);
    expect(await before.principal()).toBeNull();
    await expect(auth.signIn(userName)).rejects.toMatchObject({ code: 'auth.wrong-credentials' });
    const again = await auth.signIn(userName, { password: 'told in person' });
    // A repeat that arrives late does not undo the password that was chosen since.
    await auth.run('changePassword', (await again.principal()) as Principal, { current: 'told in person', next: 'chosen by myself' });
    await auth.run('resetAccount', security, input);
    await auth.signIn(userName, { password: 'chosen by myself' });
  });
});

describe('accounts', () => {
  test('are made by the security administrator for people, each with a name of its own', async () => {
    const security = await city.principal('securityAdministrator', places.city);
    const person = await city.principal('communitySecretary', places.shubei);
    const input = { commandId: newId(), accountId: newId(), personId: person.personId, userName: 'secretary.one', password: testPassword };
    expect(await auth.run('createAccount', security, input)).toEqual({ accountId: input.accountId });
    expect(await auth.run('createAccount', security, input)).toEqual({ accountId: input.accountId });
    const another = await city.principal('communitySecretary', places.shubei);
    const taken = { accountId: newId(), personId: another.personId, userName: 'secretary.one', password: testPassword };
    await expect(auth.run('createAccount', security, taken)).rejects.toMatchObject({ code: 'auth.user-name-taken' });
    await expect(
      auth.run('createAccount', security, { ...taken, userName: 'another.one', password: 'another.one1' }),
    ).rejects.toMatchObject({ code: 'auth.password-weak' });
    const commander = await city.principal('commander', places.city);
    await expect(auth.run('createAccount', commander, { ...taken, userName: 'another.one' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const administrator = await city.principal('systemAdministrator', places.city);
    await expect(auth.run('createAccount', administrator, { ...taken, userName: 'another.one' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(auth.read('listAccounts', administrator, { limit: 50 })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  test('whose journal could not be written the first time is finished by its repeat', async () => {
    const security = await city.principal('securityAdministrator', places.city);
    const person = await city.principal('communitySecretary', places.shubei);
    const input = { commandId: newId(), accountId: newId(), personId: person.personId, userName: 'secretary.two', password: testPassword };
    await city.sql('alter table city.events add constraint events_broken check (false) not valid');
    await expect(auth.run('createAccount', security, input)).rejects.toBeDefined();
    await city.sql('alter table city.events drop constraint events_broken');
    expect(await auth.run('createAccount', security, input)).toEqual({ accountId: input.accountId });
    expect(await city.sql(`select 1 from city.events where command_id = $1`, [input.commandId])).toHaveLength(1);
    await auth.signIn('secretary.two');
  });
});
