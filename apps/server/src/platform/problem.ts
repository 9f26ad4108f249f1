import { type ProblemCode, problems } from '@muster/contract/problems';

export type ProblemParams = Record<string, string | number | null>;
export interface InputFault {
  pointer: string;
  code?: string;
  detail: string;
}

/** A refusal that the contract names. Everything else that is thrown is a fault of ours and becomes `internal`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly params: ProblemParams;
  readonly errors: readonly InputFault[];

  constructor(code: ProblemCode, params: ProblemParams = {}, errors: readonly InputFault[] = []) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = problems[code];
    this.params = params;
    this.errors = errors;
  }
}

export const notFound = () => new Problem('not-found');
