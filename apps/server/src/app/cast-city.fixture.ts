/** One of each role, signed in, in a city with an incident, and a good input of every operation for each of them. */
import { type OperationName, operations } from '@muster/contract/operations';
import { testPassword } from '@muster/testkit/accounts';
import { places } from '@muster/testkit/territory';
import { TOTP } from 'otpauth';
import { activateIncident } from '../features/incidents/commands/activate-incident.ts';
import { ensureWebPush } from '../features/notifications/index.ts';
import { answerReceipt } from '../features/orders/commands/answer-receipt.ts';
import { issueOrder } from '../features/orders/commands/issue-order.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { type Caller, type HttpCity, httpCity, signedOut } from './http-city.fixture.ts';
import { cast } from './role-table.ts';

export type RoleName = (typeof cast)[number]['role'];
export type Where = 'inside' | 'outside';

/** Where somebody stands, and what lies there: enough to make the input of any operation for him. */
interface Place {
  areaCode: string;
  unitId: string;
  /** Somebody without an account and with a mobile number; his assignment as a volunteer (in a unit: as liaison), and one at the desk. */
  colleague: () => Promise<{ person: Principal; assignmentId: string }>;
  deskMate: () => Promise<{ assignmentId: string }>;
}

// One city for a test file: vitest gives each file a module of its own.
export let server: HttpCity;
export let callers: Record<RoleName, Caller>;
export let people: { commander: Principal; neighbour: Principal; foreign: Principal; gridWorker: Principal };
export let units: { own: string; other: string };
export let incidentId: string;
const grid = `${places.tianhuyuan}001`;
const emptyGrid = `${places.tianhuyuan}002`;
let mobiles = 13_800_000_000;
const mobile = () => String(mobiles++);

export async function castCity(): Promise<void> {
  server = await httpCity();
  const { city } = server;
  for (const name of ['第一网格', '第二网格']) await server.run('addGrid', city.system, { code: places.tianhuyuan, name });
  units = { own: newId(), other: newId() };
  await server.run('addUnit', city.system, { unitId: units.own, name: '市水利局', areaCode: places.xinhua });
  await server.run('addUnit', city.system, { unitId: units.other, name: '市园林处', areaCode: places.weidong });
  const codes = { city: places.city, district: places.xinhua, community: places.tianhuyuan };
  const made: [RoleName, Caller][] = [];
  for (const { role, place } of cast) {
    const principal = place === 'unit' ? await city.principal(role, null, { unitId: units.own }) : await city.principal(role, codes[place]);
    made.push([role, await server.signIn(principal)]);
  }
  callers = Object.fromEntries(made) as Record<RoleName, Caller>;
  people = {
    commander: callers.commander.principal as Principal,
    neighbour: await city.principal('dutyOfficer', places.weidong),
    foreign: await city.principal('communitySecretary', places.donghuan),
    gridWorker: await city.principal('gridWorker', grid),
  };
  incidentId = newId();
  await city.run(activateIncident, people.commander, { incidentId, name: '2022年5月疫情', level: 'II', isDrill: false });
}

const answerBy = () => new Date(server.city.clock.now().getTime() + 6 * 3_600_000).toISOString();
const written = (include: object[], about: object = { perArea: false }) => ({
  urgency: 'urgent' as const,
  title: '两米线自查',
  body: '今天中午前走一遍。',
  audience: { include, except: [] },
  questions: [{ key: 'done', kind: 'tick' as const, text: '办了吗', required: true, ...about }],
  answerBy: answerBy(),
});
export const areas = (...codes: string[]) => ({ kind: 'areas' as const, codes });

export async function issue(by: Principal, include: object[], about?: object): Promise<string> {
  const orderId = newId();
  await server.city.run(issueOrder, by, { orderId, ...written(include, about) } as never);
  return orderId;
}

export async function receiptOf(orderId: string, whose: { areaCode?: string; recipient: 'desk' | 'person' | 'unit'; personId?: string }) {
  const [row] = await server.city.sql<{ id: string; version: number }>(
    `select id, version from city.receipts where order_id = $1 and recipient = $2
      and ($3::text is null or area_code = $3) and ($4::uuid is null or person_id = $4)`,
    [orderId, whose.recipient, whose.areaCode ?? null, whose.personId ?? null],
  );
  if (!row) throw new Error('no such receipt');
  return row;
}

/** An order of the city to everybody inside, fresh for each cell, and the receipt that is this role's, or that it sees. */
export async function addressed(role: RoleName): Promise<{ orderId: string; receiptId: string; version: number }> {
  const orderId = await issue(people.commander, [
    areas(places.xinhua, places.tianhuyuan, places.yugou),
    { kind: 'units', unitIds: [units.own] },
    { kind: 'peopleByRole', role: 'volunteer', under: places.tianhuyuan },
  ]);
  const { place } = cast.find((one) => one.role === role) as (typeof cast)[number];
  const personId = callers[role].principal?.personId as string;
  const row =
    role === 'volunteer'
      ? await receiptOf(orderId, { recipient: 'person', personId })
      : place === 'unit'
        ? await receiptOf(orderId, { recipient: 'unit' })
        : await receiptOf(orderId, { recipient: 'desk', areaCode: place === 'community' ? places.tianhuyuan : places.xinhua });
  return { orderId, receiptId: row.id, version: row.version };
}

/** An order that this role's desk issued itself, answered by one; for roles that issue none, the city's. */
async function issued(role: RoleName): Promise<{ orderId: string; receiptId: string; version: number }> {
  const issuers: Partial<Record<RoleName, { below: string; who: Principal }>> = {
    commander: { below: places.xinhua, who: callers.dutyOfficer.principal as Principal },
    dutyOfficer: { below: places.tianhuyuan, who: callers.communitySecretary.principal as Principal },
    communitySecretary: { below: grid, who: people.gridWorker },
  };
  const issuer = issuers[role];
  if (!issuer) return addressed(role);
  return answered(callers[role].principal as Principal, issuer.below, issuer.who);
}

export async function answered(by: Principal, below: string, who: Principal) {
  const orderId = await issue(by, [areas(below)]);
  const { id } = await receiptOf(orderId, { recipient: 'desk', areaCode: below });
  const { version } = await server.city.run(answerReceipt, who, { receiptId: id, answer: { values: { done: true } } });
  return { orderId, receiptId: id, version };
}

export const foreign = () => answered(people.neighbour, places.donghuan, people.foreign);
const order = (role: RoleName, where: Where) => (where === 'outside' ? foreign() : issued(role));
const receipt = (role: RoleName, where: Where) => (where === 'outside' ? foreign() : addressed(role));

function placeOf(role: RoleName, where: Where): Place {
  const { place } = cast.find((one) => one.role === role) as (typeof cast)[number];
  const areaCode = where === 'outside' ? places.donghuan : place === 'district' || place === 'unit' ? places.xinhua : places.tianhuyuan;
  const unitId = where === 'outside' ? units.other : units.own;
  const join = async (as: 'volunteer' | 'gridWorker' | 'unitLiaison') => {
    const more = { mobile: mobile(), unitId };
    const area = as === 'unitLiaison' ? null : place === 'community' || where === 'outside' ? areaCode : places.tianhuyuan;
    const person = await server.city.principal(as, area, more);
    return { person, assignmentId: person.assignmentId as string };
  };
  const inUnit = place === 'unit';
  return {
    areaCode,
    unitId,
    colleague: () => join(inUnit ? 'unitLiaison' : 'volunteer'),
    deskMate: () => join(inUnit ? 'unitLiaison' : 'gridWorker'),
  };
}

/** For what somebody does to himself: the same role, once more, so that the others stay signed in. */
const selves = new Map<RoleName, { caller: Caller; userName: string; secret: string | null; password: string }>();
async function self(role: RoleName) {
  const known = selves.get(role);
  if (known) return known;
  const { areaCode, unitId } = callers[role].principal as Principal;
  const principal = await server.city.principal(role, areaCode, areaCode === null && unitId !== null ? { unitId } : {});
  const userName = `self-${role.toLowerCase()}`;
  await server.accounts.account(principal, userName);
  const signedIn = await server.accounts.signIn(userName);
  const caller = { token: signedIn.token, principal: await signedIn.principal() };
  const made = { caller, userName, secret: null, password: testPassword };
  selves.set(role, made);
  return made;
}

interface Request {
  input: object;
  caller?: Caller;
}
type Make = (role: RoleName, where: Where) => Promise<Request> | Request;
const nothing: Make = () => ({ input: {} });
const ofArea: Make = (role, where) => ({ input: { areaCode: placeOf(role, where).areaCode } });
const ofCode: Make = (role, where) => ({ input: { code: placeOf(role, where).areaCode } });
const ofPerson: Make = async (role, where) => ({ input: { personId: (await placeOf(role, where).colleague()).person.personId } });
const ofOrder: Make = async (role, where) => ({ input: { orderId: (await order(role, where)).orderId } });
const ofAddressedOrder: Make = async (role, where) => ({ input: { orderId: (await receipt(role, where)).orderId } });
const ofReceipt: Make = async (role, where) => ({ input: { receiptId: (await receipt(role, where)).receiptId } });
const ofFigure: Make = (role, where) => ({ input: { key: 'receiptsSent', areaCode: placeOf(role, where).areaCode } });

/** An export that somebody has finished. */
async function exportOf(principal: Principal): Promise<string> {
  const exportId = newId();
  await server.city.sql(
    `insert into city.exports (id, person_id, list, filters, format, language, title, file_name, state, started_at, seen_at, ended_at)
      values ($1, $2, 'listUnits', '{}', 'csv', 'zh', '单位', '单位.csv', 'finished', now(), now(), now())`,
    [exportId, principal.personId],
  );
  return exportId;
}

/** A compound of a community inside or outside, fresh. */
async function compound(where: Where) {
  const communityCode = where === 'inside' ? places.tianhuyuan : places.donghuan;
  const compoundId = newId();
  await server.run('addCompound', server.city.system, { compoundId, communityCode, ...writtenCompound() });
  return { compoundId, version: 1 };
}
const writtenCompound = () => ({ name: `小区${newId().slice(-12)}`, kind: 'managed' as const });

/** An order that asks a community inside or outside about each of its compounds. */
const ofGroundOrder: Make = async (_, where) => {
  const asked = areas(where === 'inside' ? places.tianhuyuan : places.donghuan);
  return { input: { orderId: await issue(people.commander, [asked], { each: { of: 'compound' } }), question: 'done' } };
};
/** A sheet that somebody has sent and not used. */
async function sheet(personId: string): Promise<string> {
  const fileId = newId();
  await server.city.sql(
    `insert into city.files (id, person_id, purpose, name, length, state, type, bytes, sha256, created_at)
      values ($1, $2, 'attachment', '小区.csv', 10, 'kept', 'text/plain', 10, 'none', now())`,
    [fileId, personId],
  );
  return fileId;
}

/** A sheet of a community inside or outside that was read, with one compound in it. */
async function compoundImport(where: Where) {
  const areaCode = where === 'inside' ? places.tianhuyuan : places.donghuan;
  const by = where === 'inside' ? people.commander : people.neighbour;
  const importId = newId();
  await server.city.sql(
    `insert into city.compound_imports (id, person_id, person_name, assignment_id, area_code, file_id, file_name, file_type, state, todo, started_at)
      values ($1, $2, '何静', $3, $4, $5, '小区.csv', 'text/plain', 'ready', 1, now())`,
    [importId, by.personId, by.assignmentId, areaCode, await sheet(by.personId)],
  );
  return { importId };
}
const ofImport: Make = async (_, where) => ({ input: await compoundImport(where) });

/** A patch of a community inside or outside, with one person in it, fresh. */
async function patch(where: Where) {
  const { compoundId } = await compound(where);
  const communityCode = where === 'inside' ? places.tianhuyuan : places.donghuan;
  const by = where === 'inside' ? people.commander : people.neighbour;
  const patchId = newId();
  await server.run('definePatch', by, { patchId, communityCode, name: `片区${patchId.slice(-12)}`, parts: [{ compoundId }] });
  const person = await server.city.principal('volunteer', communityCode);
  await server.run('linkPatchPerson', by, { communityCode, patchIds: [patchId], roleKey: 'doctor', personId: person.personId });
  const [row] = await server.city.sql<{ id: string; card_token: string }>(
    'select l.id, p.card_token from city.patch_people l join city.patches p on p.id = l.patch_id where p.id = $1',
    [patchId],
  );
  return { patchId, communityCode, compoundId, person, by, linkId: row?.id as string, token: row?.card_token as string };
}
const ofPatch: Make = async (_, where) => {
  const { patchId } = await patch(where);
  return { input: { patchId, version: 1 } };
};

/** A test point of a community inside or outside with a shift, somebody in it, an open round and a problem; fresh. */
async function place(where: Where) {
  const communityCode = where === 'inside' ? places.tianhuyuan : places.donghuan;
  const by = where === 'inside' ? people.commander : people.neighbour;
  const [placeId, shiftId, linkId, roundId, problemId] = [newId(), newId(), newId(), newId(), newId()] as const;
  const name = `采样点${placeId.slice(-12)}`;
  await server.run('addPlace', by, { placeId, communityCode, kind: 'testPoint', name, shifts: [dayShift(shiftId)] });
  const person = await server.city.principal('volunteer', communityCode);
  await server.run('linkPlacePerson', by, { linkId, placeId, shiftId, personId: person.personId });
  await server.run('planRound', by, { placeId, roundId, ...plannedRound() });
  await server.run('openRound', by, { roundId });
  await server.run('reportPlaceProblem', by, { placeId, problemId, kind: 'noPower' });
  return { placeId, communityCode, shiftId, linkId, roundId, problemId, by, name };
}
const dayShift = (id: string) => ({ id, name: '白班', from: '06:00', to: '14:00', needed: 2 });
const plannedRound = () => {
  const now = server.city.clock.now().getTime();
  return { name: '第1轮', plannedFrom: new Date(now).toISOString(), plannedTo: new Date(now + 6 * 3_600_000).toISOString() };
};
const ofPlace: Make = async (_, where) => ({ input: { placeId: (await place(where)).placeId } });
const ofRound: Make = async (_, where) => ({ input: { roundId: (await place(where)).roundId } });
const ofPlaceProblem: Make = async (_, where) => ({ input: { problemId: (await place(where)).problemId } });
const underPlace: Make = (role, where) => ({ input: { under: placeOf(role, where).areaCode } });

const writtenChecklist = () => ({ title: '夜间值守', items: [{ id: newId(), text: '大门有人' }] });
/** Whose communities a list of this role's desk names. */
const checklistAreas = (role: RoleName, where: Where) =>
  where === 'outside' ? places.donghuan : keeperOf(role, where).areaCode === places.tianhuyuan ? places.tianhuyuan : places.jiaodian;

async function draftChecklist(role: RoleName, where: Where) {
  const checklistId = newId();
  const written = writtenChecklist();
  const addressed = { level: 'community' as const, areaCodes: [checklistAreas(role, where)] };
  await server.run('saveChecklist', keeperOf(role, where), { checklistId, ...written, ...addressed });
  return { checklistId, itemId: written.items[0]?.id as string };
}

async function checklist(role: RoleName, where: Where) {
  const draft = await draftChecklist(role, where);
  await server.run('sendChecklist', keeperOf(role, where), { checklistId: draft.checklistId, version: 1 });
  return draft;
}

/** A list that this role's own desk has to tick, or one of the other district. */
async function deskChecklist(role: RoleName, where: Where) {
  const { place } = cast.find((one) => one.role === role) as (typeof cast)[number];
  if (where === 'outside') return { ...(await checklist(role, where)), areaCode: places.donghuan };
  if (place === 'community') return { ...(await checklist(role, where)), areaCode: places.tianhuyuan };
  const checklistId = newId();
  const written = writtenChecklist();
  await server.run('saveChecklist', people.commander, { checklistId, ...written, level: 'district', areaCodes: [places.xinhua] });
  await server.run('sendChecklist', people.commander, { checklistId, version: 1 });
  return { checklistId, itemId: written.items[0]?.id as string, areaCode: places.xinhua };
}
const nationalZones = '01811000-0000-7000-8000-000000000008';
const wholeCompound = (compoundId: string) => ({ compoundId, buildingId: null, unit: null });

/** What a notice says of one compound, fresh. */
async function draftedNotice(where: Where) {
  const { compoundId } = await compound(where);
  const item = { level: 'controlled', include: [{ kind: 'place', ...wholeCompound(compoundId) }], except: [], until: null };
  return { compoundId, draft: { regimeId: nationalZones, effectiveAt: server.city.clock.now().toISOString(), items: [item] } };
}

/** A zone of a community inside or outside, noticed by the city for an hour ahead. */
async function zone(where: Where, hoursAhead = 0) {
  const { compoundId, draft } = await draftedNotice(where);
  const noticeId = newId();
  const effectiveAt = new Date(server.city.clock.now().getTime() + hoursAhead * 3_600_000).toISOString();
  await server.run('issueZoneNotice', people.commander, {
    ...draft,
    effectiveAt,
    noticeId,
    number: `通告 ${noticeId.slice(-12)}`,
    reason: '发现病例',
  });
  const [row] = await server.city.sql<{ id: string }>('select id from city.zones where notice_id = $1', [noticeId]);
  return { compoundId, noticeId, zoneId: row?.id as string };
}
const factOf = (compoundId: string) => ({
  ...wholeCompound(compoundId),
  kind: 'case',
  at: server.city.clock.now().toISOString(),
  count: 1,
});

/** A good input for each operation, about something inside or outside, fresh where the operation uses it up. */
export const requests: Record<OperationName, Make> = {
  getSignInPage: nothing,
  signIn: async (role) => {
    const { userName, password } = await self(role);
    return { input: { login: userName, password }, caller: signedOut };
  },
  getSession: nothing,
  listSessions: nothing,
  startSecondFactor: async (role) => ({ input: {}, caller: (await self(role)).caller }),
  confirmSecondFactor: async (role) => {
    const { caller } = await self(role);
    const { body } = await server.call(caller, operations.startSecondFactor, { commandId: newId() });
    const code = new TOTP({ secret: body.secret }).generate({ timestamp: server.city.clock.now().getTime() });
    return { input: { code }, caller };
  },
  removeSecondFactor: async (role) => {
    const { caller, password } = await self(role);
    return { input: { password }, caller };
  },
  switchAssignment: async (role, where) => {
    const { caller } = await self(role);
    return { input: { assignmentId: where === 'inside' ? caller.principal?.assignmentId : people.neighbour.assignmentId }, caller };
  },
  changePassword: async (role) => {
    const own = await self(role);
    own.password = 'battery staple 9';
    return { input: { current: testPassword, next: own.password }, caller: own.caller };
  },
  revokeSession: async (role, where) => {
    const { caller } = await self(role);
    const { token, session } = await server.accounts.signIn((await self(role)).userName, { password: (await self(role)).password });
    if (where === 'outside') return { input: { sessionId: session.sessionId }, caller: callers[role] };
    return { input: { sessionId: session.sessionId }, caller: { principal: caller.principal, token } };
  },
  signOut: async (role) => {
    const own = await self(role);
    const { token } = await server.accounts.signIn(own.userName, { password: own.password });
    return { input: {}, caller: { ...own.caller, token } };
  },
  setUp: () => ({
    input: { setUpCode: 'SET-UP', cityCode: '4104', cityName: '平顶山市', name: '攻击者', userName: 'attacker', password: testPassword },
  }),
  createAccount: async (role, where) => ({
    input: {
      accountId: newId(),
      personId: (await placeOf(role, where).colleague()).person.personId,
      userName: `user-${newId().slice(-12)}`,
      password: testPassword,
    },
  }),
  listAccounts: nothing,
  unlockAccount: async () => {
    const [row] = await server.city.sql<{ id: string }>('select id from shared.accounts limit 1');
    return { input: { accountId: row?.id } };
  },
  resetAccount: async () => {
    const accountId = newId();
    await server.city.sql(
      `insert into shared.accounts (id, city_code, person_id, person_name, user_name, password_hash) values ($1, '4104', $2, '忘了密码的', $3, 'none')`,
      [accountId, newId(), `lost-${accountId.slice(-12)}`],
    );
    return { input: { accountId, password: 'a new first one' } };
  },
  listAreas: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listChildAreas: ofCode,
  getArea: ofCode,
  search: (_, where) => ({ input: { q: where === 'inside' ? '焦店' : '东环' } }),
  startExport: async (role, where) => {
    await server.city.sql(`update city.exports set state = 'cancelled', ended_at = now() where state = 'running'`);
    return { input: { exportId: newId(), list: 'listOrders', format: 'csv', filters: { issuer: placeOf(role, where).areaCode } } };
  },
  getExport: async (role, where) => ({
    input: { exportId: await exportOf(where === 'inside' ? (callers[role].principal as Principal) : people.neighbour) },
  }),
  searchAreas: (_, where) => ({ input: { q: where === 'inside' ? '焦店' : '东环' } }),
  importAreas: () => ({ input: { csv: 'code,name\n410402100,焦店镇' } }),
  addGrid: (_, where) => ({ input: { code: where === 'inside' ? places.tianhuyuan : places.donghuan, name: '新网格' } }),
  listCompounds: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  getCompound: async (_, where) => ({ input: { compoundId: (await compound(where)).compoundId } }),
  summariseCompounds: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listCompoundDuplicates: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listAreaOutlines: (_, where) => ({ input: { code: where === 'inside' ? places.xinhua : places.weidong } }),
  importAreaOutlines: (role) => ({
    input: { geojson: outlineOf({ code: placeOf(role, 'inside').areaCode ?? places.xinhua }) },
  }),
  exportAreaOutlines: (_, where) => ({ input: { code: where === 'inside' ? places.xinhua : places.weidong } }),
  placeCompound: async (_, where) => ({ input: { ...(await compound(where)), position: { longitude: 113.3, latitude: 33.74 } } }),
  listCompoundGround: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  importCompoundOutlines: async () => {
    const { compoundId } = await compound('inside');
    return { input: { geojson: outlineOf({ id: compoundId }) } };
  },
  exportCompoundOutlines: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  addCompound: (_, where) => ({
    input: { compoundId: newId(), communityCode: where === 'inside' ? places.tianhuyuan : places.donghuan, ...writtenCompound() },
  }),
  changeCompound: async (_, where) => ({ input: { ...(await compound(where)), ...writtenCompound() } }),
  changeBuildings: async (_, where) => ({
    input: { ...(await compound(where)), put: [{ id: newId(), name: '1号楼', units: 3, floors: 6 }] },
  }),
  takeRegister: async (_, where) => ({
    input: { compoundId: (await compound(where)).compoundId, registerId: newId(), format: 'docx', purpose: '迎检' },
  }),
  closeCompound: async (_, where) => ({ input: { ...(await compound(where)), reason: '拆了' } }),
  mergeCompounds: async (_, where) => {
    const [one, other] = [await compound(where), await compound(where)];
    return { input: { ...one, otherId: other.compoundId, otherVersion: 1 } };
  },
  startCompoundImport: async (role, where) => ({
    input: {
      importId: newId(),
      fileId: await sheet((callers[role].principal as Principal).personId),
      communityCode: where === 'inside' ? places.tianhuyuan : places.donghuan,
    },
  }),
  getCompoundImport: ofImport,
  listCompoundImports: nothing,
  listImportLines: ofImport,
  decideImportLines: async (_, where) => {
    const { importId } = await compoundImport(where);
    await server.city.sql(
      `insert into city.compound_import_lines (import_id, n, area_code, community_code, leaf, row_number, name, outcome, given, shown, asks)
        select id, 1, area_code, area_code, 1, 2, '天湖园', 'add', '{"given":{},"buildings":[],"rows":[2]}', '{}', true from city.compound_imports where id = $1`,
      [importId],
    );
    return { input: { importId, rest: 'new' } };
  },
  runCompoundImport: ofImport,
  dropCompoundImport: ofImport,
  previewAreaChange: () => ({ input: { change: { kind: 'renamed', code: places.weidong, name: '卫东新区' } } }),
  listAreaChanges: ofCode,
  renameArea: () => ({ input: { code: places.weidong, name: `卫东 ${newId().slice(-6)} 区` } }),
  recodeArea: async () => ({ input: { code: await newCommunity(), newCode: freeCode() } }),
  mergeAreas: async () => {
    const codes = [await newCommunity(), await newCommunity()];
    return { input: { codes, into: codes[0] } };
  },
  splitArea: async () => ({ input: { code: await newCommunity(), newCode: freeCode(), name: '新分社区' } }),
  listPlaces: underPlace,
  summarisePlaces: underPlace,
  listTestPoints: underPlace,
  getPlace: ofPlace,
  addPlace: (_, where) => {
    const placeId = newId();
    const communityCode = where === 'inside' ? places.tianhuyuan : places.donghuan;
    return { input: { placeId, communityCode, kind: 'gate', name: `卡点${placeId.slice(-12)}`, shifts: [dayShift(newId())] } };
  },
  changePlace: async (_, where) => {
    const { placeId, name, shiftId } = await place(where);
    return { input: { placeId, version: 1, name, shifts: [{ ...dayShift(shiftId), needed: 3 }] } };
  },
  closePlace: async (_, where) => {
    const { placeId, problemId, by } = await place(where);
    await server.run('settlePlaceProblem', by, { problemId, outcome: '接上了' });
    return { input: { placeId, version: 1, reason: '撤了' } };
  },
  linkPlacePerson: async (_, where) => {
    const { placeId, shiftId, communityCode } = await place(where);
    const person = await server.city.principal('volunteer', communityCode);
    return { input: { linkId: newId(), placeId, shiftId, personId: person.personId } };
  },
  unlinkPlacePerson: async (_, where) => ({ input: { linkId: (await place(where)).linkId } }),
  planRound: async (_, where) => ({ input: { placeId: (await place(where)).placeId, roundId: newId(), ...plannedRound() } }),
  openRound: async (_, where) => {
    const { placeId, roundId, by } = await place(where);
    const next = newId();
    await server.run('closeRound', by, { roundId });
    await server.run('planRound', by, { placeId, roundId: next, ...plannedRound() });
    return { input: { roundId: next } };
  },
  closeRound: ofRound,
  reportQueue: async (_, where) => ({ input: { placeId: (await place(where)).placeId, reportId: newId(), queue: 'long' } }),
  addRoundCount: async (_, where) => ({ input: { roundId: (await place(where)).roundId, reportId: newId(), amount: 50 } }),
  correctRoundCount: async (_, where) => ({
    input: { roundId: (await place(where)).roundId, reportId: newId(), amount: 3, reason: '少记了一管' },
  }),
  listPlaceProblems: underPlace,
  reportPlaceProblem: async (_, where) => ({ input: { placeId: (await place(where)).placeId, problemId: newId(), kind: 'crowd' } }),
  seePlaceProblem: ofPlaceProblem,
  settlePlaceProblem: async (_, where) => ({ input: { problemId: (await place(where)).problemId, outcome: '接上了发电机' } }),
  recordPlaceCheck: async (_, where) => ({
    input: { placeId: (await place(where)).placeId, checkId: newId(), key: 'twoMetres', isMet: true },
  }),
  listPatches: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  getPatch: async (_, where) => ({ input: { patchId: (await patch(where)).patchId } }),
  getCoverage: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  getPatchTroubles: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listPatchPeople: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  definePatch: async (_, where) => {
    const { compoundId } = await compound(where);
    const communityCode = where === 'inside' ? places.tianhuyuan : places.donghuan;
    return { input: { patchId: newId(), communityCode, name: `片区${compoundId.slice(-12)}`, parts: [{ compoundId }] } };
  },
  changePatch: async (_, where) => {
    const { patchId, compoundId } = await patch(where);
    return { input: { patchId, version: 1, name: `片区${patchId.slice(-12)}`, parts: [{ compoundId }] } };
  },
  closePatch: ofPatch,
  linkPatchPerson: async (_, where) => {
    const { patchId, communityCode, person } = await patch(where);
    return { input: { patchIds: [patchId], communityCode, roleKey: 'police', personId: person.personId } };
  },
  copyPatchPeople: async (_, where) => ({ input: { patchId: (await patch(where)).patchId, toPatchIds: [(await patch(where)).patchId] } }),
  unlinkPatchPerson: async (_, where) => ({ input: { linkId: (await patch(where)).linkId } }),
  substitutePatchPerson: async (_, where) => {
    const [{ person }, other] = [await patch(where), await patch(where)];
    return { input: { personId: person.personId, substituteId: other.person.personId } };
  },
  setAbsence: async (_, where) => ({ input: { absenceId: newId(), personId: (await patch(where)).person.personId, reason: 'isolated' } }),
  endAbsence: async (_, where) => {
    const { person, by } = await patch(where);
    const absenceId = newId();
    await server.run('setAbsence', by, { absenceId, personId: person.personId, reason: 'away' });
    return { input: { absenceId, version: 1 } };
  },
  setPatchRoles: (role, where) => ({
    input: {
      areaCode: placeOf(role, where).areaCode,
      roles: [
        { key: 'doctor', name: '医生', side: 'core' },
        { key: 'police', name: '民警', side: 'core' },
      ],
    },
  }),
  listPatchRoles: ofArea,
  agreePatchPhone: async (_, where) => ({ input: { linkId: (await patch(where)).linkId, agrees: false } }),
  listChecklists: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  getChecklist: async (role, where) => ({ input: { checklistId: (await checklist(role, where)).checklistId } }),
  getChecklistProgress: async (role, where) => ({ input: { checklistId: (await checklist(role, where)).checklistId } }),
  listDeskChecklists: (role, where) => ({ input: { areaCode: placeOf(role, where).areaCode } }),
  getDeskChecklist: async (role, where) => {
    const { checklistId, areaCode } = await deskChecklist(role, where);
    return { input: { checklistId, areaCode } };
  },
  saveChecklist: (role, where) => ({
    input: { checklistId: newId(), ...writtenChecklist(), level: 'community', areaCodes: [checklistAreas(role, where)] },
  }),
  sendChecklist: async (role, where) => ({ input: { checklistId: (await draftChecklist(role, where)).checklistId, version: 1 } }),
  changeChecklist: async (role, where) => ({
    input: { checklistId: (await checklist(role, where)).checklistId, version: 2, ...writtenChecklist(), reason: '加一项' },
  }),
  closeChecklist: async (role, where) => ({ input: { checklistId: (await checklist(role, where)).checklistId, version: 2 } }),
  tickItem: async (role, where) => {
    const { checklistId, areaCode, itemId } = await deskChecklist(role, where);
    return { input: { checklistId, areaCode, itemId, tickId: newId() } };
  },
  untickItem: async (role, where) => {
    const { checklistId, areaCode, itemId } = await deskChecklist(role, where);
    const tickId = newId();
    const district = areaCode === places.xinhua;
    const by = where === 'outside' ? people.foreign : (callers[district ? 'dutyOfficer' : 'communitySecretary'].principal as Principal);
    await server.run('tickItem', by, { checklistId, areaCode, itemId, tickId });
    return { input: { tickId, reason: '没做完' } };
  },
  listZones: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listZonesAt: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  summariseZones: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listZoneHistory: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listZoneRegimes: ofArea,
  listZoneProposals: (role, where) => ({ input: { under: placeOf(role, where).areaCode } }),
  listZoneNotices: (role, where) => ({ input: { areaCode: placeOf(role, where).areaCode } }),
  getZone: async (_, where) => ({ input: { zoneId: (await zone(where)).zoneId } }),
  getZoneNotice: async (_, where) => ({ input: { noticeId: (await zone(where)).noticeId } }),
  previewZoneNotice: async (_, where) => ({ input: (await draftedNotice(where)).draft }),
  issueZoneNotice: async (_, where) => {
    const noticeId = newId();
    return { input: { ...(await draftedNotice(where)).draft, noticeId, number: `通告 ${noticeId.slice(-12)}`, reason: '发现病例' } };
  },
  withdrawZoneNotice: async (_, where) => ({ input: { noticeId: (await zone(where, 5)).noticeId, reason: '先不发' } }),
  recordZoneFact: async (_, where) => ({ input: { factId: newId(), ...factOf((await zone(where)).compoundId) } }),
  takeBackZoneFact: async (_, where) => {
    const [{ compoundId }, factId] = [await zone(where), newId()];
    await server.run('recordZoneFact', people.commander, { factId, ...factOf(compoundId) });
    return { input: { factId, reason: '记错了' } };
  },
  proposeZone: async (_, where) => ({
    input: {
      proposalId: newId(),
      ...wholeCompound((await compound(where)).compoundId),
      regimeId: nationalZones,
      level: 'locked',
      note: '发现病例',
    },
  }),
  declineZoneProposal: async (_, where) => {
    const proposalId = newId();
    const place = wholeCompound((await compound(where)).compoundId);
    await server.run('proposeZone', people.commander, { proposalId, ...place, regimeId: nationalZones, level: 'locked', note: '发现病例' });
    return { input: { proposalId, reason: '先观察' } };
  },
  setZoneRegime: (role, where) => ({
    input: {
      regimeId: newId(),
      areaCode: placeOf(role, where).areaCode,
      key: `local${newId()
        .slice(-8)
        .replaceAll(/[^a-z0-9]/g, '')}`,
      name: '本地分区',
      from: server.city.clock.now().toISOString(),
      levels: [{ key: 'closed', name: '封闭', strictness: 'locked', release: [{ kind: 'daysWithoutCase', days: 10 }] }],
    },
  }),
  getPatchCard: async () => ({ input: { token: (await patch('inside')).token } }),
  listPeople: (role, where) => {
    const { areaCode, unitId } = placeOf(role, where);
    return { input: role === 'unitLiaison' ? { unitId } : { areaCode } };
  },
  getPerson: ofPerson,
  getDesk: ofCode,
  addPerson: (role, where) => ({ input: { personId: newId(), name: '新人', areaCode: placeOf(role, where).areaCode } }),
  importPeople: () => ({ input: { csv: 'name,mobile,role,areaCode\n' } }),
  viewPhone: ofPerson,
  grantAssignment: async (role, where) => {
    const { person } = await placeOf(role, 'inside').colleague();
    const there = placeOf(role, where);
    const place =
      role === 'unitLiaison'
        ? { role: 'unitLiaison', unitId: there.unitId }
        : { role: 'volunteer', areaCode: where === 'outside' ? places.donghuan : places.tianhuyuan };
    return { input: { assignmentId: newId(), personId: person.personId, ...place } };
  },
  endAssignment: async (role, where) => ({ input: { assignmentId: (await placeOf(role, where).colleague()).assignmentId } }),
  setDuty: async (role, where) => ({ input: { assignmentId: (await placeOf(role, where).deskMate()).assignmentId, onDuty: false } }),
  listUnits: nothing,
  addUnit: (role, where) => ({ input: { unitId: newId(), name: `单位 ${newId()}`, areaCode: placeOf(role, where).areaCode } }),
  getCurrentIncident: nothing,
  listIncidents: nothing,
  // One is active already, and it must stay so for the rest of the table: refused by rule and by version, not by who asks.
  activateIncident: () => ({ input: { incidentId: newId(), name: '另一起', level: 'III' } }),
  changeIncidentLevel: () => ({ input: { incidentId, level: 'I', version: 99 } }),
  endIncident: () => ({ input: { incidentId, version: 99 } }),
  previewOrder: (role, where) => ({ input: { urgency: 'urgent', audience: { include: [areas(...below(role, where))], except: [] } } }),
  issueOrder: (role, where) => ({ input: { orderId: newId(), ...written([areas(...below(role, where))]) } }),
  delegateReceipt: async (role, where) => {
    const { receiptId } = await receipt(role, where);
    return { input: { receiptId, orderId: newId(), areaCodes: below(role, 'inside') } };
  },
  listOrders: (role, where) => ({ input: { issuer: placeOf(role, where).areaCode } }),
  getOrder: ofAddressedOrder,
  getReceiptTree: ofAddressedOrder,
  listReceipts: ofAddressedOrder,
  summariseGroundAnswers: ofGroundOrder,
  listGroundAnswers: ofGroundOrder,
  listInbox: nothing,
  getInboxSummary: nothing,
  getReceipt: ofReceipt,
  confirmDelivery: async (role, where) => ({ input: { receiptIds: [(await receipt(role, where)).receiptId] } }),
  openReceipt: ofReceipt,
  acknowledgeReceipt: ofReceipt,
  // Only a desk that has nobody is signed for.
  signForReceipt: async (role, where) => {
    if (where === 'outside') return { input: { receiptId: (await foreign()).receiptId } };
    if (role === 'communitySecretary') {
      const orderId = await issue(callers.communitySecretary.principal as Principal, [areas(emptyGrid)]);
      return { input: { receiptId: (await receiptOf(orderId, { recipient: 'desk', areaCode: emptyGrid })).id } };
    }
    const { orderId, receiptId } = await addressed(role);
    if (['gridWorker', 'volunteer', 'unitLiaison'].includes(role)) return { input: { receiptId } };
    return { input: { receiptId: (await receiptOf(orderId, { recipient: 'desk', areaCode: places.yugou })).id } };
  },
  answerReceipt: async (role, where) => ({
    input: { receiptId: (await receipt(role, where)).receiptId, answer: { values: { done: true } } },
  }),
  acceptAnswers: ofOrder,
  sendBackAnswer: async (role, where) => {
    const { receiptId, version } = await order(role, where);
    return { input: { receiptId, reason: '照片看不清', version } };
  },
  remindReceipts: ofOrder,
  escalateOrder: ofOrder,
  closeOrder: async (role, where) => ({
    input: { orderId: (await order(role, where)).orderId, version: 1, closeOpen: true, note: '办结' },
  }),
  withdrawOrder: async (role, where) => ({ input: { orderId: (await order(role, where)).orderId, version: 1, reason: '发错了' } }),
  // Upwards: the city has units alone to ask. The desk of another district is not above.
  requestSupport: (role, where) => ({
    input: {
      orderId: newId(),
      ask: { kind: 'people', count: 5 },
      ...(where === 'outside'
        ? { areaCodes: [places.weidong] }
        : role === 'commander'
          ? { unitIds: [units.own] }
          : { areaCodes: [places.city] }),
    },
  }),
  listSupportTargets: nothing,
  listTemplates: nothing,
  saveTemplate: (role, where) => ({ input: { templateId: newId(), ...template(below(role, where)) } }),
  changeTemplate: async (role, where) => ({
    input: { templateId: await keptTemplate(role, where), version: 1, ...template(below(role, 'inside')), title: '改过的两米线自查' },
  }),
  retireTemplate: async (role, where) => ({ input: { templateId: await keptTemplate(role, where), version: 1 } }),
  listSchedules: nothing,
  createSchedule: async (role, where) => ({
    input: { scheduleId: newId(), templateId: await keptTemplate(role, where), recurrence: daily },
  }),
  pauseSchedule: async (role, where) => ({ input: await keptSchedule(role, where) }),
  resumeSchedule: async (role, where) => {
    const running = await keptSchedule(role, where);
    await server.run('pauseSchedule', keeperOf(role, where), running);
    return { input: { ...running, version: 2 } };
  },
  endSchedule: async (role, where) => ({ input: await keptSchedule(role, where) }),
  listFacts: nothing,
  listFactAnswers: (role, where) => ({
    input: { fact: '核酸采样人数', audience: { include: [areas(...below(role, where))], except: [] } },
  }),
  acknowledgeReceipts: async (role, where) => ({
    input: { receipts: [{ receiptId: (await receipt(role, where)).receiptId, revision: 1 }] },
  }),
  passOnChange: async (role, where) => {
    const { orderId, receiptId } = await receipt(role, where);
    if (where === 'inside' && ['dutyOfficer', 'communitySecretary'].includes(role)) {
      const who = callers[role].principal as Principal;
      await server.run('delegateReceipt', who, { receiptId, orderId: newId(), areaCodes: below(role, 'inside') });
      await server.run('amendOrder', people.commander, { orderId, version: 1, body: '今天下午前走一遍。', reason: '时间改了' });
    }
    return { input: { receiptId } };
  },
  previewAmendment: async (role, where) => ({ input: { orderId: (await order(role, where)).orderId, body: '改过的。' } }),
  amendOrder: async (role, where) => ({
    input: { orderId: (await order(role, where)).orderId, version: 1, body: '改过的。', reason: '写错了' },
  }),
  listRevisions: ofAddressedOrder,
  listCopies: nothing,
  readCopy: async (role, where) => ({ input: { copyId: await copyTo(role, where) } }),
  getAttention: ofArea,
  listAttention: ofArea,
  listFigures: ofArea,
  getFigure: ofFigure,
  listFigureRecords: ofFigure,
  listFeed: ofArea,
  listAudit: ofArea,
  verifyJournal: nothing,
  getHealth: nothing,
  getReadiness: nothing,
  getSystem: nothing,
  listHeldCommands: nothing,
  syncDesk: nothing,
  syncGround: nothing,
  discardHeldCommand: async (role, where) => {
    const who = where === 'outside' ? people.foreign : (callers[role].principal as Principal);
    const heldCommandId = newId();
    await server.city.sql(
      `insert into city.held_commands (command_id, operation, input, person_id, person_name, assignment_id, area_code, unit_id, waits_kind, waits_for, done_at, held_at)
        values ($1, 'acknowledgeReceipt', '{}', $2, $3, $4, $5, $6, 'command', gen_random_uuid(), now(), now())`,
      [heldCommandId, who.personId, who.personName, who.assignmentId, who.areaCode ?? places.city, who.unitId],
    );
    return { input: { heldCommandId } };
  },
  listChannels: nothing,
  saveChannel: () => ({ input: channelInput() }),
  switchChannel: async () => ({ input: { channelId: await channel(), on: false } }),
  testChannel: async () => ({ input: { channelId: await channel() } }),
  getReceiptChannels: ofReceipt,
  listUndelivered: ofAddressedOrder,
  getPushSettings: nothing,
  subscribePush: () => ({ input: { subscriptionId: newId(), ...pushAddress() } }),
  unsubscribePush: async (role, where) => ({ input: { subscriptionId: await device(role, where) } }),
  testPush: async (role, where) => ({ input: { subscriptionId: await device(role, where) } }),
};

const channelInput = () => ({
  channelId: newId(),
  kind: 'wecomBot',
  name: '新华区值班群',
  areaCode: places.xinhua,
  covers: 'below',
  fromUrgency: 'routine',
  settings: {},
  secrets: { key: 'the-key-of-a-robot' },
});

async function channel(): Promise<string> {
  const input = channelInput();
  await server.run('saveChannel', server.city.system, input);
  return input.channelId;
}

const pushAddress = () => ({
  endpoint: `https://push.example.com/${newId()}`,
  keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
});

/** A device of the caller himself; outside: of somebody else. */
async function device(role: RoleName, where: Where): Promise<string> {
  const other = callers[role === 'auditor' ? 'commander' : 'auditor'];
  const whose = where === 'inside' ? callers[role] : other;
  await server.city.as(server.city.system, (tx) => ensureWebPush(tx, places.city, server.city.clock.now()));
  const subscriptionId = newId();
  await server.run('subscribePush', whose.principal as Principal, { subscriptionId, ...pushAddress() });
  return subscriptionId;
}

const daily = { times: ['09:00'], days: { kind: 'daily' as const } };
const template = (codes: string[]) => ({
  urgency: 'urgent' as const,
  title: '两米线自查',
  body: '走一遍。',
  audience: { include: [areas(...codes)], except: [] },
});

/** Who keeps templates and schedules where this role stands, or in the other district. */
function keeperOf(role: RoleName, where: Where): Principal {
  if (where === 'outside') return people.neighbour;
  const { place } = cast.find((one) => one.role === role) as (typeof cast)[number];
  return callers[place === 'city' ? 'commander' : place === 'community' ? 'communitySecretary' : 'dutyOfficer'].principal as Principal;
}

async function keptTemplate(role: RoleName, where: Where): Promise<string> {
  const keeper = keeperOf(role, where);
  const templateId = newId();
  const codes = keeper === people.neighbour ? [places.donghuan] : below(keeper.role as RoleName, 'inside');
  await server.run('saveTemplate', keeper, { templateId, ...template(codes) });
  return templateId;
}

async function keptSchedule(role: RoleName, where: Where): Promise<{ scheduleId: string; version: number }> {
  const scheduleId = newId();
  const templateId = await keptTemplate(role, where);
  await server.run('createSchedule', keeperOf(role, where), { scheduleId, templateId, recurrence: daily });
  return { scheduleId, version: 1 };
}

/** Communities that nobody else in the tests minds: a change of the territory may use them up. */
let communities = 500;
const freeCode = () => `410403001${communities++}`;
async function newCommunity(): Promise<string> {
  const code = freeCode();
  await server.run('importAreas', server.city.system, { csv: `code,name\n${code},第${code.slice(-3)}社区居民委员会` });
  return code;
}

/** A copy for this role's desk or unit, or for somebody in the other district. */
async function copyTo(role: RoleName, where: Where): Promise<string> {
  const { place } = cast.find((one) => one.role === role) as (typeof cast)[number];
  const orderId = newId();
  const copies =
    where === 'outside'
      ? [areas(places.donghuan)]
      : place === 'unit'
        ? [{ kind: 'units', unitIds: [units.own] }]
        : [areas(place === 'community' ? places.tianhuyuan : places.xinhua)];
  const to = where === 'outside' ? places.weidong : places.yugou;
  await server.city.run(issueOrder, people.commander, { orderId, ...written([areas(to)]), copies } as never);
  const [copy] = await server.city.sql<{ id: string }>('select id from city.order_copies where order_id = $1', [orderId]);
  if (!copy) throw new Error('no such copy');
  return copy.id;
}

/** Desks below one's own, or in the other district. */
function below(role: RoleName, where: Where): string[] {
  if (where === 'outside') return [places.donghuan];
  return role === 'communitySecretary' || role === 'gridWorker' || role === 'volunteer' ? [grid] : [places.jiaodian];
}

const isCommand = (name: OperationName) => operations[name].kind === 'command';
export async function ask(name: OperationName, caller: Caller, input: object) {
  return server.call(caller, operations[name], isCommand(name) ? { commandId: newId(), ...input } : input);
}

/** A small square of the city that says whose it is; another one each time. */
function outlineOf(properties: Record<string, string>): string {
  const west = 113.2 + Math.random() / 10;
  const ring = [
    [west, 33.7],
    [west + 0.01, 33.7],
    [west + 0.01, 33.71],
    [west, 33.7],
  ];
  return JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }],
  });
}
