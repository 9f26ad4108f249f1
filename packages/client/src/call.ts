import type { HeldAnswer } from '@muster/contract/held/held.operations';
import { measureByHeader } from './clock.ts';
import { routes } from './routes.gen.ts';
import type { InputOf, OperationOf, ResultOf } from './types.ts';

export type OperationName = keyof typeof routes;

/** What an operation answered instead of a result: RFC 9457, or `network.unreachable` when no server answered at all. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, string | number | null>;
  readonly errors: readonly { pointer: string; code?: string; detail: string }[];
  readonly requestId: string | undefined;

  constructor(problem: {
    code: string;
    status: number;
    params?: Record<string, string | number | null>;
    errors?: readonly { pointer: string; code?: string; detail: string }[];
    requestId?: string;
  }) {
    super(problem.code);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.params = problem.params ?? {};
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
  }
}

/** True when trying the same thing again later may succeed without anybody changing anything. */
export function isTransient(problem: ProblemError): boolean {
  return problem.status === 0 || problem.status === 503 || problem.status === 502 || problem.status === 504;
}

/**
 * Calls one operation of the contract by its name. Names that stand in the path are taken out of the input; the rest
 * travels as query or body. Throws `ProblemError`, never anything else, so that a screen has one thing to show.
 */
export async function call<Name extends OperationName>(
  name: Name,
  input: InputOf<OperationOf<Name>>,
  options: { signal?: AbortSignal } = {},
): Promise<ResultOf<OperationOf<Name>>> {
  const [method, template] = routes[name];
  const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) };
  const path = template.replace(/:([a-zA-Z]+)/g, (_, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  const inQuery = method === 'GET' || method === 'DELETE';
  const query = inQuery ? queryString(rest) : '';
  let response: Response;
  const sentAt = Date.now();
  try {
    response = await fetch(`/api${path}${query}`, {
      method,
      credentials: 'same-origin',
      // The server refuses writes without this header: a foreign page cannot set it (cross-site requests).
      headers: inQuery ? { 'x-muster': '1' } : { 'x-muster': '1', 'content-type': 'application/json' },
      ...(inQuery ? {} : { body: JSON.stringify(rest) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ProblemError({ code: 'network.unreachable', status: 0 });
  }
  const receivedAt = Date.now();
  const text = await response.text();
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    // Not our server spoke: the page of a hotel's or a provider's network, whatever status it carries.
    throw new ProblemError({ code: 'network.unreachable', status: 0 });
  }
  // Our server spoke: what time it is there.
  measureByHeader(response.headers.get('date'), sentAt, receivedAt);
  if (response.status === 202) throw heldProblem(body as HeldAnswer);
  if (response.ok) return body as ResultOf<OperationOf<Name>>;
  const problem = body as Partial<ConstructorParameters<typeof ProblemError>[0]>;
  throw new ProblemError({ ...problem, code: problem.code ?? 'internal', status: response.status });
}

/** Taken and not done yet: it came before what it follows. No refusal, but no result either; see `isHeld`. */
function heldProblem({ waitsFor, heldAt, flaggedAt }: HeldAnswer): ProblemError {
  return new ProblemError({ code: 'command.held', status: 202, params: { waitsFor: waitsFor.kind, heldAt, flaggedAt } });
}

/** The server has kept the command and does it by itself when what it follows has come. */
export function isHeld(problem: ProblemError): boolean {
  return problem.code === 'command.held';
}

function queryString(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
