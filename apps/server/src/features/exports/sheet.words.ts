/** What stands in a sheet, in both languages; the same words as on the screen (packages/ui), which a server does not import. */
export type Language = 'zh' | 'en';
export type Word = readonly [zh: string, en: string];

export const say = (word: Word | undefined, language: Language, otherwise = ''): string =>
  word ? word[language === 'zh' ? 0 : 1] : otherwise;

export const codeWords: Record<string, Record<string, Word>> = {
  urgency: { routine: ['常规', 'Routine'], urgent: ['紧急', 'Urgent'], immediate: ['特急', 'Immediate'] },
  orderState: { issued: ['进行中', 'Running'], closed: ['已办结', 'Closed'], withdrawn: ['已撤回', 'Withdrawn'] },
  receiptState: {
    sent: ['已发出', 'Sent'],
    delivered: ['已送到', 'Delivered'],
    opened: ['已打开', 'Opened'],
    acknowledged: ['已签收', 'Acknowledged'],
    delegated: ['已转办', 'Delegated'],
    answered: ['已反馈', 'Answered'],
    sentBack: ['已退回', 'Sent back'],
    accepted: ['已采纳', 'Accepted'],
    closed: ['已办结', 'Closed'],
    withdrawn: ['已撤回', 'Withdrawn'],
  },
  attention: {
    late: ['逾期', 'Late'],
    waiting: ['待签收', 'Waiting'],
    inHand: ['办理中', 'In hand'],
    forReview: ['待采纳', 'For review'],
    done: ['已完成', 'Done'],
  },
  level: {
    city: ['市', 'City'],
    district: ['区县', 'District'],
    subdistrict: ['街道乡镇', 'Subdistrict'],
    community: ['社区村', 'Community'],
    grid: ['网格', 'Grid'],
  },
  incidentState: { active: ['进行中', 'Active'], ended: ['已结束', 'Ended'] },
  queue: { short: ['短', 'Short'], long: ['长', 'Long'], closed: ['停采', 'Closed'], unknown: ['不清楚', 'Unknown'] },
  compoundKind: {
    managed: ['有物业小区', 'Managed'],
    unmanaged: ['三无小区', 'Unmanaged'],
    urbanVillage: ['城中村', 'Urban village'],
    villageGroup: ['村民组', 'Village group'],
    dormitory: ['家属院', 'Dormitory'],
  },
  placeKind: {
    gate: ['出入口', 'Gate'],
    checkpoint: ['卡点', 'Checkpoint'],
    testPoint: ['采样点', 'Test point'],
    isolationDoor: ['隔离门', 'Isolation door'],
    deliveryPoint: ['配送点', 'Delivery point'],
  },
  member: {
    memberWithoutPost: ['无职党员', 'Member without post'],
    probationary: ['预备党员', 'Probationary member'],
    volunteer: ['志愿者', 'Volunteer'],
    staff: ['工作人员', 'Staff'],
  },
  figure: {
    ordersIssued: ['下达的指令', 'Orders issued'],
    receiptsSent: ['发出的签收', 'Receipts sent'],
    receiptsAcknowledged: ['已签收', 'Acknowledged'],
    receiptsAcknowledgedInTime: ['限内签收', 'Acknowledged in time'],
    receiptsAnswered: ['已反馈', 'Answered'],
    receiptsAccepted: ['已采纳', 'Accepted'],
    minutesToAcknowledge: ['签收用时', 'Time to acknowledge'],
    remindersSent: ['催办', 'Reminders'],
    escalations: ['督办', 'Escalations'],
  },
};

export const lineWords = {
  unit: ['填报单位', 'Unit'],
  by: ['导出人', 'By'],
  at: ['时间', 'As of'],
  total: ['合计', 'Total'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
} as const satisfies Record<string, Word>;
