/** Kinds of open things. What the ground has is its own reason: a patch that lacks a role, a zone that should not be any more. */
export const groundKinds = [
  'zoneOverstaying',
  'placeUnstaffed',
  'placeProblem',
  'zoneToRelease',
  'checklistBehind',
  'patchLacking',
] as const;
export type GroundKind = (typeof groundKinds)[number];
export const attentionKinds = ['receipt', ...groundKinds] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/**
 * The one projection of everything that is open. Whatever asks for somebody's hand (a receipt, a zone that overstays;
 * findings, posts later) becomes one of five states, with a reason, since when, until when, and the next step. The situation
 * page, mosaic, badges, wall and phone read this model and nothing else; a feature only adds a kind.
 */
export const attentionStates = ['late', 'waiting', 'inHand', 'forReview', 'done'] as const;
export type AttentionState = (typeof attentionStates)[number];

/** Why it stands as it does; words in packages/ui under `reason.*`. */
export const attentionReasons = [
  'unstaffed', // nobody on duty at the desk
  'notDelivered', // reached no device
  'notOpened', // reached a device, nobody looked
  'notAcknowledged', // somebody looked, nobody acknowledged
  'changed', // acknowledged before the order was changed, the change not yet
  'notAnswered', // acknowledged, no answer yet
  'delegated', // broken down for the areas below
  'sentBack', // answered, sent back, to be answered again
  'answered', // answered, to be accepted or sent back
  'settled', // nothing left to do
  ...groundKinds,
] as const;
export type AttentionReason = (typeof attentionReasons)[number];

export const nextSteps = [
  'remind',
  'call',
  'signFor',
  'acknowledge',
  'answer',
  'review',
  'viewDelegated',
  'decideZone',
  'staffPlace',
  'settleProblem',
  'tick',
  'fillRole',
  'none',
] as const;
export type NextStep = (typeof nextSteps)[number];

export const groundSteps: Record<GroundKind, NextStep> = {
  zoneOverstaying: 'decideZone',
  zoneToRelease: 'decideZone',
  placeUnstaffed: 'staffPlace',
  placeProblem: 'settleProblem',
  checklistBehind: 'tick',
  patchLacking: 'fillRole',
};

/** Which limit: to acknowledge the order, to answer it, to acknowledge a change of it. */
export const limitKinds = ['acknowledge', 'answer', 'change'] as const;
export type LimitKind = (typeof limitKinds)[number];

export interface Attention {
  state: AttentionState;
  reason: AttentionReason;
  /** Which limit is running or was passed. */
  limit: LimitKind | null;
  /** When the present state began: the passed limit when late, else the last step. */
  since: Date;
  /** The limit that is running or was passed; null when none is. */
  until: Date | null;
  escalated: boolean;
  /** What those above can do next. */
  nextStep: NextStep;
}
