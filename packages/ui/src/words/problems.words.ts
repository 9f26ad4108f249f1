import type { ProblemCode } from '@muster/contract/problems';
import { formatShortTime } from '../format.ts';
import { dictionary, language } from './dictionary.ts';

type Params = Record<string, string | number | null>;

/** Problems that only a desk at a screen meets. */
export type DeskProblemCode = Extract<
  ProblemCode,
  | `area.${string}`
  | `compound.${string}`
  | `assignment.${string}`
  | `person.${string}`
  | `unit.${string}`
  | `import.${string}`
  | `patch.${string}`
  | `place.${string}`
  | `checklist.${string}`
  | `zone.${string}`
  | `channel.${string}`
  | `export.${string}`
  | `outline.${string}`
  | `register.${string}`
  | `template.${string}`
  | `schedule.${string}`
  | `setup.${string}`
  | `order.audience-${string}`
  | `order.limit-${string}`
  | 'order.nobody-meets'
  | 'order.each-not-theirs'
  | 'order.answer-before-acknowledge'
  | 'order.child-limit-earlier'
  | 'order.nothing-changed'
  | 'incident.already-active'
>;

export type Sentence = (p: Params) => string;
type ProblemWords = Record<Exclude<ProblemCode, DeskProblemCode> | 'network.unreachable' | 'command.held', Sentence>;

/**
 * What went wrong, where, and what to do (DESIGN §7), by code. Each sentence holds without its params too: an older
 * server may not send them. Params that a code understands are named where it uses them. Here is what a phone meets; what only a
 * desk at a screen does is in `desk-problems.words.ts`, so that the phone's first page does not carry it.
 */
const words: Record<string, Sentence> = dictionary<ProblemWords>(
  {
    'command.held': (p) => (p.waitsFor === 'file' ? '上面收到了，等照片到了就生效' : '上面收到了，等前一步到了就生效'),
    'network.unreachable': () => '没连上服务器，写的都还在。网络好了再试一次',
    'input.invalid': () => '有几处没填对，见标红的地方',
    'session.missing': () => '还没登录。登录后接着来',
    'session.expired': () => '登录过期了，写的都还在。登录后接着发',
    'not-permitted': (p) => (p.areaName ? `${p.areaName}的事，你看得到，但不归你办` : '这件事你看得到，但不归你办。要办，请上级给你任职'),
    'not-found': () => '没有这一条，或者你看不到。要看，请那里的指挥部给你任职',
    'state.moved-on': (p) =>
      p.byName && p.at ? `${p.byName} ${p.at} 已经先办了。看一眼现在的样子再定` : '有人先办了。看一眼现在的样子再定',
    'version.stale': (p) => (p.byName && p.at ? `${p.byName} ${p.at} 刚改过。看一眼新的再定` : '刚被人改过。看一眼新的再定'),
    'command.reused': () => '这一步已经办过别的事了。刷新后再办一次',
    'command.discarded': () => '这一条你已经说了不发',
    'rate.exceeded': (p) => (p.seconds ? `太快了，${p.seconds} 秒后再试` : '太快了，稍等一会儿再试'),
    'request.too-large': () => '内容太大，分几次来',
    'request.cross-site': () => '这个请求不是从本系统的页面发出的，没有执行',
    internal: () => '没办成，不是你的问题。已通知管理员',
    'database.unavailable': () => '数据库暂时没有回应，写的都还在。过一会儿再试',
    'database.full': () => '服务器的盘满了，暂时存不进去。请告诉系统管理员',
    'auth.wrong-credentials': (p) =>
      typeof p.triesLeft === 'number'
        ? `手机号、用户名或密码不对。还可以再试 ${p.triesLeft} 次，之后锁定 ${p.lockMinutes ?? 15} 分钟`
        : '手机号、用户名或密码不对',
    'auth.locked': (p) => (p.minutes ? `试错太多次，${p.minutes} 分钟后再试。急用找安全员解锁` : '试错太多次，先锁定了。急用找安全员解锁'),
    'auth.second-factor-needed': () => '再填动态口令',
    'auth.second-factor-wrong': () => '动态口令不对。看一眼手机上现在的 6 位数字',
    'auth.password-weak': (p) => `密码太好猜。至少 ${p.least ?? 10} 位，不用名字和常见的词`,
    'auth.password-wrong': () => '现在的密码不对',
    'auth.user-name-taken': () => '这个用户名有人用了，换一个',
    'auth.no-assignment': () => '账户没问题，但现在没有任职。请上级给你任职后再登录',
    'incident.none-active': () => '当前没有应急事件，先启动一个才能下达',
    'incident.ended': () => '应急事件已经结束，写的都还在，但不能再发了',
    'order.answer-incomplete': (p) => (p.name ? `还差 ${p.name}` : '还有没填的'),
    'order.answer-unknown-thing': () => '这份反馈里有一项已经不在了。刷新后再填',
    'order.delegate-not-below': () => '只能转办给自己下面的区域',
    'order.delegated-already': (p) => (p.byName && p.at ? `${p.byName} ${p.at} 已经转办了` : '已经转办了，看转办的进展'),
    'order.open-receipts': (p) =>
      p.count ? `还有 ${p.count} 个没办完。要现在办结，写一句为什么` : '还有没办完的。要现在办结，写一句为什么',
    'order.delegate-to-asker': () => '这是他请求的，不能再转给他自己。转给别的下级或者单位',
    'support.not-above': () => '只能向上级请求支持。下级的事直接下达指令',
    'order.reminded-recently': (p) => (p.again ? `刚催过。${p.again} 以后可以再催` : '刚催过，5 分钟以后可以再催'),
    'file.not-arrived': (p) => (p.count ? `还有 ${p.count} 个文件没传完，传完再发` : '还有文件没传完，传完再发'),
    'file.not-a-picture': () => '这里只能放照片',
    'file.too-large': (p) => (p.megabytes ? `文件太大，最多 ${p.megabytes} MB` : '文件太大。压缩一下，或者拆成几个'),
    'file.too-many': (p) => `最多 ${p.most ?? 9} 个文件`,
    'file.empty': () => '这个文件是空的，重新选一次',
    'file.type-refused': () => '这种文件不收。可以传图片、PDF、Word、Excel、PPT（不带宏）和纯文本、CSV',
    'file.type-lies': () => '文件的内容和后缀对不上，没有收。用原来的程序另存一份再传',
    'file.unreadable': () => '这张图片打不开，可能坏了或者尺寸太大。换一张，或者截个屏再传',
    'file.id-taken': () => '这个文件没传成，重新选一次',
    'file.too-many-waiting': () => '传了还没用上的文件太多。先把它们发出去或者去掉，再传新的',
    'storage.full': () => '服务器放文件的盘满了，这个文件还在你这里。请告诉管理员，腾出地方后会接着传',
    'order.changed-meanwhile': (p) =>
      p.byName && p.at ? `${p.byName} ${p.at} 改过这条指令。看一眼改了什么再定` : '指令改过了。看一眼改了什么再定',
    'order.change-not-acknowledged': () => '指令改过，他们还没签收变更。先催办，签收后再看反馈',
    'order.pass-on-by-hand': () => '转办的那条你们自己改过，没法照搬。打开它，自己修订',
  },
  {
    'command.held': (p) =>
      p.waitsFor === 'file'
        ? 'Received. It counts as soon as the photo is there'
        : 'Received. It counts as soon as the step before is there',
    'network.unreachable': () => 'No answer from the server. What you wrote is kept; try again when the network is back',
    'input.invalid': () => 'Some fields are not right; see those marked red',
    'session.missing': () => 'You are not signed in. Sign in and go on',
    'session.expired': () => 'Signed out. Your text is kept. Sign in and send it',
    'not-permitted': (p) =>
      p.areaName
        ? `You can see ${p.areaName}, but it is not yours to act on`
        : 'You can see this, but it is not yours to act on. Ask for a role',
    'not-found': () => 'There is no such thing, or you cannot see it. To see it, ask for a role there',
    'state.moved-on': (p) =>
      p.byName && p.at
        ? `${p.byName} was first, at ${p.at}. Look at how it stands now`
        : 'Somebody else was first. Look at how it stands now',
    'version.stale': (p) =>
      p.byName && p.at
        ? `${p.byName} changed it at ${p.at}. Look at the new one first`
        : 'It has just been changed. Look at the new one first',
    'command.reused': () => 'This step was already used for something else. Reload and do it again',
    'command.discarded': () => 'You said not to send this one',
    'rate.exceeded': (p) => (p.seconds ? `Too fast. Try again in ${p.seconds} s` : 'Too fast. Try again in a moment'),
    'request.too-large': () => 'Too large. Send it in parts',
    'request.cross-site': () => 'This request did not come from a page of this system; nothing was done',
    internal: () => 'It did not work. Not your fault. The administrator was told',
    'database.unavailable': () => 'The database is not answering. What you wrote is kept; try again in a moment',
    'database.full': () => 'The disk of the server is full; nothing can be stored. Tell the system administrator',
    'auth.wrong-credentials': (p) =>
      typeof p.triesLeft === 'number'
        ? `Name or password is wrong. ${p.triesLeft} ${p.triesLeft === 1 ? 'try' : 'tries'} left, then locked for ${p.lockMinutes ?? 15} minutes`
        : 'Name or password is wrong',
    'auth.locked': (p) =>
      p.minutes
        ? `Too many wrong tries. Try again in ${p.minutes} min, or ask the security administrator`
        : 'Locked after too many wrong tries. Ask the security administrator',
    'auth.second-factor-needed': () => 'Enter the code of your authenticator',
    'auth.second-factor-wrong': () => 'This code is wrong. Look at the 6 digits your phone shows now',
    'auth.password-weak': (p) => `Too easy to guess. At least ${p.least ?? 10} characters, no names, no common words`,
    'auth.password-wrong': () => 'The present password is wrong',
    'auth.user-name-taken': () => 'This user name is taken. Choose another',
    'auth.no-assignment': () => 'The account is fine, but it has no role now. Ask for one, then sign in',
    'incident.none-active': () => 'No incident is active. Start one before sending',
    'incident.ended': () => 'The incident has ended. Your text is kept, but nothing more can be sent',
    'order.answer-incomplete': (p) => (p.name ? `${p.name} left` : 'Something is not filled in'),
    'order.answer-unknown-thing': () => 'One thing in this answer is no longer there. Reload and answer again',
    'order.delegate-not-below': () => 'Only areas below can be delegated to',
    'order.delegated-already': (p) => (p.byName && p.at ? `${p.byName} delegated it at ${p.at}` : 'Delegated already. See its progress'),
    'order.open-receipts': (p) =>
      p.count ? `${p.count} are still open. To close now, say why` : 'Some are still open. To close now, say why',
    'order.delegate-to-asker': () => 'This is what that desk asked for; pass it to another desk or a unit',
    'support.not-above': () => 'Support is asked of desks above. To those below, send an order',
    'order.changed-meanwhile': (p) =>
      p.byName && p.at
        ? `${p.byName} changed this order at ${p.at}. Look at what changed first`
        : 'The order was changed. Look at what changed first',
    'order.change-not-acknowledged': () => 'The order changed and they have not acknowledged that yet. Remind them first',
    'order.pass-on-by-hand': () => 'Your own order was changed by hand, so it cannot simply follow. Open it and amend it',
    'order.reminded-recently': (p) => (p.again ? `Reminded just now. Again from ${p.again}` : 'Reminded just now. Again after 5 minutes'),
    'file.not-arrived': (p) =>
      p.count ? `${p.count} of the files have not arrived yet. Send when they have` : 'A file has not arrived yet. Send when it has',
    'file.not-a-picture': () => 'Only pictures belong here',
    'file.too-large': (p) => (p.megabytes ? `Too large; at most ${p.megabytes} MB` : 'This file is too large. Compress it or split it'),
    'file.too-many': (p) => `At most ${p.most ?? 9} files`,
    'file.empty': () => 'This file is empty. Choose it again',
    'file.type-refused': () =>
      'Not a kind of file that is taken. Pictures, PDF, Word, Excel, PowerPoint (without macros), plain text and CSV are',
    'file.type-lies': () => 'What is in this file is not what its name says; it was not taken. Save it anew with its own program',
    'file.unreadable': () => 'This picture cannot be opened: damaged, or too many pixels. Take another one or a screenshot',
    'file.id-taken': () => 'This file did not go through. Choose it again',
    'file.too-many-waiting': () => 'Too many files of yours are sent and not used. Send or remove them first',
    'storage.full': () => 'The server has no room for files; yours is still here. Tell the administrator: it goes on when there is room',
  },
);

interface Problem {
  code: string;
  params?: Params;
  requestId?: string | undefined;
}

const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Params as words need them: instants as times of the city, and who was first (`by`) under the name the words use. */
function shownParams(params: Params): Params {
  const shown: Params = { byName: params.by ?? null, ...params };
  for (const [name, value] of Object.entries(shown)) {
    if (typeof value === 'string' && isInstant.test(value)) shown[name] = formatShortTime(value, Date.now());
  }
  return shown;
}

/** The sentence for a problem; for faults of ours with the reference that an administrator can look up. */
export function problemText(problem: Problem): string {
  const sentence = words[problem.code] ?? (words.internal as Sentence);
  const text = sentence(shownParams(problem.params ?? {}));
  const known = problem.code in words && problem.code !== 'internal';
  if (known || !problem.requestId) return text;
  return language() === 'en' ? `${text}, ref ${problem.requestId}` : `${text}，编号 ${problem.requestId}`;
}

/** More problems than a phone meets at first. */
export function addProblemWords(more: Record<string, Sentence>): void {
  Object.assign(words, more);
}

/** The sentence of a code alone, as it stands at a field; null where none is known. */
export function problemSentence(code: string, params: Params): string | null {
  return words[code]?.(params) ?? null;
}
