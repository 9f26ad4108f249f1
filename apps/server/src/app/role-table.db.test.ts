import { type OperationName, operations } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressed, ask, callers, castCity, issue, people, receiptOf, requests, server, units } from './cast-city.fixture.ts';
import { signedOut } from './http-city.fixture.ts';
import { cast, type Row, roleTable } from './role-table.ts';

beforeAll(castCity);
afterAll(() => server.stop());

/** Allowed, and then refused by the state of things: the one city and its one incident must stay as they are for the rest of the table. */
const meetsState: readonly OperationName[] = ['setUp', 'activateIncident', 'changeIncidentLevel', 'endIncident'];
const verdict = (name: OperationName, status: number) => (status === (meetsState.includes(name) ? 409 : 200) ? 'Y' : status);

describe('role table', () => {
  for (const name of Object.keys(roleTable) as OperationName[]) {
    test(`${name}: each role inside and outside of its territory`, async () => {
      const row: Row = roleTable[name];
      const wrong: string[] = [];
      for (const where of ['inside', 'outside'] as const) {
        for (const [index, { role }] of cast.entries()) {
          const expected = row[where]?.[index] ?? '-';
          if (expected === '-') continue;
          const { input, caller = callers[role] } = await requests[name](role, where);
          const { status, text } = await ask(name, caller, input);
          const got = verdict(name, status);

          if (got !== expected && status !== expected)
            wrong.push(`${role} ${where}: ${expected} expected, ${status} ${text.slice(0, 200)}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  test('signed out, everything is 401 but what is open to anyone', async () => {
    const wrong: string[] = [];
    for (const name of Object.keys(roleTable) as OperationName[]) {
      const { status, body } = await ask(name, signedOut, {});
      if (operations[name].access === 'signedIn' ? status !== 401 || body.code !== 'session.missing' : status === 401)
        wrong.push(`${name}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('recipients who are no desk', () => {
  test("another person of the same community sees a person's receipt and cannot act on it", async () => {
    const other = await server.signIn(await server.city.principal('volunteer', places.tianhuyuan));
    const { orderId } = await addressed('volunteer');
    const { id } = await receiptOf(orderId, { recipient: 'person', personId: callers.volunteer.principal?.personId as string });
    for (const name of ['acknowledgeReceipt', 'openReceipt', 'answerReceipt'] as const)
      expect((await ask(name, other, { receiptId: id, answer: { values: { done: true } } })).status, name).toBe(403);
  });

  test("a person's receipt in another district does not exist for him", async () => {
    await server.city.principal('volunteer', places.donghuan);
    const orderId = await issue(people.neighbour, [{ kind: 'peopleByRole', role: 'volunteer', under: places.donghuan }]);
    const { id } = await receiptOf(orderId, { recipient: 'person', areaCode: places.donghuan });
    expect((await ask('acknowledgeReceipt', callers.volunteer, { receiptId: id })).status).toBe(404);
  });

  test("a unit's receipt exists for its own liaison alone, and for those above the unit", async () => {
    const stranger = await server.signIn(await server.city.principal('unitLiaison', null, { unitId: units.other }));
    const { orderId } = await addressed('unitLiaison');
    const { id } = await receiptOf(orderId, { recipient: 'unit' });
    for (const name of ['getReceipt', 'acknowledgeReceipt'] as const) {
      expect((await ask(name, stranger, { receiptId: id })).status, name).toBe(404);
      expect((await ask(name, callers.unitLiaison, { receiptId: id })).status, name).toBe(200);
    }
    expect((await ask('getReceipt', callers.dutyOfficer, { receiptId: id })).status).toBe(200);
    expect((await ask('acknowledgeReceipt', callers.dutyOfficer, { receiptId: id })).status).toBe(403);
  });

  test('going off duty oneself is for everybody', async () => {
    for (const { role } of cast) {
      const { status } = await ask('setDuty', callers[role], { assignmentId: callers[role].principal?.assignmentId, onDuty: true });
      expect(status, role).toBe(200);
    }
  });

  test('the auditor of the city verifies the journal', async () => {
    const auditor = await server.signIn(await server.city.principal('auditor', places.city));
    expect((await ask('verifyJournal', auditor, {})).body).toMatchObject({ intact: true });
  });
});
