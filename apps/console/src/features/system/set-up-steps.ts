import type { OperationOf, ResultOf } from '@muster/client/types';

export type SetUpState = ResultOf<OperationOf<'getSystem'>>['setUp'];
export type Step = 'administrators' | 'areas' | 'people' | 'incident';

export const steps: readonly Step[] = ['administrators', 'areas', 'people', 'incident'];

/** Which steps of the first run are done, by what is there: nobody ticks them off. */
export function stepDone(step: Step, state: SetUpState): boolean {
  switch (step) {
    case 'administrators':
      return state.secondFactor && state.otherAdministrators;
    case 'areas':
      return state.communities > 0;
    case 'people':
      // A name at a desk acts for nobody until it can sign in.
      return state.desksSigningIn > 0;
    case 'incident':
      return state.incident;
  }
}

export function stepsLeft(state: SetUpState): number {
  return steps.filter((step) => !stepDone(step, state)).length;
}
