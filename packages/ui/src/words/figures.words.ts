import type { FigureKey } from '@muster/contract/tallies/tallies.operations';
import { dictionary } from './dictionary.ts';

/** Name and definition of each figure. The definition says which records are counted, and on which day. */
export const figureWords: Record<FigureKey, { name: string; definition: string }> = dictionary(
  {
    ordersIssued: { name: '下达的指令', definition: '由本区域各级席位下达的指令，按下达的那天计。转办产生的下级指令也算一条。' },
    receiptsSent: { name: '发出的签收', definition: '一条指令发给一个席位、一个人或一个单位，就是一个。按下达的那天计。' },
    receiptsAcknowledged: { name: '已签收', definition: '席位里第一个人签收就算，代签也算。按签收的那天计。' },
    receiptsAcknowledgedInTime: { name: '限内签收', definition: '在签收限之前签收的。按签收的那天计。' },
    receiptsAnswered: { name: '已反馈', definition: '要求反馈并且已经反馈的，退回后再报只算一次。按第一次反馈的那天计。' },
    receiptsAccepted: { name: '已采纳', definition: '反馈被采纳的。按采纳的那天计。' },
    minutesToAcknowledge: { name: '签收用时', definition: '从下达到签收的平均分钟数。按签收的那天计。' },
    remindersSent: { name: '催办', definition: '自动提醒和人工催办，每个席位每次算一次。' },
    escalations: { name: '督办', definition: '过了时限后报到上级席位，每个席位每升一级算一次。' },
    changesAcknowledged: {
      name: '签收变更',
      definition: '指令修订后，签收过的席位再签收变更，每次修订算一次。不算在已签收里。按签收变更的那天计。',
    },
  },
  {
    ordersIssued: {
      name: 'Orders issued',
      definition: 'Orders sent by desks within the area, on the day of sending. A delegation counts as an order.',
    },
    receiptsSent: { name: 'Receipts sent', definition: 'One order to one desk, person or unit is one receipt, on the day of sending.' },
    receiptsAcknowledged: {
      name: 'Acknowledged',
      definition: 'The first of a desk counts for the desk, as does the desk above signing for it. On the day of acknowledging.',
    },
    receiptsAcknowledgedInTime: {
      name: 'Acknowledged in time',
      definition: 'Acknowledged before the acknowledge-by limit. On the day of acknowledging.',
    },
    receiptsAnswered: {
      name: 'Answered',
      definition: 'Answered where an answer was asked for; answering again after a return does not count. On the day of the first answer.',
    },
    receiptsAccepted: { name: 'Accepted', definition: 'Answers that were accepted, on the day of accepting.' },
    minutesToAcknowledge: {
      name: 'Time to acknowledge',
      definition: 'Mean minutes from sending to acknowledging, on the day of acknowledging.',
    },
    remindersSent: { name: 'Reminders', definition: 'Automatic and manual reminders, one for each desk each time.' },
    escalations: { name: 'Escalations', definition: 'Late receipts reported to a desk above, one for each desk and level.' },
    changesAcknowledged: {
      name: 'Changes acknowledged',
      definition:
        'A desk that had acknowledged acknowledging an amendment, once for each. Never counted as acknowledged again. On the day of acknowledging it.',
    },
  },
);

/** Words for the groups that the server names. */
export const figureGroupWords: Record<string, string> = dictionary(
  { orders: '指令', pace: '快慢和催督' },
  { orders: 'Orders', pace: 'Pace' },
);
