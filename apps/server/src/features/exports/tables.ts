import type { ExportList } from '@muster/contract/exports/exports.operations';
import type { Question } from '@muster/contract/orders/answers';
import { roleName } from '@muster/contract/people/role-names';
import type { Role } from '@muster/contract/people/roles';
import { codeWords, type Language, lineWords, say, type Word } from './sheet.words.ts';
import type { About, Column, Table } from './table.ts';

const word = (group: keyof typeof codeWords, code: string | null, language: Language) =>
  code === null ? null : say(codeWords[group]?.[code], language, code);
const role = (code: string | null, language: Language) => (code === null ? null : language === 'zh' ? roleName(code as Role) : code);
/** Columns for the items of one list. */
function columnsOf<Item>() {
  return {
    time: (header: Word, value: Column<Item>['value']): Column<Item> => ({ header, width: 17, kind: 'time', value }),
    count: (header: Word, value: Column<Item>['value']): Column<Item> => ({ header, width: 9, kind: 'number', isSummed: true, value }),
    text: (header: Word | string, width: number, value: Column<Item>['value']): Column<Item> => ({ header, width, value }),
    number: (header: Word | string, width: number, value: Column<Item>['value']): Column<Item> => ({
      header,
      width,
      kind: 'number',
      value,
    }),
  };
}
type ItemOf<T> = T extends { columns: (about: About | null) => readonly Column<infer Item>[] } ? Item : never;
type Tables = { [N in ExportList]: Table<N> };
type Items = { [N in ExportList]: ItemOf<Table<N>> };

const orders = columnsOf<Items['listOrders']>();
const receipts = columnsOf<Items['listReceipts']>();
const inbox = columnsOf<Items['listInbox']>();
const people = columnsOf<Items['listPeople']>();
const units = columnsOf<Items['listUnits']>();
const accounts = columnsOf<Items['listAccounts']>();
const sessions = columnsOf<Items['listSessions']>();
const incidents = columnsOf<Items['listIncidents']>();
const areas = columnsOf<Items['listAreas']>();
const children = columnsOf<Items['listChildAreas']>();
const groundAnswers = columnsOf<Items['listGroundAnswers']>();
const compounds = columnsOf<Items['listCompounds']>();
const places = columnsOf<Items['listPlaces']>();
const attention = columnsOf<Items['listAttention']>();
const figures = columnsOf<Items['listFigures']>();
const records = columnsOf<Items['listFigureRecords']>();
const feed = columnsOf<Items['listFeed']>();
const audit = columnsOf<Items['listAudit']>();

/** Columns of each list as a sheet: what the screen shows, unfolded; masked as there, because it is what the same view gave. */
export const tables: Tables = {
  listOrders: {
    title: ['指令台账', 'Orders'],
    columns: () => [
      orders.text(['编号', 'Number'], 22, (o) => o.numberText),
      orders.text(['紧急程度', 'Urgency'], 9, (o, l) => word('urgency', o.urgency, l)),
      orders.text(['标题', 'Title'], 40, (o) => o.title),
      orders.text(['状态', 'State'], 9, (o, l) => word('orderState', o.state, l)),
      orders.text(['下达单位', 'Issuer'], 20, (o) => o.issuerName),
      orders.text(['下达人', 'Issued by'], 12, (o) => o.issuerPersonName),
      orders.time(['下达时间', 'Issued'], (o) => o.issuedAt),
      orders.time(['签收限', 'Acknowledge by'], (o) => o.acknowledgeBy),
      orders.time(['反馈限', 'Answer by'], (o) => o.answerBy),
      orders.count(['逾期', 'Late'], (o) => o.counts.late),
      orders.count(['待签收', 'Waiting'], (o) => o.counts.waiting),
      orders.count(['办理中', 'In hand'], (o) => o.counts.inHand),
      orders.count(['待采纳', 'For review'], (o) => o.counts.forReview),
      orders.count(['已完成', 'Done'], (o) => o.counts.done),
    ],
  },
  listReceipts: {
    title: ['签收情况', 'Receipts'],
    about: async (read, { orderId = '' }) => {
      const order = await read.order(orderId);
      const { items } = await read.areas();
      return { name: `${order.numberText} ${order.title}`, order, areaNames: new Map(items.map((area) => [area.code, area.shortName])) };
    },
    columns: (about) => [
      receipts.text(['区划代码', 'Area code'], 17, (r) => r.areaCode),
      receipts.text(['单位', 'Area'], 20, (r) => r.areaName),
      receipts.text(['收件人', 'Recipient'], 14, (r) => r.recipientName),
      receipts.text(['状态', 'State'], 9, (r, l) => word('receiptState', r.state, l)),
      receipts.text(['情况', 'Standing'], 9, (r, l) => word('attention', r.attention.state, l)),
      receipts.time(['送到时间', 'Delivered'], (r) => r.deliveredAt),
      receipts.text(['打开人', 'Opened by'], 10, (r) => r.openedBy),
      receipts.text(['签收人', 'Acknowledged by'], 10, (r) => r.acknowledgedBy),
      receipts.time(['签收时间', 'Acknowledged'], (r) => r.acknowledgedAt),
      receipts.text(['代签', 'Signed for by'], 14, (r) => r.signedForBy),
      receipts.count(['催办次数', 'Reminders'], (r) => r.remindedCount),
      receipts.text(['反馈人', 'Answered by'], 10, (r) => r.answeredBy),
      receipts.time(['反馈时间', 'Answered'], (r) => r.answeredAt),
      ...(about?.order?.questions ?? []).map(
        (question): Column<Items['listReceipts']> => ({
          header: question.text,
          width: question.kind === 'text' ? 30 : 14,
          kind: question.kind === 'number' && !question.perArea ? 'number' : 'text',
          isSummed: question.kind === 'number' && !question.perArea,
          value: (r, l) => answered(question, r.answer?.values[question.key], l, about?.areaNames),
        }),
      ),
      receipts.text(['备注', 'Note'], 30, (r) => r.answer?.note),
    ],
  },
  listGroundAnswers: {
    title: ['逐个反馈', 'Answers one by one'],
    about: async (read, { orderId = '', question = '' }) => {
      const order = await read.order(orderId);
      const asked = order.questions.find((one) => one.key === question);
      return { name: `${order.numberText} ${asked?.text ?? ''}`, order, question };
    },
    columns: (about) => [
      groundAnswers.text(['区县', 'District'], 12, (c) => c.districtName),
      groundAnswers.text(['街道乡镇', 'Subdistrict'], 14, (c) => c.subdistrictName),
      groundAnswers.text(['社区代码', 'Community code'], 17, (c) => c.communityCode),
      groundAnswers.text(['社区', 'Community'], 18, (c) => c.communityName),
      groundAnswers.text(['小区或岗点', 'Compound or place'], 24, (c) => c.name),
      groundAnswers.text(['类型', 'Kind'], 12, (c, l) => word(c.of === 'place' ? 'placeKind' : 'compoundKind', c.kind, l)),
      groundAnswers.text(['位置', 'Where'], 24, (c) => c.at),
      groundAnswers.text(['已不在问', 'Asked no more'], 10, (c) => c.isGone),
      ...(about?.order?.questions ?? [])
        .filter((question) => question.key === about?.question)
        .map(
          (question): Column<Items['listGroundAnswers']> => ({
            header: question.text,
            width: 16,
            kind: question.kind === 'number' ? 'number' : 'text',
            isSummed: question.kind === 'number',
            value: (c, l) => answered(question, c.value, l),
          }),
        ),
      groundAnswers.text(['反馈人', 'Answered by'], 10, (c) => c.answeredBy),
      groundAnswers.time(['反馈时间', 'Answered'], (c) => c.answeredAt),
    ],
  },
  listInbox: {
    title: ['收到的指令', 'Inbox'],
    columns: () => [
      inbox.text(['编号', 'Number'], 22, (r) => r.order.numberText),
      inbox.text(['紧急程度', 'Urgency'], 9, (r, l) => word('urgency', r.order.urgency, l)),
      inbox.text(['标题', 'Title'], 40, (r) => r.order.title),
      inbox.text(['下达单位', 'Issuer'], 20, (r) => r.order.issuerName),
      inbox.text(['收件', 'To'], 18, (r) => r.recipientName ?? r.areaName),
      inbox.time(['下达时间', 'Sent'], (r) => r.sentAt),
      inbox.time(['签收限', 'Acknowledge by'], (r) => r.order.acknowledgeBy),
      inbox.time(['反馈限', 'Answer by'], (r) => r.order.answerBy),
      inbox.text(['状态', 'State'], 9, (r, l) => word('receiptState', r.state, l)),
      inbox.text(['签收人', 'Acknowledged by'], 10, (r) => r.acknowledgedBy),
      inbox.time(['签收时间', 'Acknowledged'], (r) => r.acknowledgedAt),
      inbox.time(['反馈时间', 'Answered'], (r) => r.answeredAt),
    ],
  },
  listPeople: {
    title: ['人员名册', 'People'],
    columns: () => [
      people.text(['姓名', 'Name'], 12, (p) => p.name),
      people.text(['手机', 'Mobile'], 14, (p) => p.mobileMasked),
      people.text(['类别', 'Category'], 12, (p, l) => word('member', p.memberCategory, l)),
      people.text(['单位', 'Unit'], 24, (p) => p.unitName),
      people.text(['任职', 'Assignments'], 44, (p, l) =>
        p.assignments.map((a) => `${a.areaName ?? a.unitName ?? ''} ${a.title ?? role(a.role, l)}`.trim()).join(l === 'zh' ? '；' : '; '),
      ),
      people.text(['在岗', 'On duty'], 8, (p) => p.assignments.some((a) => a.onDuty)),
      people.text(['能登录', 'Signs in'], 8, (p) => p.hasAccount),
    ],
  },
  listUnits: {
    title: ['单位名册', 'Units'],
    columns: () => [
      units.text(['单位', 'Unit'], 40, (u) => u.name),
      units.text(['区划代码', 'Area code'], 17, (u) => u.areaCode),
      units.count(['人数', 'People'], (u) => u.peopleCount),
    ],
  },
  listAccounts: {
    title: ['账号', 'Accounts'],
    columns: () => [
      accounts.text(['用户名', 'User name'], 18, (a) => a.userName),
      accounts.text(['姓名', 'Name'], 12, (a) => a.personName),
      accounts.text(['第二步验证', 'Second factor'], 12, (a) => a.secondFactor),
      accounts.time(['锁到', 'Locked until'], (a) => a.lockedUntil),
      accounts.time(['上次登录', 'Last sign-in'], (a) => a.lastSignInAt),
    ],
  },
  listSessions: {
    title: ['登录的设备', 'Sessions'],
    columns: () => [
      sessions.text(['设备', 'Device'], 34, (s) => s.device),
      sessions.text(['地址', 'Address'], 18, (s) => s.address),
      sessions.time(['登录时间', 'Signed in'], (s) => s.createdAt),
      sessions.time(['最近使用', 'Last seen'], (s) => s.lastSeenAt),
      sessions.text(['本机', 'This one'], 8, (s) => s.current),
    ],
  },
  listIncidents: {
    title: ['应急事件', 'Incidents'],
    columns: () => [
      incidents.text(['名称', 'Name'], 30, (i) => i.name),
      incidents.text(['级别', 'Level'], 8, (i) => i.level),
      incidents.text(['演练', 'Drill'], 8, (i) => i.isDrill),
      incidents.text(['状态', 'State'], 9, (i, l) => word('incidentState', i.state, l)),
      incidents.time(['启动', 'Began'], (i) => i.activatedAt),
      incidents.time(['结束', 'Ended'], (i) => i.endedAt),
      incidents.number(['天数', 'Days'], 8, (i) => i.dayNumber),
    ],
  },
  listAreas: {
    title: ['区划', 'Territory'],
    columns: () => [
      areas.text(['区划代码', 'Code'], 17, (a) => a.code),
      areas.text(['名称', 'Name'], 34, (a) => a.name),
      areas.text(['简称', 'Short name'], 20, (a) => a.shortName),
      areas.text(['级别', 'Level'], 10, (a, l) => word('level', a.level, l)),
      areas.text(['上级代码', 'Above'], 15, (a) => a.parentCode),
    ],
  },
  listChildAreas: {
    title: ['下级区域', 'Areas below'],
    columns: () => [
      children.text(['区划代码', 'Code'], 17, (a) => a.code),
      children.text(['名称', 'Name'], 34, (a) => a.name),
      children.text(['级别', 'Level'], 10, (a, l) => word('level', a.level, l)),
      children.count(['席位人数', 'People of the desk'], (a) => a.deskPeople),
      children.count(['在岗', 'On duty'], (a) => a.onDuty),
      children.count(['下级数', 'Areas below'], (a) => a.childCount),
    ],
  },
  listCompounds: {
    title: ['小区台账', 'Compounds'],
    columns: () => [
      compounds.text(['社区代码', 'Community code'], 17, (c) => c.communityCode),
      compounds.text(['社区', 'Community'], 18, (c) => c.communityName),
      compounds.text(['网格', 'Grid'], 14, (c) => c.gridName),
      compounds.text(['小区', 'Compound'], 24, (c) => c.name),
      compounds.text(['又名', 'Also called'], 24, (c) => c.aliases.join('、')),
      compounds.text(['类型', 'Kind'], 12, (c, l) => word('compoundKind', c.kind, l)),
      compounds.text(['出入口', 'Gates'], 20, (c) => c.gates.join('、')),
      compounds.count(['楼栋', 'Buildings'], (c) => c.buildings),
      compounds.count(['户数', 'Households'], (c) => c.households),
      compounds.count(['人数', 'Residents'], (c) => c.residents),
    ],
  },
  listPlaces: {
    title: ['点位台账', 'Places'],
    columns: () => [
      places.text(['社区代码', 'Community code'], 17, (p) => p.communityCode),
      places.text(['社区', 'Community'], 18, (p) => p.communityName),
      places.text(['点位', 'Place'], 20, (p) => p.name),
      places.text(['种类', 'Kind'], 10, (p, l) => word('placeKind', p.kind, l)),
      places.text(['小区', 'Compound'], 20, (p) => p.compoundName),
      places.text(['门', 'Gate'], 10, (p) => p.gate),
      places.text(['开放时间', 'Open'], 24, (p) => p.opening.map(({ from, to }) => `${from}–${to}`).join('、') || '00:00–24:00'),
      places.text(['班次和人', 'Shifts and people'], 40, (p) =>
        p.shifts.map((one) => `${one.name} ${one.from}–${one.to} ${one.people.map(({ name }) => name).join('、')}`).join('；'),
      ),
      places.number(['现在要几人', 'Needed now'], 10, (p) => p.needed),
      places.number(['现在几人', 'There now'], 10, (p) => p.standing),
      places.time(['缺人从', 'Short from'], (p) => p.shortFrom),
      places.text(['排队', 'Queue'], 8, (p, l) => word('queue', p.queue, l)),
      places.number(['本轮完成', 'Done this round'], 10, (p) => p.round?.done ?? null),
      places.number(['没解决的问题', 'Problems'], 10, (p) => p.problems),
    ],
  },
  listAttention: {
    title: ['需要处置', 'Open things'],
    columns: () => [
      attention.text(['区划代码', 'Area code'], 17, (a) => a.areaCode),
      attention.text(['单位', 'Area'], 20, (a) => a.areaName),
      attention.text(['编号', 'Number'], 22, (a) => a.order?.numberText ?? ''),
      attention.text(['紧急程度', 'Urgency'], 9, (a, l) => (a.order ? word('urgency', a.order.urgency, l) : '')),
      attention.text(['标题', 'Title'], 40, (a) => a.title),
      attention.text(['补充', 'Detail'], 24, (a) => a.detail ?? ''),
      attention.text(['情况', 'Standing'], 9, (a, l) => word('attention', a.attention.state, l)),
      attention.text(['已督办', 'Escalated'], 8, (a) => a.attention.escalated),
      attention.time(['自', 'Since'], (a) => a.attention.since),
      attention.time(['时限', 'Limit'], (a) => a.attention.until),
    ],
  },
  listFigures: {
    title: ['数字', 'Figures'],
    columns: () => [
      figures.text(['指标', 'Figure'], 24, (f, l) => word('figure', f.key, l)),
      figures.number(['数值', 'Value'], 12, (f) => f.value),
      figures.text(['单位', 'Unit'], 10, (f, l) =>
        f.unit === 'minutes' ? (l === 'zh' ? '分钟' : 'minutes') : l === 'zh' ? '个' : 'count',
      ),
    ],
  },
  listFigureRecords: {
    title: ['数字的记录', 'Records of a figure'],
    about: async (_, { key = '' }) => ({ name: codeWords.figure?.[key]?.[0] ?? key }),
    columns: () => [
      records.time(['时间', 'At'], (r) => r.at),
      records.text(['区划代码', 'Area code'], 17, (r) => r.areaCode),
      records.text(['单位', 'Area'], 20, (r) => r.areaName),
      records.text(['编号', 'Number'], 22, (r) => r.numberText),
      records.text(['标题', 'Title'], 40, (r) => r.title),
      records.text(['经手人', 'By'], 12, (r) => r.personName),
      records.number(['分钟', 'Minutes'], 9, (r) => r.minutes),
      records.count(['计数', 'Count'], (r) => r.count),
    ],
  },
  listFeed: {
    title: ['动态', 'Feed'],
    columns: () => [
      feed.time(['时间', 'At'], (e) => e.at),
      feed.text(['事项', 'Event'], 24, (e) => e.type),
      feed.text(['经手人', 'By'], 12, (e) => e.actorName),
      feed.text(['单位', 'Area'], 20, (e) => e.areaName),
      feed.text(['内容', 'Details'], 60, (e) => details(e.params)),
    ],
  },
  listAudit: {
    title: ['审计记录', 'Audit'],
    columns: () => [
      audit.number(['序位', 'Position'], 10, (e) => e.position),
      audit.time(['收到时间', 'Recorded'], (e) => e.receivedAt),
      audit.time(['办理时间', 'Done'], (e) => e.at),
      audit.text(['事项', 'Event'], 24, (e) => e.type),
      audit.text(['经手人', 'By'], 12, (e) => e.actorName),
      audit.text(['角色', 'Role'], 12, (e, l) => role(e.actorRole, l)),
      audit.text(['区划代码', 'Area code'], 17, (e) => e.areaCode),
      audit.text(['单位', 'Area'], 20, (e) => e.areaName),
      audit.text(['地址', 'Address'], 16, (e) => e.address),
      audit.text(['内容', 'Details'], 60, (e) => details(e.params)),
      audit.text(['散列', 'Hash'], 66, (e) => e.hash),
    ],
  },
};

function details(params: Record<string, unknown>): string {
  return Object.entries(params)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${value}`)
    .join('; ');
}

/** One answer in one cell; of a question for each area below, area by area. */
function answered(
  question: Question,
  value: unknown,
  language: Language,
  names: ReadonlyMap<string, string> = new Map(),
): string | number | null {
  const one = (given: unknown): string | number | null => {
    if (given === undefined || given === null) return null;
    if (typeof given === 'boolean') return say(given ? lineWords.yes : lineWords.no, language);
    if (question.kind === 'choice') return question.options?.find((option) => option.key === given)?.text ?? String(given);
    return typeof given === 'number' ? given : String(given);
  };
  if (typeof value !== 'object' || value === null) return one(value);
  // Compounds by name stand in a sheet of their own (listGroundAnswers): here how many are so.
  if (question.each) {
    const counts = Map.groupBy(Object.values(value), (given) => String(one(given)));
    return [...counts].map(([text, all]) => `${all.length} ${text}`).join(language === 'zh' ? '；' : '; ');
  }
  return Object.entries(value)
    .map(([code, given]) => `${names.get(code) ?? code} ${one(given)}`)
    .join(language === 'zh' ? '；' : '; ');
}
