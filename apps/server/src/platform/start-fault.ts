/**
 * A reason why Muster cannot run that the person at the terminal can do something about. It is shown as two plain sentences,
 * without a stack: what is wrong, and what to do. Anything else that is thrown is a fault of the program and keeps its stack.
 */
export class StartFault extends Error {
  readonly todo: string;
  constructor(what: string, todo: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'StartFault';
    this.todo = todo;
  }
}

/** For the terminal. */
export function faultText(error: unknown): string {
  if (error instanceof StartFault) return `\n  ✗ ${error.message}\n    ${error.todo.replaceAll('\n', '\n    ')}\n`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
