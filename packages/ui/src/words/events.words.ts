import type { EventType } from '@muster/contract/events';
import type { Role } from '@muster/contract/people/roles';
import { shortNumber } from '../format.ts';
import { dictionary } from './dictionary.ts';
import { roleWords } from './roles.words.ts';
import { counted, shared } from './shared.words.ts';

export interface EventParams {
  [name: string]: string | number | boolean | null;
}
type Line = (who: string, p: EventParams) => string;

/** 市指〔2022〕47号 is spoken 47 号; feeds say the spoken number, but the feed of one order, which leaves it out. */
const spoken = (p: EventParams) => (p.numberText ? ` ${shortNumber(String(p.numberText))} 号` : '');
const spokenEn = (p: EventParams) => (p.numberText ? `order ${shortNumber(String(p.numberText))}` : 'it');
const recipient = (p: EventParams) => (p.recipientName ? `${p.recipientName} ` : clock.desk);
const roleOf = (p: EventParams) => roleWords[p.role as Role] ?? String(p.role ?? '');
const level = (value: unknown) => shared.responseLevel[value as keyof typeof shared.responseLevel] ?? String(value ?? '');

/** Nobody did it: the clock did. */
const clock = dictionary({ name: '系统', desk: '席位' }, { name: 'The system', desk: 'The desk ' });

/** One line of a feed by the type of its event: who did what. A new event without a line does not compile. */
const lines: Record<EventType, Line> = dictionary(
  {
    'areas.imported': (who, p) => `${who} 导入区域 ${p.rows} 行，新增 ${p.added}，改名 ${p.changed}`,
    'area.gridAdded': (who, p) => `${who} 加了网格 ${p.name}`,
    'compound.added': (who, p) => `${who} 加了小区 ${p.name}`,
    'compound.changed': (who, p) => `${who} 改了小区 ${p.name}`,
    'compound.closed': (who, p) => `${who} 注销了小区 ${p.name}：${p.reason}`,
    'compound.merged': (who, p) => `${who} 把 ${p.otherName} 并入 ${p.name}`,
    'compounds.entered': (who, p) => `${who} 登记小区 ${p.compounds} 个，楼栋 ${p.buildings} 栋`,
    'auth.signedIn': (who, p) => `${who} 登录${p.device ? `，${p.device}` : ''}`,
    'auth.signInFailed': (_who, p) =>
      `${p.login} 没登录上：${p.why === 'locked' ? '锁定中' : p.why === 'secondFactor' ? '动态口令不对' : '密码不对'}`,
    'auth.signedOut': (who) => `${who} 退出登录`,
    'auth.actingSwitched': (who, p) => `${who} 换到${roleOf(p)}`,
    'auth.passwordChanged': (who) => `${who} 改了密码`,
    'auth.secondFactorSet': (who, p) => `${who} ${p.on ? '开启' : '停用'}动态口令`,
    'auth.sessionRevoked': (who) => `${who} 让另一台设备退出`,
    'auth.accountCreated': (who, p) => `${who} 开了账户 ${p.userName}`,
    'auth.accountUnlocked': (who, p) => `${who} 解锁账户 ${p.userName}`,
    'auth.accountReset': (who, p) => `${who} 给账户 ${p.userName} 重设了首次密码`,
    'system.setUp': (who, p) => `${who} 搭起${p.cityName}`,
    'incident.activated': (who, p) => `${who} 启动${p.isDrill ? '演练' : ''}${p.name}，${level(p.level)}`,
    'incident.levelChanged': (who, p) => `${who} 把响应从${level(p.from)}调到${level(p.level)}`,
    'incident.ended': (who, p) => `${who} 结束${p.name}`,
    'order.issued': (who, p) => `${who} 下达${spoken(p)} ${p.title ?? ''}`,
    'order.supportRequested': (who, p) => `${who} 向${p.toNames ?? '上级'}${p.title ?? '请求支持'}`,
    'order.reminded': (who, p) => `${p.byTimer ? clock.name : who} 催办${spoken(p)}，${p.count} 个`,
    'order.escalated': (who, p) => `${p.byTimer ? clock.name : who} 督办${spoken(p)}，${p.count} 个报到${p.toNames ?? '上级'}`,
    'order.closed': (who, p) => `${who} 办结${spoken(p)}${p.open ? `，还有 ${p.open} 个没办完` : ''}`,
    'order.withdrawn': (who, p) => `${who} 撤回${spoken(p)}：${p.reason ?? ''}`,
    'order.answersAccepted': (who, p) => `${who} 采纳${p.numberText ? `${spoken(p)} 的` : ''} ${p.count} 份反馈`,
    'receipt.delivered': (_who, p) => `${recipient(p)}收到${spoken(p)}`,
    'receipt.opened': (who, p) => `${who} 打开${spoken(p)}`,
    'receipt.acknowledged': (who, p) =>
      p.signedForName ? `${p.signedForName} ${who} 代签${spoken(p)}` : `${who} 签收${spoken(p)}${p.inTime ? '' : '，逾期'}`,
    'receipt.delegated': (who, p) => `${who} ${p.numberText ? `把${spoken(p)} ` : ''}转办给 ${p.toCount} 个席位`,
    'receipt.answered': (who, p) => `${who} ${p.again ? '重新反馈' : '反馈'}${spoken(p)}${p.summary ? `：${p.summary}` : ''}`,
    'receipt.sentBack': (who, p) => `${who} 退回${p.numberText ? `${spoken(p)} 的` : ''}反馈：${p.reason ?? ''}`,
    'receipt.staffingChanged': (_who, p) => (p.unstaffed ? '席位没人在岗了' : '席位有人在岗了'),
    'person.added': (who, p) => `${who} 加了 ${p.name}`,
    'people.imported': (who, p) => `${who} 导入名单 ${p.rows} 行，新增 ${p.added}，更新 ${p.changed}`,
    'person.phoneViewed': (who, p) => `${who} 看了 ${p.name} 的手机号`,
    'unit.added': (who, p) => `${who} 加了单位 ${p.name}`,
    'held.flagged': (_who, p) =>
      `${p.personName} 办的${spoken(p)}${p.waitsFor === 'file' ? '照片' : '前一步'}还没到，已经等了 ${p.minutes} 分钟`,
    'held.refused': (_who, p) => `${p.personName} 补到的${spoken(p)}没办成，要他定`,
    'held.discarded': (_who, p) => `${p.personName} 不发${spoken(p)}那一条了`,
    'assignment.granted': (who, p) => `${who} 任命 ${p.name} 为${p.unitName ?? ''}${roleOf(p)}`,
    'assignment.ended': (who, p) => `${who} 结束 ${p.name} 的${roleOf(p)}任职`,
    'assignment.dutyChanged': (_who, p) => `${p.name} ${p.onDuty ? '在岗' : '离岗'}`,
    'channel.saved': (who, p) => `${who} ${p.isNew ? '加了' : '改了'}通道 ${p.name}${!p.isNew && p.secretsChanged ? '，换了密钥' : ''}`,
    'channel.switched': (who, p) => `${who} ${p.on ? '开启' : '停用'}通道 ${p.name}`,
    'channel.tested': (who, p) => `${who} 试发通道 ${p.name}`,
  } satisfies Record<EventType, Line>,
  {
    'areas.imported': (who, p) => `${who} imported ${p.rows} areas: ${p.added} new, ${p.changed} renamed`,
    'area.gridAdded': (who, p) => `${who} added grid ${p.name}`,
    'compound.added': (who, p) => `${who} added compound ${p.name}`,
    'compound.changed': (who, p) => `${who} corrected compound ${p.name}`,
    'compound.closed': (who, p) => `${who} closed compound ${p.name}: ${p.reason}`,
    'compound.merged': (who, p) => `${who} merged ${p.otherName} into ${p.name}`,
    'compounds.entered': (who, p) => `${who} entered ${p.compounds} compounds with ${p.buildings} buildings`,
    'auth.signedIn': (who, p) => `${who} signed in${p.device ? `, ${p.device}` : ''}`,
    'auth.signInFailed': (_who, p) =>
      `${p.login} could not sign in: ${p.why === 'locked' ? 'locked' : p.why === 'secondFactor' ? 'wrong code' : 'wrong password'}`,
    'auth.signedOut': (who) => `${who} signed out`,
    'auth.actingSwitched': (who, p) => `${who} now acts as ${roleOf(p).toLowerCase()}`,
    'auth.passwordChanged': (who) => `${who} changed the password`,
    'auth.secondFactorSet': (who, p) => `${who} turned the second factor ${p.on ? 'on' : 'off'}`,
    'auth.sessionRevoked': (who) => `${who} signed out another device`,
    'auth.accountCreated': (who, p) => `${who} created account ${p.userName}`,
    'auth.accountUnlocked': (who, p) => `${who} unlocked account ${p.userName}`,
    'auth.accountReset': (who, p) => `${who} gave account ${p.userName} a new first password`,
    'system.setUp': (who, p) => `${who} set up ${p.cityName}`,
    'incident.activated': (who, p) => `${who} started ${p.isDrill ? 'drill ' : ''}${p.name}, ${level(p.level)}`,
    'incident.levelChanged': (who, p) => `${who} changed the response from ${level(p.from)} to ${level(p.level)}`,
    'incident.ended': (who, p) => `${who} ended ${p.name}`,
    'order.issued': (who, p) => `${who} sent ${spokenEn(p)} ${p.title ?? ''}`,
    'order.supportRequested': (who, p) => `${who} asked ${p.toNames ?? 'those above'} for support: ${p.title ?? ''}`,
    'order.reminded': (who, p) => `${p.byTimer ? clock.name : who} reminded ${p.count} of ${spokenEn(p)}`,
    'order.escalated': (who, p) =>
      `${p.byTimer ? clock.name : who} escalated ${spokenEn(p)}: ${p.count} to ${p.toNames ?? 'the desk above'}`,
    'order.closed': (who, p) => `${who} closed ${spokenEn(p)}${p.open ? ` with ${p.open} still open` : ''}`,
    'order.withdrawn': (who, p) => `${who} withdrew ${spokenEn(p)}: ${p.reason ?? ''}`,
    'order.answersAccepted': (who, p) => `${who} accepted ${counted(Number(p.count), 'answer')} to ${spokenEn(p)}`,
    'receipt.delivered': (_who, p) => `${recipient(p)}received ${spokenEn(p)}`,
    'receipt.opened': (who, p) => `${who} opened ${spokenEn(p)}`,
    'receipt.acknowledged': (who, p) =>
      p.signedForName
        ? `${who} of ${p.signedForName} signed for ${spokenEn(p)}`
        : `${who} acknowledged ${spokenEn(p)}${p.inTime ? '' : ', late'}`,
    'receipt.delegated': (who, p) => `${who} delegated ${spokenEn(p)} to ${p.toCount} desks`,
    'receipt.answered': (who, p) => `${who} answered ${spokenEn(p)}${p.again ? ' again' : ''}${p.summary ? `: ${p.summary}` : ''}`,
    'receipt.sentBack': (who, p) => `${who} sent an answer to ${spokenEn(p)} back: ${p.reason ?? ''}`,
    'receipt.staffingChanged': (_who, p) =>
      p.unstaffed ? 'Nobody is on duty at the desk any more' : 'Somebody is on duty at the desk again',
    'person.added': (who, p) => `${who} added ${p.name}`,
    'people.imported': (who, p) => `${who} imported a roster of ${p.rows}: ${p.added} new, ${p.changed} updated`,
    'person.phoneViewed': (who, p) => `${who} looked at the mobile number of ${p.name}`,
    'unit.added': (who, p) => `${who} added unit ${p.name}`,
    'held.flagged': (_who, p) =>
      `What ${p.personName} did on ${spokenEn(p)} waits for ${p.waitsFor === 'file' ? 'its photo' : 'the step before'}, ${p.minutes} min so far`,
    'held.refused': (_who, p) => `What ${p.personName} did on ${spokenEn(p)} could not be applied; it is for them to decide`,
    'held.discarded': (_who, p) => `${p.personName} gave up what waited on ${spokenEn(p)}`,
    'assignment.granted': (who, p) => `${who} assigned ${p.name} as ${p.unitName ? `${p.unitName} ` : ''}${roleOf(p).toLowerCase()}`,
    'assignment.ended': (who, p) => `${who} ended ${p.name}’s assignment as ${roleOf(p).toLowerCase()}`,
    'assignment.dutyChanged': (_who, p) => `${p.name} is ${p.onDuty ? 'on' : 'off'} duty`,
    'channel.saved': (who, p) =>
      `${who} ${p.isNew ? 'added' : 'changed'} channel ${p.name}${!p.isNew && p.secretsChanged ? ', new secret' : ''}`,
    'channel.switched': (who, p) => `${who} turned channel ${p.name} ${p.on ? 'on' : 'off'}`,
    'channel.tested': (who, p) => `${who} tested channel ${p.name}`,
  } satisfies Record<EventType, Line>,
);

/** Name of a kind of event, to filter by. */
export const eventNames: Record<EventType, string> = dictionary(
  {
    'areas.imported': '导入区域',
    'area.gridAdded': '加网格',
    'compound.added': '加小区',
    'compound.changed': '改小区',
    'compound.closed': '注销小区',
    'compound.merged': '合并小区',
    'compounds.entered': '登记小区',
    'auth.signedIn': '登录',
    'auth.signInFailed': '登录失败',
    'auth.signedOut': '退出登录',
    'auth.actingSwitched': '换任职',
    'auth.passwordChanged': '改密码',
    'auth.secondFactorSet': '动态口令',
    'auth.sessionRevoked': '退出其他设备',
    'auth.accountCreated': '开账户',
    'auth.accountUnlocked': '解锁账户',
    'auth.accountReset': '重设密码',
    'system.setUp': '搭建系统',
    'incident.activated': '启动事件',
    'incident.levelChanged': '调响应级别',
    'incident.ended': '结束事件',
    'order.issued': '下达指令',
    'order.supportRequested': '请求支持',
    'order.reminded': '催办',
    'order.escalated': '督办',
    'order.closed': '办结',
    'order.withdrawn': '撤回',
    'order.answersAccepted': '采纳反馈',
    'receipt.delivered': '送到',
    'receipt.opened': '打开',
    'receipt.acknowledged': '签收',
    'receipt.delegated': '转办',
    'receipt.answered': '反馈',
    'receipt.sentBack': '退回反馈',
    'receipt.staffingChanged': '席位在岗变化',
    'person.added': '加人',
    'people.imported': '导入名单',
    'person.phoneViewed': '看手机号',
    'unit.added': '加单位',
    'held.flagged': '等前一步太久',
    'held.refused': '补到没办成',
    'held.discarded': '不发了',
    'assignment.granted': '任命',
    'assignment.ended': '结束任职',
    'assignment.dutyChanged': '在岗离岗',
    'channel.saved': '设通道',
    'channel.switched': '开关通道',
    'channel.tested': '试发通道',
  } satisfies Record<EventType, string>,
  {
    'areas.imported': 'Areas imported',
    'area.gridAdded': 'Grid added',
    'compound.added': 'Compound added',
    'compound.changed': 'Compound corrected',
    'compound.closed': 'Compound closed',
    'compound.merged': 'Compounds merged',
    'compounds.entered': 'Compounds entered',
    'auth.signedIn': 'Signed in',
    'auth.signInFailed': 'Sign-in failed',
    'auth.signedOut': 'Signed out',
    'auth.actingSwitched': 'Role switched',
    'auth.passwordChanged': 'Password changed',
    'auth.secondFactorSet': 'Second factor',
    'auth.sessionRevoked': 'Device signed out',
    'auth.accountCreated': 'Account created',
    'auth.accountUnlocked': 'Account unlocked',
    'auth.accountReset': 'Password reset',
    'system.setUp': 'System set up',
    'incident.activated': 'Incident started',
    'incident.levelChanged': 'Level changed',
    'incident.ended': 'Incident ended',
    'order.issued': 'Order sent',
    'order.supportRequested': 'Support requested',
    'order.reminded': 'Reminded',
    'order.escalated': 'Escalated',
    'order.closed': 'Order closed',
    'order.withdrawn': 'Order withdrawn',
    'order.answersAccepted': 'Answers accepted',
    'receipt.delivered': 'Delivered',
    'receipt.opened': 'Opened',
    'receipt.acknowledged': 'Acknowledged',
    'receipt.delegated': 'Delegated',
    'receipt.answered': 'Answered',
    'receipt.sentBack': 'Sent back',
    'receipt.staffingChanged': 'Desk staffing',
    'person.added': 'Person added',
    'people.imported': 'Roster imported',
    'person.phoneViewed': 'Mobile number seen',
    'unit.added': 'Unit added',
    'held.flagged': 'Waits too long',
    'held.refused': 'Could not be applied',
    'held.discarded': 'Given up',
    'assignment.granted': 'Assigned',
    'assignment.ended': 'Assignment ended',
    'assignment.dutyChanged': 'Duty changed',
    'channel.saved': 'Channel set up',
    'channel.switched': 'Channel switched',
    'channel.tested': 'Channel tested',
  } satisfies Record<EventType, string>,
);

/** The sentence of one event for a feed; an event newer than this screen is named by its type, never left out. */
export function eventText(item: { type: string; actorName: string | null; params: EventParams }): string {
  const type = item.type.split('@')[0] as string;
  const line = (lines as Record<string, Line>)[type];
  return line ? line(item.actorName ?? clock.name, item.params) : [item.actorName, type].filter(Boolean).join(' ');
}
