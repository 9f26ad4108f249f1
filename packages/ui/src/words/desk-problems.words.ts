import type { DatesFault } from '@muster/contract/checklists/checklist.rules';
import { dictionary } from './dictionary.ts';
import { addProblemWords, type DeskProblemCode, problemSentence, type Sentence } from './problems.words.ts';

const datesWrong = dictionary<Record<DatesFault, string>>(
  {
    'ends-before-start': '结束要在开始之后',
    ended: '结束的时间已经过了',
    'due-before-start': '限期要在开始之后',
    'due-after-end': '限期不能晚于结束',
    'due-passed': '这个限期已经过了',
  },
  {
    'ends-before-start': 'It must end after it begins',
    ended: 'The end has passed',
    'due-before-start': 'The limit must be after the beginning',
    'due-after-end': 'The limit is not later than the end',
    'due-passed': 'This limit has passed',
  },
);

const words = dictionary<Record<DeskProblemCode, Sentence>>(
  {
    'setup.done-already': () => '系统已经搭好了，直接登录',
    'outline.unreadable': () => '这个文件读不出来。要 GeoJSON：FeatureCollection，UTF-8',
    'outline.other-system': (p) => `文件写明坐标系${p.crs ? `是 ${p.crs}` : '不是 WGS-84'}。先转成 WGS-84 经纬度再来`,
    'import.unreadable': () => '这个文件读不出来。要 CSV，第一行是列名，UTF-8 或 GB18030',
    'import.not-a-sheet': (p) => (p.name ? `${p.name} 不是表格。要 .xlsx、.xls 或 CSV` : '这不是表格。要 .xlsx、.xls 或 CSV'),
    'import.undecided': (p) => `还有 ${p.count ?? ''} 个小区没定是不是同一个`,
    'import.nothing-good': () => '没有能导入的：要么和现有的一样，要么行里有错',
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
    'compound.place-far': () => '这个位置不在本市。经度在前，纬度在后，像 113.301, 33.741',
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
    'zone.nothing-named': () => '没有写明哪些地方。选小区、楼栋或单元，选区域的话里面要有小区',
    'zone.named-twice': (p) => (p.name ? `${p.name} 写了两次，留一处` : '有一处写了两次，留一处'),
    'zone.exception-outside': (p) => (p.name ? `${p.name} 不在所选范围里，不用写“除外”` : '除外的地方不在所选范围里'),
    'zone.exception-circular': (p) => (p.name ? `${p.name} 除外以后什么都不剩了。除外的要比所选的小` : '除外以后什么都不剩了'),
    'zone.place-unknown': (p) => (p.name ? `${p.name} 不在这个小区里，或者没有这个单元` : '有的小区、楼栋或单元已经不在了，重新选'),
    'zone.level-unknown': (p) => (p.level ? `这套分区里没有“${p.level}”这一级` : '这里不用这套分区，换一套'),
    'zone.regimes-mixed': () => '同一个小区里会有两套分区。把里面各处一起改到同一套',
    'zone.regime-not-in-force': (p) =>
      p.name ? `生效的时候 ${p.name} 不在执行期。换一套，或者先定本地的` : '生效的时候这套分区不在执行期',
    'zone.regime-overlaps': () => '这个时间之后已经定过新的一版。开始时间要更晚',
    'zone.end-before-start': () => '结束要在开始之后',
    'zone.effective-out-of-range': () => '生效时间最早 90 天前，最晚 30 天后',
    'zone.changed-later': (p) =>
      p.name && p.number
        ? `${p.number} 已经定了 ${p.name} 之后的变动。先撤回那一份，或者把生效时间写在它后面`
        : '之后的变动已经定了，先撤回那一份通告',
    'zone.too-many': (p) => `一份通告最多 ${p.most ?? 10000} 个小区，分几份发`,
    'zone.number-taken': () => '这个通告编号用过了',
    'zone.changes-nothing': () => '和现在一样，没有要变的',
    'zone.notice-in-effect': (p) =>
      p.number ? `${p.number} 已经生效，撤不回。要改，另发一份通告` : '这份通告已经生效，撤不回。要改，另发一份',
    'zone.notice-withdrawn': () => '这份通告已经撤回了',
    'zone.proposal-decided': () => '这条建议已经有人定了',
    'zone.proposed-already': () => '这里已经有一条建议等着定',
    'zone.fact-in-future': () => '还没发生，不能先记',
    'patch.overlaps': (p) => (p.name ? `有楼栋已经在“${p.name}”里了。一户只归一个片区` : '有楼栋已经在别的片区里了。一户只归一个片区'),
    'patch.part-elsewhere': () => '片区里只能放本社区还在的小区、楼栋和单元',
    'patch.name-taken': () => '这个社区已经有同名的片区',
    'patch.closed': (p) => (p.name ? `${p.name} 已经撤掉，不能再改` : '这个片区已经撤掉，不能再改'),
    'patch.none': () => '这里还没有片区，或者没有可补的位置',
    'patch.role-unknown': () => '这里的片区没有这个角色',
    'patch.ends-before-start': () => '结束要在开始之后',
    'patch.substitutes-himself': () => '自己不能顶替自己',
    'patch.absent-already': () => '已经记了这个人不在，先结束那一条',
    'place.name-taken': () => '这个社区已经有同名的点位。换个分得清的名字，比如加上门或楼号',
    'place.closed': (p) => (p.name ? `${p.name} 已经撤了，不能再改` : '这个点位已经撤了，不能再改'),
    'place.compound-elsewhere': () => '只能选本社区还在的小区',
    'place.gate-unknown': (p) => (p.name ? `小区没有叫“${p.name}”的门，先在小区里加上` : '小区没有这个门，先在小区里加上'),
    'place.shift-never-open': (p) =>
      p.name ? `“${p.name}”的时间点位都没开。改班次或者改开放时间` : '有班次的时间点位都没开。改班次或者改开放时间',
    'place.shift-unknown': () => '这个点位没有这个班次，刷新后再看',
    'place.ends-before-start': () => '结束要在开始之后，也不能已经过去',
    'place.person-there-already': () => '这个人已经在这个班次里',
    'place.person-elsewhere': (p) =>
      p.name ? `这个人同一时间在${p.name}（${p.shift ?? ''}），一个人站不了两处` : '这个人同一时间在别的点位，一个人站不了两处',
    'place.problems-open': () => '这里还有没解决的问题，先写明怎么解决的再撤',
    'place.not-a-test-point': (p) => (p.name ? `${p.name} 不是采样点，没有轮次和排队` : '不是采样点，没有轮次和排队'),
    'place.round-over': () => '这一轮的时间已经过了',
    'place.round-open-already': () => '这个采样点有一轮还开着，先结束它',
    'place.round-not-open': (p) => (p.name ? `${p.name}没开着，记不上` : '这一轮没开着，记不上'),
    'place.count-below-none': (p) => (typeof p.done === 'number' ? `只记了 ${p.done}，减不了这么多` : '减的比记的还多'),
    'patch.roles-in-past': () => '角色从现在或以后的时间起算，不能往前改',
    'checklist.audience-outside': () => '只能发给本级辖区，而且不低于打勾的那一级',
    'checklist.nobody': () => '这些区域里没有这一级的席位。换一级，或者换区域',
    'checklist.nothing-named': () => '每一项都还没命名。至少写一项再发',
    'checklist.dates-wrong': (p) => datesWrong[p.fault as DatesFault] ?? '时间对不上：先开始，再到限，再结束',
    'checklist.limit-earlier': () => '已经发出去的限期只能往后改',
    'checklist.sent-already': () => '已经发出去了。要改，改发出去的那份',
    'checklist.nothing-changed': () => '没有改动，不用发',
    'checklist.closed': () => '这份清单已经结束，不再打勾',
    'checklist.not-begun': (p) => (p.at ? `${p.at} 才开始打勾` : '还没到开始的时候'),
    'checklist.item-gone': () => '清单里已经没有这一项',
    'checklist.item-unnamed': () => '这一项还没命名，待本地填写，先不能打勾',
    'checklist.ticked-already': (p) => (p.byName && p.at ? `${p.byName} ${p.at} 已经打过勾` : '这一项已经打过勾'),
    'assignment.scope-too-wide': () => '给不了比你自己更大的范围。请上级来任命',
    'assignment.role-needs-area': () => '这个角色要选一个区域，级别也要对得上',
    'assignment.role-needs-unit': () => '这个角色要选一个单位',
    'assignment.separated-roles': () => '系统管理员、安全员、审计员不能是同一个人',
    'assignment.ends-before-start': () => '结束在开始之前了',
    'person.mobile-taken': () => '这个手机号已经是别人的了。先找一找这个人在不在',
    'unit.name-taken': () => '已经有同名的单位',
    'incident.already-active': (p) => (p.name ? `${p.name} 还没结束，先结束它` : '已经有一个应急事件，先结束它'),
    'order.nobody-meets': () => '现在没有哪里符合这个条件。换个条件，或者换个范围',
    'order.each-not-theirs': () => '逐个小区、逐个岗点问，只能问街道、社区和网格的席位。发到社区，或者改成每个席位答一次',
    'order.audience-empty': () => '现在这样一个席位都发不到。换个范围，或者去掉除外',
    'order.audience-outside-scope': (p) => (p.areaName ? `${p.areaName} 不在你的范围里` : '有的区域不在你的范围里，去掉它'),
    'order.limit-passed': (p) => (p.earliest ? `这个时间已经过了。最早可填 ${p.earliest}` : '这个时间已经过了'),
    'order.limit-too-far': () => '太远了，最多 30 天以后',
    'order.answer-before-acknowledge': (p) => (p.earliest ? `反馈限比签收限还早。最早可填 ${p.earliest}` : '反馈限比签收限还早，往后放'),
    'order.child-limit-earlier': (p) => (p.parent ? `不能比上级定的 ${p.parent} 更早` : '不能比上级定的更早'),
    'template.retired': () => '这个模板已经停用。换一个，或者先启用它',
    'schedule.never': () => '按这样的日子一次也不会下达。改一改日期',
    'export.running': (p) => (p.fileName ? `“${p.fileName}”还在导出，等它完了或者取消它` : '上一个还在导出，等它完了或者取消它'),
    'channel.settings-wrong': () => '通道还没填对，见标红的地方',
    'channel.address-private': () => '这是内网或本机地址，不能从这里填。私有部署要在服务器上设置 MUSTER_PRIVATE_HOSTS',
    'order.nothing-changed': () => '什么都没改，不用发',
  },
  {
    'setup.done-already': () => 'The system is set up already. Sign in',
    'outline.unreadable': () => 'This file cannot be read. It must be GeoJSON: a FeatureCollection in UTF-8',
    'outline.other-system': (p) =>
      `The file says that its coordinate system is ${p.crs ?? 'not WGS-84'}. Convert it to WGS-84 longitude and latitude first`,
    'import.unreadable': () => 'This file cannot be read. It must be CSV with column names in the first row, UTF-8 or GB18030',
    'import.not-a-sheet': (p) => `${p.name || 'This file'} is no sheet. It must be .xlsx, .xls or CSV`,
    'import.undecided': (p) => `${p.count ?? 'Some'} compounds left to decide: new, or one that is here`,
    'import.nothing-good': () => 'Nothing to import: all is as it is here, or its rows are wrong',
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
    'compound.place-far': () => 'This position is not in the city. Longitude first, then latitude: 113.301, 33.741',
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
    'zone.nothing-named': () => 'No place is named. Choose compounds, buildings or stairwells; an area must have compounds',
    'zone.named-twice': (p) => (p.name ? `${p.name} is named twice; keep one` : 'A place is named twice; keep one'),
    'zone.exception-outside': (p) =>
      p.name ? `${p.name} is not within what was chosen, so it needs no exception` : 'An exception is not within what was chosen',
    'zone.exception-circular': (p) =>
      p.name
        ? `Without ${p.name} nothing is left. An exception is narrower than what it is excepted from`
        : 'With this exception nothing is left',
    'zone.place-unknown': (p) =>
      p.name ? `${p.name} is not in this compound, or has no such stairwell` : 'Some place is not there any more; choose again',
    'zone.level-unknown': (p) => (p.level ? `This regime has no level “${p.level}”` : 'This regime is not used here; choose another'),
    'zone.regimes-mixed': () => 'One compound would have zones of two regimes. Change what is inside along with it',
    'zone.regime-not-in-force': (p) =>
      p.name
        ? `${p.name} is not in force at that hour. Choose another, or define a local one first`
        : 'This regime is not in force at that hour',
    'zone.regime-overlaps': () => 'A later version was set already. It must begin after that one',
    'zone.end-before-start': () => 'It must end after it begins',
    'zone.effective-out-of-range': () => 'It takes effect no earlier than 90 days ago and no later than in 30 days',
    'zone.changed-later': (p) =>
      p.name && p.number
        ? `${p.number} has settled a later change of ${p.name}. Withdraw it first, or take effect after it`
        : 'A later change is settled already. Withdraw that notice first',
    'zone.too-many': (p) => `A notice names ${p.most ?? 10000} compounds at most; send several`,
    'zone.number-taken': () => 'This notice number was used already',
    'zone.changes-nothing': () => 'This is as it is now; nothing would change',
    'zone.notice-in-effect': (p) =>
      p.number
        ? `${p.number} is in effect and not taken back. Change it by another notice`
        : 'This notice is in effect. Change it by another one',
    'zone.notice-withdrawn': () => 'This notice was withdrawn already',
    'zone.proposal-decided': () => 'Somebody has decided on this proposal already',
    'zone.proposed-already': () => 'A proposal for this place waits already',
    'zone.fact-in-future': () => 'This has not happened yet',
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
    'place.name-taken': () => 'This community has a place of that name already. Give it one that tells them apart, with gate or building',
    'place.closed': (p) =>
      p.name ? `${p.name} was closed and is not changed any more` : 'This place was closed and is not changed any more',
    'place.compound-elsewhere': () => 'Choose a compound of this community that is still there',
    'place.gate-unknown': (p) =>
      p.name ? `The compound has no gate “${p.name}”. Add it to the compound first` : 'The compound has no such gate. Add it there first',
    'place.shift-never-open': (p) =>
      p.name
        ? `The place is never open during “${p.name}”. Change the shift or the opening times`
        : 'The place is never open during a shift. Change the shift or the opening times',
    'place.shift-unknown': () => 'This place has no such shift. Load it again',
    'place.ends-before-start': () => 'It must end after it begins, and not in the past',
    'place.person-there-already': () => 'This person is in the shift already',
    'place.person-elsewhere': (p) =>
      p.name
        ? `At that time this person stands at ${p.name} (${p.shift ?? ''}). Nobody stands at two places`
        : 'At that time this person stands elsewhere. Nobody stands at two places',
    'place.problems-open': () => 'There are problems here that are not settled. Say how they were settled first',
    'place.not-a-test-point': (p) =>
      p.name ? `${p.name} is no test point: it has no rounds and no queue` : 'This is no test point: it has no rounds and no queue',
    'place.round-over': () => 'The time of this round has passed',
    'place.round-open-already': () => 'This test point has a round that is open. Close it first',
    'place.round-not-open': (p) =>
      p.name ? `${p.name} is not open: nothing can be counted` : 'This round is not open: nothing can be counted',
    'place.count-below-none': (p) =>
      typeof p.done === 'number' ? `Only ${p.done} are counted, so many cannot be taken off` : 'More would be taken off than was counted',
    'patch.roles-in-past': () => 'Roles hold from now or from a later time, not from the past',
    'checklist.audience-outside': () => 'It goes to your own territory only, and not below the level that ticks it',
    'checklist.nobody': () => 'There are no desks of this level in these areas. Choose another level or other areas',
    'checklist.nothing-named': () => 'No item has a name yet. Write at least one',
    'checklist.dates-wrong': (p) => datesWrong[p.fault as DatesFault] ?? 'The times do not fit: begin, then the limit, then the end',
    'checklist.limit-earlier': () => 'A limit that was sent only moves later',
    'checklist.sent-already': () => 'It was sent. Change what was sent',
    'checklist.nothing-changed': () => 'Nothing was changed; nothing to send',
    'checklist.closed': () => 'This list is over; nothing is ticked any more',
    'checklist.not-begun': (p) => (p.at ? `It begins at ${p.at}` : 'It has not begun yet'),
    'checklist.item-gone': () => 'This item is not in the list any more',
    'checklist.item-unnamed': () => 'Nobody has named this item yet, so it cannot be ticked',
    'checklist.ticked-already': (p) => (p.byName && p.at ? `${p.byName} ticked it at ${p.at}` : 'Ticked already'),
    'assignment.scope-too-wide': () => 'You cannot grant more than your own scope. Ask those above',
    'assignment.role-needs-area': () => 'This role needs an area of the right level',
    'assignment.role-needs-unit': () => 'This role needs a unit',
    'assignment.separated-roles': () => 'System administrator, security administrator and auditor must be different people',
    'assignment.ends-before-start': () => 'It ends before it starts',
    'person.mobile-taken': () => 'This mobile number belongs to somebody else. Search for the person first',
    'unit.name-taken': () => 'There is a unit of this name already',
    'incident.already-active': (p) => (p.name ? `${p.name} is still active. End it first` : 'An incident is active already. End it first'),
    'order.nobody-meets': () => 'Nowhere is this so now. Choose another condition or another range',
    'order.each-not-theirs': () =>
      'Only desks of subdistricts, communities and grids can be asked about each compound or place. Send it to communities, or ask once per desk',
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
    'template.retired': () => 'This template is retired. Take another, or offer it again first',
    'schedule.never': () => 'By these days nothing would ever be sent. Change them',
    'order.nothing-changed': () => 'Nothing was changed; nothing to send',
    'export.running': (p) =>
      p.fileName
        ? `“${p.fileName}” is still being exported. Wait for it or cancel it`
        : 'An export is still running. Wait for it or cancel it',
    'channel.settings-wrong': () => 'The channel is not set up right yet; see the fields marked red',
    'channel.address-private': () =>
      'This is a private address, which cannot be set here. For a private deployment name its host on the server: MUSTER_PRIVATE_HOSTS',
  },
);

// Whoever imports this can say them all.
addProblemWords(words);

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
    'gate-needs-compound': '先选小区，再选门',
    'shift-twice': '同一个班次写了两次',
    'other-needs-text': '写一句是什么问题',
    'nothing-corrected': '改多少，不能是 0',
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
    'gate-needs-compound': 'Choose the compound before its gate',
    'shift-twice': 'The same shift twice',
    'other-needs-text': 'Say what is wrong',
    'nothing-corrected': 'By how many; not 0',
    'lacks-fit-kind': 'An unmanaged compound says what it lacks, others do not',
    'files-twice': 'The same file twice',
    invalid: 'Not right',
  },
);

/** The sentence at a field. `error.code` is a problem code or the code of a rule of the schema. */
export function fieldText(error: { code?: string; detail: string }, params: Parameters<Sentence>[0] = {}): string {
  const code = error.code ?? error.detail;
  return problemSentence(code, params) ?? fieldWords[code] ?? fieldWords[error.detail] ?? (fieldWords.invalid as string);
}
