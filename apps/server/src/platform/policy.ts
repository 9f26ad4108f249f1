import type { Action } from '@muster/contract/operation';
import type { Principal } from './principal.ts';
import { Problem } from './problem.ts';

declare const permitted: unique symbol;
/** Proof that a policy was asked for this very action. A command without one does not compile. */
export interface Permit<A extends Action = Action> {
  readonly action: A;
  readonly [permitted]: true;
}

/** Who may do which action of a feature, given the facts. Pure; what it does not list nobody may. */
export type Policy<Actions extends Record<Action, unknown>> = {
  [A in keyof Actions]: (principal: Principal, facts: Actions[A]) => boolean;
};

/** For `may` in answers: asks without refusing. */
export function may<Actions extends Record<Action, unknown>, A extends keyof Actions & Action>(
  policy: Policy<Actions>,
  principal: Principal,
  action: A,
  facts: Actions[A],
): boolean {
  return policy[action](principal, facts);
}

/** Asks the policy; throws `not-permitted`, which is said only about what one can see. */
export function authorize<Actions extends Record<Action, unknown>, A extends keyof Actions & Action>(
  policy: Policy<Actions>,
  principal: Principal,
  action: A,
  facts: Actions[A],
): Permit<A> {
  if (!may(policy, principal, action, facts)) throw new Problem('not-permitted', { action });
  return { action } as Permit<A>;
}
