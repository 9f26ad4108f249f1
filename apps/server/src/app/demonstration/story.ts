import type { Question } from '@muster/contract/orders/answers';
import type { Audience } from '@muster/contract/orders/audience';
import type { Urgency } from '@muster/contract/orders/limits';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How the desks of one order behave. Shares are of the receipts in the order of a seeded shuffle; the rest stays unacknowledged. */
export interface Behaviour {
  acknowledged: number;
  answered?: number;
  accepted?: number;
  /** Desks that do not acknowledge, whatever the share says: late ones of the pictures. */
  silent?: readonly string[];
  /** Desks below these that acknowledge and never answer. */
  owing?: readonly { under: string; count: number }[];
  /** Within which time after sending people acknowledge. */
  within: number;
}

export interface StoryOrder {
  issuer: string;
  sentBefore: number;
  urgency: Urgency;
  title: string;
  body: string;
  audience: Audience;
  questions: readonly Question[];
  answerWithin?: number;
  behaviour: Behaviour;
  ends?: 'closed' | 'withdrawn';
}

const communities = (...under: string[]): Audience => ({
  include: under.map((code) => ({ kind: 'areasAtLevel' as const, level: 'community' as const, under: code })),
  except: [],
});
const subdistricts = (...under: string[]): Audience => ({
  include: under.map((code) => ({ kind: 'areasAtLevel' as const, level: 'subdistrict' as const, under: code })),
  except: [],
});

const clear: Question = {
  key: 'line',
  kind: 'choice',
  text: '两米线清楚吗',
  perArea: false,
  required: true,
  options: [
    { key: 'clear', text: '清楚' },
    { key: 'repair', text: '要补' },
  ],
};
const repairBy: Question = { key: 'repair-by', kind: 'time', text: '要补的，几点前补齐', perArea: false, required: false };
const tick = (key: string, text: string, perArea = false): Question => ({ key, kind: 'tick', text, perArea, required: true });
const text = (key: string, words: string): Question => ({ key, kind: 'text', text: words, perArea: false, required: false });
const number = (key: string, words: string): Question => ({ key, kind: 'number', text: words, perArea: false, required: true });

const urban = ['410402', '410403', '410411', '410471', '410472'];

/** The day of the demonstration, oldest first. Titles follow the source report; what desks do is made up. */
export const story: readonly StoryOrder[] = [
  {
    issuer: '4104',
    sentBefore: 4 * day,
    urgency: 'urgent',
    title: '公职人员到居住地社区报到安排',
    body: '各区县把到居住地社区报到的安排通知到每个街道，当天接上人，分好岗。没有社区接收的，报市专班协调。',
    audience: subdistricts(...urban),
    questions: [tick('arranged', '接收的人都分好岗了吗')],
    answerWithin: 8 * hour,
    behaviour: { acknowledged: 1, answered: 1, accepted: 1, within: 90 * minute },
    ends: 'closed',
  },
  {
    issuer: '4104',
    sentBefore: 3.6 * day,
    urgency: 'immediate',
    title: '主城五区分类管理今晚实施',
    body: '今晚 20 时起，主城五区按封控、管控、防范三类管理。各社区把通告贴到每个楼门，用喇叭讲清楚三件事：能不能出门，吃药怎么办，有事找谁。',
    audience: communities(...urban),
    questions: [tick('told', '通告都贴到楼门了吗')],
    answerWithin: 4 * hour,
    behaviour: { acknowledged: 1, answered: 1, accepted: 1, within: 28 * minute },
    ends: 'closed',
  },
  {
    issuer: '4104',
    sentBefore: 2.5 * day,
    urgency: 'routine',
    title: '每日小结不再另报表格',
    body: '从今天起，社区每日情况由系统从记录得出，各部门不得再向社区要同样内容的表格。收到重复要表的，拒填，报市专班。',
    audience: subdistricts('4104'),
    questions: [],
    behaviour: { acknowledged: 1, within: 20 * hour },
    ends: 'closed',
  },
  {
    issuer: '4104',
    sentBefore: 2.2 * day,
    urgency: 'urgent',
    title: '核酸采样点早六点开放',
    body: '明早六点统一开放采样点。',
    audience: communities('410404'),
    questions: [],
    behaviour: { acknowledged: 0.3, within: 30 * minute },
    ends: 'withdrawn',
  },
  {
    issuer: '410402',
    sentBefore: 1.4 * day,
    urgency: 'urgent',
    title: '三无小区卡点排班',
    body: '没有物业的小区，卡点由街道和报到人员排班，早六点到晚十点不断人。排不上的写明缺几个人。',
    audience: communities('410402'),
    questions: [number('short', '还缺几个人')],
    answerWithin: 8 * hour,
    behaviour: { acknowledged: 1, answered: 1, accepted: 1, within: 110 * minute },
    ends: 'closed',
  },
  {
    issuer: '4104',
    sentBefore: 21 * hour,
    urgency: 'routine',
    title: '学习《小区管理指南》第三版',
    body: '第三版改了三处：卡点交接、独居老人用药、封控楼送物。各街道今晚组织看一遍，有改不动的地方报上来。',
    audience: subdistricts('4104'),
    questions: [],
    behaviour: { acknowledged: 0.93, within: 12 * hour },
  },
  {
    issuer: '4104',
    sentBefore: 20 * hour,
    urgency: 'urgent',
    title: '包片联户“3+2”人员核对',
    body: '逐个片区核对五类人：书记、民警、医生、报备专管员、指导员。缺人的当天补上，补不上的写明缺谁。',
    audience: communities('410423'),
    questions: [tick('complete', '五类人都在岗吗'), text('missing', '缺谁')],
    answerWithin: 18 * hour - 12 * minute,
    behaviour: {
      acknowledged: 1,
      answered: 1,
      accepted: 1,
      within: 100 * minute,
      owing: [
        { under: '410423214', count: 5 },
        { under: '410423202', count: 6 },
        { under: '410423104', count: 3 },
      ],
    },
  },
  {
    issuer: '4104',
    sentBefore: 9 * hour,
    urgency: 'urgent',
    title: '村级卡点夜班轮换方案',
    body: '村级卡点夜班改两班倒，每班不超过六小时。把今晚的轮换排好，人名不用报，只答排好没有。',
    audience: communities('410481'),
    questions: [tick('arranged', '今晚夜班排好了吗')],
    answerWithin: 8 * hour + 18 * minute,
    behaviour: { acknowledged: 1, answered: 1, accepted: 0.9, within: 100 * minute, owing: [{ under: '410481103', count: 4 }] },
  },
  {
    issuer: '410482',
    sentBefore: 5.5 * hour,
    urgency: 'urgent',
    title: '返乡人员报备逐村核对',
    body: '对照报备名单逐村核对，人到了没有、住在哪、谁包的户。名单留在村里，只答核对完没有。',
    audience: communities('410482'),
    questions: [tick('checked', '报备的人都核对了吗')],
    answerWithin: 5 * hour,
    behaviour: {
      acknowledged: 1,
      answered: 1,
      accepted: 0.8,
      within: 110 * minute,
      owing: [
        { under: '410482105', count: 3 },
        { under: '410482206', count: 2 },
      ],
    },
  },
  {
    issuer: '410411',
    sentBefore: 6 * hour,
    urgency: 'urgent',
    title: '封控楼栋送药上门接龙改为登记',
    body: '封控楼栋送药不再用接龙，居民说一声，社区登记，当天送到。',
    audience: communities('410411'),
    questions: [tick('ready', '登记和送药的人都定了吗')],
    answerWithin: 10 * hour,
    behaviour: {
      acknowledged: 0.98,
      answered: 0.8,
      accepted: 0.5,
      within: 110 * minute,
      silent: ['410411003001', '410411003002', '410411008202'],
    },
  },
  {
    issuer: '4104',
    sentBefore: 100 * minute,
    urgency: 'urgent',
    title: '独居老人、孕产妇用药摸底',
    body: '把辖区独居老人、孕产妇的用药需求摸一遍，急用的当天送到。名单留在社区，不上报。',
    audience: communities(...urban),
    questions: [tick('covered', '都问到了吗', true), text('urgent', '急用药有没有送不到的')],
    answerWithin: 9 * hour + 20 * minute,
    behaviour: { acknowledged: 0.93, answered: 0.22, accepted: 0.1, within: 88 * minute },
  },
  {
    issuer: '410403',
    sentBefore: 2 * hour,
    urgency: 'urgent',
    title: '建设路菜市场分时段进出',
    body: '菜市场改分时段进出，周边社区各派两人维持秩序，今天下午两点前到位。',
    audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: '410403004' }], except: [] },
    questions: [],
    behaviour: { acknowledged: 1, within: 70 * minute },
  },
  {
    issuer: '4104',
    sentBefore: 42 * minute,
    urgency: 'immediate',
    title: '采样点两米线和现场秩序自查',
    body: '今天中午前，把辖区每个采样点走一遍：两米线是否清楚、有没有人维持秩序、老人和行动不便的是否有专门通道。缺的当场补，补不了的写明几点前补齐。',
    audience: communities('410402', '410403'),
    questions: [clear, repairBy],
    answerWithin: 150 * minute,
    behaviour: {
      acknowledged: 1,
      answered: 0.4,
      accepted: 0.12,
      within: 40 * minute,
      silent: [
        '410402100206',
        '410402100208',
        '410402100212',
        '410402100209',
        '410402010002',
        '410402010201',
        '410402001002',
        '410403003001',
        '410403006001',
      ],
    },
  },
];
