import type { ProblemCode } from '@muster/contract/problems';
import { formatShortTime } from '../format.ts';
import { dictionary, language } from './dictionary.ts';

type Params = Record<string, string | number | null>;
type ProblemWords = Record<ProblemCode | 'network.unreachable' | 'command.held', (p: Params) => string>;

/**
 * What went wrong, where, and what to do (DESIGN §7), by code. Each sentence holds without its params too: an older
 * server may not send them. Params that a code understands are named where it uses them.
 */
const words = dictionary<ProblemWords>(
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
    'setup.done-already': () => '系统已经搭好了，直接登录',
    'import.unreadable': () => '这个文件读不出来。要 CSV，第一行是列名，UTF-8 或 GB18030',
    'import.rows-wrong': (p) => (p.count ? `有 ${p.count} 行不对，一行都没存。改好再来` : '有几行不对，一行都没存。改好再来'),
    'area.unknown': (p) => (p.code ? `没有代码是 ${p.code} 的区域` : '没有这个区域'),
    'area.not-a-community': () => '网格只能加在社区村下面',
    'compound.name-taken': (p) =>
      p.name ? `这个社区已经有“${p.name}”。是同一个就改它，不是就换个叫得开的名字` : '这个社区已经有同名的小区',
    'compound.not-in-community': () => '小区只能加在社区或村里',
    'compound.grid-elsewhere': () => '这个网格不在小区所在的社区里',
    'compound.building-twice': (p) => (p.name ? `“${p.name}”写了两次，或者已经有了` : '同一栋楼写了两次，或者已经有了'),
    'compound.closed': (p) => (p.name ? `${p.name} 已经注销或并入别的小区，不能再改` : '这个小区已经注销，不能再改'),
    'compound.merge-itself': () => '不能和自己合并，选另一个小区',
    'compound.merge-elsewhere': () => '只能合并同一个社区里的小区',
    'area.closed': (p) => (p.code && p.present ? `${p.code} 已经不用了，现在是 ${p.present}` : '这个区域已经撤销，看一眼它现在归哪里'),
    'area.code-taken': (p) => (p.code ? `代码 ${p.code} 用过了，换一个没用过的` : '这个代码用过了，换一个没用过的'),
    'area.code-level': () => '新代码的位数要和原来一样：区县 6 位、街道 9 位、社区 12 位、网格 15 位',
    'area.code-parent': (p) => (p.parent ? `上一级 ${p.parent} 不在，先加上它` : '新代码的上一级不在，先加上它'),
    'area.merge-levels': () => '只有同一级的区域能合并',
    'area.merge-itself': () => '同一个区域选了两次。要合并，至少选两个不同的',
    'area.not-below': (p) => (p.code ? `${p.code} 不在它下面，不能跟着分出去` : '有的不在它下面，不能跟着分出去'),
    'area.not-of-desk': () => '选的人里有的不在这个席位。看一眼现在的名单再定',
    'area.unchanged': () => '和现在一样，没有要改的',
    'area.whole-city': () => '整个市不能合并、拆分或改代码',
    'area.no-room': (p) => (p.code ? `${p.code} 下面的代码用完了` : '下面的代码用完了'),
    'patch.overlaps': (p) => (p.name ? `有楼栋已经在“${p.name}”里了。一户只归一个片区` : '有楼栋已经在别的片区里了。一户只归一个片区'),
    'patch.part-elsewhere': () => '片区里只能放本社区还在的小区、楼栋和单元',
    'patch.name-taken': () => '这个社区已经有同名的片区',
    'patch.closed': (p) => (p.name ? `${p.name} 已经撤掉，不能再改` : '这个片区已经撤掉，不能再改'),
    'patch.none': () => '这里还没有片区，或者没有可补的位置',
    'patch.role-unknown': () => '这里的片区没有这个角色',
    'patch.ends-before-start': () => '结束要在开始之后',
    'patch.substitutes-himself': () => '自己不能顶替自己',
    'patch.absent-already': () => '已经记了这个人不在，先结束那一条',
    'assignment.scope-too-wide': () => '给不了比你自己更大的范围。请上级来任命',
    'assignment.role-needs-area': () => '这个角色要选一个区域，级别也要对得上',
    'assignment.role-needs-unit': () => '这个角色要选一个单位',
    'assignment.separated-roles': () => '系统管理员、安全员、审计员不能是同一个人',
    'assignment.ends-before-start': () => '结束在开始之前了',
    'person.mobile-taken': () => '这个手机号已经是别人的了。先找一找这个人在不在',
    'unit.name-taken': () => '已经有同名的单位',
    'incident.none-active': () => '当前没有应急事件，先启动一个才能下达',
    'incident.already-active': (p) => (p.name ? `${p.name} 还没结束，先结束它` : '已经有一个应急事件，先结束它'),
    'incident.ended': () => '应急事件已经结束，写的都还在，但不能再发了',
    'order.audience-empty': () => '现在这样一个席位都发不到。换个范围，或者去掉除外',
    'order.audience-outside-scope': (p) => (p.areaName ? `${p.areaName} 不在你的范围里` : '有的区域不在你的范围里，去掉它'),
    'order.limit-passed': (p) => (p.earliest ? `这个时间已经过了。最早可填 ${p.earliest}` : '这个时间已经过了'),
    'order.limit-too-far': () => '太远了，最多 30 天以后',
    'order.answer-before-acknowledge': (p) => (p.earliest ? `反馈限比签收限还早。最早可填 ${p.earliest}` : '反馈限比签收限还早，往后放'),
    'order.child-limit-earlier': (p) => (p.parent ? `不能比上级定的 ${p.parent} 更早` : '不能比上级定的更早'),
    'order.answer-incomplete': (p) => (p.name ? `还差 ${p.name}` : '还有没填的'),
    'order.answer-unknown-thing': () => '这份反馈里有一项已经不在了。刷新后再填',
    'order.delegate-not-below': () => '只能转办给自己下面的区域',
    'order.delegated-already': (p) => (p.byName && p.at ? `${p.byName} ${p.at} 已经转办了` : '已经转办了，看转办的进展'),
    'order.open-receipts': (p) =>
      p.count ? `还有 ${p.count} 个没办完。要现在办结，写一句为什么` : '还有没办完的。要现在办结，写一句为什么',
    'order.delegate-to-asker': () => '这是他请求的，不能再转给他自己。转给别的下级或者单位',
    'template.retired': () => '这个模板已经停用。换一个，或者先启用它',
    'schedule.never': () => '按这样的日子一次也不会下达。改一改日期',
    'support.not-above': () => '只能向上级请求支持。下级的事直接下达指令',
    'order.reminded-recently': (p) => (p.again ? `刚催过。${p.again} 以后可以再催` : '刚催过，5 分钟以后可以再催'),
    'export.running': (p) => (p.fileName ? `“${p.fileName}”还在导出，等它完了或者取消它` : '上一个还在导出，等它完了或者取消它'),
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
    'channel.settings-wrong': () => '通道还没填对，见标红的地方',
    'channel.address-private': () => '这是内网或本机地址，不能从这里填。私有部署要在服务器上设置 MUSTER_PRIVATE_HOSTS',
    'order.nothing-changed': () => '什么都没改，不用发',
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
    'setup.done-already': () => 'The system is set up already. Sign in',
    'import.unreadable': () => 'This file cannot be read. It must be CSV with column names in the first row, UTF-8 or GB18030',
    'import.rows-wrong': (p) => (p.count ? `${p.count} rows are wrong; nothing was stored` : 'Some rows are wrong; nothing was stored'),
    'area.unknown': (p) => (p.code ? `There is no area with code ${p.code}` : 'There is no such area'),
    'area.not-a-community': () => 'A grid can only be added below a community',
    'compound.name-taken': (p) =>
      p.name
        ? `This community has “${p.name}” already. Correct that one, or give this one a name of its own`
        : 'This community has a compound of that name already',
    'compound.not-in-community': () => 'A compound is added to a community or village',
    'compound.grid-elsewhere': () => 'That grid is not in the community of this compound',
    'compound.building-twice': (p) => (p.name ? `“${p.name}” is there twice` : 'The same building is there twice'),
    'compound.closed': (p) =>
      p.name ? `${p.name} was closed or merged and is not changed any more` : 'This compound was closed and is not changed any more',
    'compound.merge-itself': () => 'A compound is not merged with itself; choose another one',
    'compound.merge-elsewhere': () => 'Only compounds of one community are merged',
    'area.closed': (p) =>
      p.code && p.present ? `${p.code} is no more; it is ${p.present} now` : 'This area is no more. See who goes on with it',
    'area.code-taken': (p) =>
      p.code ? `Code ${p.code} was used already. Take one that never was` : 'This code was used already. Take one that never was',
    'area.code-level': () => 'The new code needs as many digits as before: district 6, subdistrict 9, community 12, grid 15',
    'area.code-parent': (p) =>
      p.parent ? `There is no area ${p.parent} above it. Add it first` : 'There is no area above the new code. Add it first',
    'area.merge-levels': () => 'Only areas of the same level can be merged',
    'area.merge-itself': () => 'The same area was chosen twice. A merge needs at least two',
    'area.not-below': (p) => (p.code ? `${p.code} is not below it and cannot go along` : 'Some are not below it and cannot go along'),
    'area.not-of-desk': () => 'Some of the people chosen are not at this desk. Look at the list as it is now',
    'area.unchanged': () => 'As it is already; nothing to change',
    'area.whole-city': () => 'The whole city cannot be merged, split or re-coded',
    'area.no-room': (p) => (p.code ? `No code is left below ${p.code}` : 'No code is left below it'),
    'patch.overlaps': (p) =>
      p.name
        ? `Some of it is in “${p.name}” already. A door belongs to one patch`
        : 'Some of it is in another patch already. A door belongs to one patch',
    'patch.part-elsewhere': () => 'A patch holds compounds, buildings and stairwells of its own community only',
    'patch.name-taken': () => 'This community has a patch of that name already',
    'patch.closed': (p) =>
      p.name ? `${p.name} was closed and is not changed any more` : 'This patch was closed and is not changed any more',
    'patch.none': () => 'There are no patches here, or no place to fill',
    'patch.role-unknown': () => 'Patches here do not have that role',
    'patch.ends-before-start': () => 'It must end after it begins',
    'patch.substitutes-himself': () => 'Nobody stands in for himself',
    'patch.absent-already': () => 'This person is noted as absent already; end that first',
    'assignment.scope-too-wide': () => 'You cannot grant more than your own scope. Ask those above',
    'assignment.role-needs-area': () => 'This role needs an area of the right level',
    'assignment.role-needs-unit': () => 'This role needs a unit',
    'assignment.separated-roles': () => 'System administrator, security administrator and auditor must be different people',
    'assignment.ends-before-start': () => 'It ends before it starts',
    'person.mobile-taken': () => 'This mobile number belongs to somebody else. Search for the person first',
    'unit.name-taken': () => 'There is a unit of this name already',
    'incident.none-active': () => 'No incident is active. Start one before sending',
    'incident.already-active': (p) => (p.name ? `${p.name} is still active. End it first` : 'An incident is active already. End it first'),
    'incident.ended': () => 'The incident has ended. Your text is kept, but nothing more can be sent',
    'order.audience-empty': () => 'This reaches nobody. Choose another range or remove an exception',
    'order.audience-outside-scope': (p) =>
      p.areaName ? `${p.areaName} is outside your scope` : 'Some areas are outside your scope. Remove them',
    'order.limit-passed': (p) => (p.earliest ? `This time has passed. Earliest is ${p.earliest}` : 'This time has passed'),
    'order.limit-too-far': () => 'Too far ahead; at most 30 days',
    'order.answer-before-acknowledge': (p) =>
      p.earliest
        ? `Answer-by lies before acknowledge-by. Earliest is ${p.earliest}`
        : 'Answer-by lies before acknowledge-by. Move it later',
    'order.child-limit-earlier': (p) => (p.parent ? `Not earlier than ${p.parent}, set above` : 'Not earlier than the limit set above'),
    'order.answer-incomplete': (p) => (p.name ? `${p.name} left` : 'Something is not filled in'),
    'order.answer-unknown-thing': () => 'One thing in this answer is no longer there. Reload and answer again',
    'order.delegate-not-below': () => 'Only areas below can be delegated to',
    'order.delegated-already': (p) => (p.byName && p.at ? `${p.byName} delegated it at ${p.at}` : 'Delegated already. See its progress'),
    'order.open-receipts': (p) =>
      p.count ? `${p.count} are still open. To close now, say why` : 'Some are still open. To close now, say why',
    'order.delegate-to-asker': () => 'This is what that desk asked for; pass it to another desk or a unit',
    'template.retired': () => 'This template is retired. Take another, or offer it again first',
    'schedule.never': () => 'By these days nothing would ever be sent. Change them',
    'support.not-above': () => 'Support is asked of desks above. To those below, send an order',
    'order.nothing-changed': () => 'Nothing was changed; nothing to send',
    'order.changed-meanwhile': (p) =>
      p.byName && p.at
        ? `${p.byName} changed this order at ${p.at}. Look at what changed first`
        : 'The order was changed. Look at what changed first',
    'order.change-not-acknowledged': () => 'The order changed and they have not acknowledged that yet. Remind them first',
    'order.pass-on-by-hand': () => 'Your own order was changed by hand, so it cannot simply follow. Open it and amend it',
    'order.reminded-recently': (p) => (p.again ? `Reminded just now. Again from ${p.again}` : 'Reminded just now. Again after 5 minutes'),
    'export.running': (p) =>
      p.fileName
        ? `“${p.fileName}” is still being exported. Wait for it or cancel it`
        : 'An export is still running. Wait for it or cancel it',
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
    'channel.settings-wrong': () => 'The channel is not set up right yet; see the fields marked red',
    'channel.address-private': () =>
      'This is a private address, which cannot be set here. For a private deployment name its host on the server: MUSTER_PRIVATE_HOSTS',
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
  const sentence = (words as Record<string, (p: Params) => string>)[problem.code] ?? words.internal;
  const text = sentence(shownParams(problem.params ?? {}));
  const known = problem.code in words && problem.code !== 'internal';
  if (known || !problem.requestId) return text;
  return language() === 'en' ? `${text}, ref ${problem.requestId}` : `${text}，编号 ${problem.requestId}`;
}

const fieldWords: Record<string, string> = dictionary(
  {
    required: '要填',
    too_small: '太短了，再写一点',
    too_big: '太长了，删一些',
    'area-code': '代码不对：市 4 位、区县 6 位、街道 9 位、社区 12 位',
    mobile: '手机号是 1 开头的 11 位数字',
    'user-name': '小写字母开头，3–32 位，只用小写字母、数字、点和横线',
    'options-missing': '写两个以上可选的答案',
    'question-keys-twice': '同一个问题问了两遍',
    'fact-of-number': '只有填数的问题才能起数字名，名里要有字',
    'time-of-day': '时间写成 09:00 这样',
    'unit-needs-building': '选了单元，也要选楼栋',
    'role-keys-twice': '同一个角色写了两遍',
    phone: '电话只用数字和横线，5–20 位',
    'lacks-fit-kind': '三无小区要写明缺哪几样，别的小区不写',
    'files-twice': '同一个文件放了两遍',
    invalid: '这里没填对',
  },
  {
    required: 'Needed',
    too_small: 'Too short; write a little more',
    too_big: 'Too long; leave something out',
    'area-code': 'Not an area code: city 4 digits, district 6, subdistrict 9, community 12',
    mobile: 'A mobile number has 11 digits and begins with 1',
    'user-name': 'Begin with a small letter; 3–32 small letters, digits, dots or dashes',
    'options-missing': 'Write two or more options',
    'question-keys-twice': 'The same question is asked twice',
    'fact-of-number': 'Only a question for a number can have a name, made of letters',
    'time-of-day': 'A time of day is written 09:00',
    'unit-needs-building': 'A stairwell belongs to a building',
    'role-keys-twice': 'The same role is there twice',
    phone: 'A phone number has 5–20 digits and dashes',
    'lacks-fit-kind': 'An unmanaged compound says what it lacks, others do not',
    'files-twice': 'The same file twice',
    invalid: 'Not right',
  },
);

/** The sentence at a field. `error.code` is a problem code or the code of a rule of the schema. */
export function fieldText(error: { code?: string; detail: string }, params: Params = {}): string {
  const code = error.code ?? error.detail;
  if (code in words) return (words as Record<string, (p: Params) => string>)[code]?.(params) ?? '';
  return fieldWords[code] ?? fieldWords[error.detail] ?? (fieldWords.invalid as string);
}
