import type { HeldAnswer } from '@muster/contract/held/held.operations';

/** In the place of a command's result: it came before what it follows and is kept. HTTP answers it with 202. */
export class HeldForLater {
  readonly answer: HeldAnswer;
  constructor(answer: HeldAnswer) {
    this.answer = answer;
  }
}
