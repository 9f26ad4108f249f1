import { cityDay } from '@muster/contract/city-time';
import type { Urgency } from '@muster/contract/orders/limits';
import type { NoticeFacts } from '../../platform/notice.ts';
import { fitToLeave } from './notifications.rules.ts';

/** What leaves on a channel, in the words of the city. */
export interface Parcel {
  /** One thing, or several in one. */
  things: readonly Thing[];
  now: Date;
  publicUrl: string | null;
}

export interface Thing {
  facts: NoticeFacts;
  urgency: Urgency;
  /** Of a group: how many of its area are meant. */
  count: number | null;
  targetId: string | null;
}

const urgencyWords: Record<Urgency, string> = { immediate: '特急', urgent: '紧急', routine: '常规' };
export const urgencyWord = (urgency: Urgency): string => urgencyWords[urgency];

/** 今天 12:00，还有 1 小时 48 分. The time left makes each reminder differ: some services drop the same text on the same day. */
function limitText(limit: NonNullable<NoticeFacts['limit']>, now: Date): string {
  const at = new Date(limit.at);
  const clock = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  const [, month, day] = cityDay(at).split('-').map(Number);
  const date = cityDay(at) === cityDay(now) ? '今天' : `${month}月${day}日`;
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  return `${limit.word} ${date} ${clock}，${minutes >= 0 ? `还有 ${spanText(minutes)}` : `已过 ${spanText(-minutes)}`}`;
}

function spanText(minutes: number): string {
  if (minutes < 60) return `${minutes} 分`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} 天`;
  return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`;
}

export interface Line {
  /** 【特急】新指令 市指〔2022〕47号 */
  head: string;
  title: string | null;
  limit: string | null;
  count: string | null;
  link: string | null;
}

export function lineOf(thing: Thing, parcel: Parcel): Line {
  const { facts, urgency, count, targetId } = thing;
  const path = targetId === null ? facts.link.group : facts.link.one.replace('{target}', targetId);
  return {
    head: `【${urgencyWords[urgency]}】${facts.headline} ${facts.number}`,
    title: facts.title === null ? null : fitToLeave(facts.title),
    limit: facts.limit && limitText(facts.limit, parcel.now),
    count: count !== null && count > 1 ? `本区 ${count} 个` : null,
    link: parcel.publicUrl === null ? null : parcel.publicUrl + path,
  };
}

/** Of several, those that hurry most first: what is cut off at the end is what can wait. */
export function linesOf(parcel: Parcel): Line[] {
  const rank: Record<Urgency, number> = { immediate: 0, urgent: 1, routine: 2 };
  return [...parcel.things].sort((a, b) => rank[a.urgency] - rank[b.urgency]).map((thing) => lineOf(thing, parcel));
}

export function digestHead(count: number): string {
  return `集结：${count} 件事`;
}

/** Joins what fits into so many bytes; what does not is counted. */
export function fitted(head: string, blocks: readonly string[], separator: string, bytesMost: number): string {
  const rest = (n: number) => (n > 0 ? `${separator}另有 ${n} 件，打开集结查看` : '');
  let text = head;
  for (const [index, block] of blocks.entries()) {
    const longer = `${text}${text === '' ? '' : separator}${block}`;
    const left = blocks.length - index - 1;
    if (Buffer.byteLength(longer + rest(left)) > bytesMost) return text + rest(blocks.length - index);
    text = longer;
  }
  return text;
}

export function markdownOf(parcel: Parcel, bytesMost: number, marked: (line: Line) => string): string {
  const blocks = linesOf(parcel).map(marked);
  return fitted(blocks.length > 1 ? digestHead(blocks.length) : '', blocks, '\n\n', bytesMost);
}

export function plainOf(parcel: Parcel, bytesMost: number): string {
  return markdownOf(parcel, bytesMost, (line) => [line.head, line.title, line.limit, line.count, line.link].filter(Boolean).join('\n'));
}
