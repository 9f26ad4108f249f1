import type { AttentionReason, AttentionState, GroundKind, LimitKind, NextStep } from '@muster/contract/attention/attention';
import { dictionary } from './dictionary.ts';
import { counted } from './shared.words.ts';

/** The five states (DESIGN §1.3) by name, and by what they mean for receipts. */
export const attentionWords: {
  state: Record<AttentionState, string>;
  receipt: Record<AttentionState, string>;
  escalated: string;
  reason: Record<AttentionReason, string>;
  nextStep: Record<NextStep, string>;
  lateOn: Record<LimitKind, string>;
  owed: Record<LimitKind, string>;
  /** So many of the ground’s things: 3 个片区缺人. */
  ground: Record<GroundKind, (n: string) => string>;
} = dictionary(
  {
    state: { late: '过了时限', waiting: '还在等人', inHand: '有人在办', forReview: '等你看', done: '没你的事' },
    receipt: { late: '逾期', waiting: '待签收', inHand: '办理中', forReview: '待采纳', done: '已采纳' },
    escalated: '过了时限且已督办',
    reason: {
      unstaffed: '没人在岗',
      notDelivered: '没送到',
      notOpened: '没人看',
      notAcknowledged: '看过没签',
      changed: '改了没签',
      notAnswered: '签了没反馈',
      delegated: '已转办',
      sentBack: '退回重报',
      answered: '待采纳',
      settled: '办完了',
      zoneOverstaying: '超期管控',
      placeUnstaffed: '点位没人',
      placeProblem: '现场问题没解决',
      zoneToRelease: '管控即将到期',
      checklistBehind: '清单没办完',
      patchLacking: '片区缺人',
    },
    nextStep: {
      remind: '催办',
      call: '打电话',
      signFor: '代签',
      acknowledge: '签收',
      answer: '反馈',
      review: '看反馈',
      viewDelegated: '看转办',
      decideZone: '解除或说明',
      staffPlace: '派人',
      settleProblem: '去解决',
      tick: '去办',
      fillRole: '补人',
      none: '没有要办的',
    },
    lateOn: { acknowledge: '逾期未签收', answer: '逾期未反馈', change: '逾期未签收变更' },
    owed: { acknowledge: '未签收', answer: '未反馈', change: '变更未签收' },
    ground: {
      zoneOverstaying: (n: string) => `${n} 处管控超期`,
      placeUnstaffed: (n: string) => `${n} 个点位没人`,
      placeProblem: (n: string) => `${n} 个现场问题没解决`,
      zoneToRelease: (n: string) => `${n} 处管控一天内到期`,
      checklistBehind: (n: string) => `${n} 份清单没办完`,
      patchLacking: (n: string) => `${n} 个片区缺人`,
    },
  },
  {
    state: { late: 'Late', waiting: 'Waiting', inHand: 'In hand', forReview: 'For review', done: 'Done' },
    receipt: { late: 'Late', waiting: 'Waiting', inHand: 'In hand', forReview: 'For review', done: 'Accepted' },
    escalated: 'Late and escalated',
    reason: {
      unstaffed: 'Nobody on duty',
      notDelivered: 'Not delivered',
      notOpened: 'Not opened',
      notAcknowledged: 'Seen, not acknowledged',
      changed: 'Change not acknowledged',
      notAnswered: 'Not answered',
      delegated: 'Delegated',
      sentBack: 'Sent back',
      answered: 'For review',
      settled: 'Settled',
      zoneOverstaying: 'Zone overstaying',
      placeUnstaffed: 'Place unstaffed',
      placeProblem: 'Problem at a place',
      zoneToRelease: 'Zone due for release',
      checklistBehind: 'Checklist behind',
      patchLacking: 'Patch lacking a role',
    },
    nextStep: {
      remind: 'Remind',
      call: 'Call',
      signFor: 'Sign for it',
      acknowledge: 'Acknowledge',
      answer: 'Answer',
      review: 'Review',
      viewDelegated: 'View delegation',
      decideZone: 'Release it or say why not',
      staffPlace: 'Staff it',
      settleProblem: 'Settle it',
      tick: 'Do it',
      fillRole: 'Fill the role',
      none: 'Nothing to do',
    },
    lateOn: { acknowledge: 'not acknowledged', answer: 'not answered', change: 'change not acknowledged' },
    owed: { acknowledge: 'not acknowledged', answer: 'not answered', change: 'change not acknowledged' },
    ground: {
      zoneOverstaying: (n: string) => `${counted(n, 'zone')} overstaying`,
      placeUnstaffed: (n: string) => `${counted(n, 'place')} unstaffed`,
      placeProblem: (n: string) => `${counted(n, 'problem')} on site not settled`,
      zoneToRelease: (n: string) => `${counted(n, 'zone')} due within a day`,
      checklistBehind: (n: string) => `${counted(n, 'checklist')} behind`,
      patchLacking: (n: string) => `${counted(n, 'patch', 'patches')} lacking a role`,
    },
  },
);
