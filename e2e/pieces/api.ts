import type { OperationName } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import { routes } from '@muster/client/routes.gen';
import type { InputOf, OperationOf, ResultOf } from '@muster/client/types';
import type { APIRequestContext } from '@playwright/test';

type Input<Name extends OperationName> = InputOf<OperationOf<Name>>;
type Result<Name extends OperationName> = ResultOf<OperationOf<Name>>;
type Sent<Name extends OperationName> = Omit<Input<Name>, 'commandId' | 'doneAt'> & { commandId?: string };

/** The operations of the contract, called beside the browser: to make what a journey needs, and to check what it left. */
export class Api {
  readonly #request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  /** What the server answers, whatever it is. */
  async ask<Name extends OperationName>(name: Name, input: Sent<Name>): Promise<{ status: number; body: Result<Name> }> {
    const [method, template, kind] = routes[name];
    const rest: Record<string, unknown> = { ...(kind === 'command' ? { commandId: newId() } : {}), ...input };
    const path = template.replace(/:([a-zA-Z]+)/g, (_, key: string) => {
      const value = rest[key];
      delete rest[key];
      return encodeURIComponent(String(value));
    });
    const inQuery = method === 'GET' || method === 'DELETE';
    const response = await this.#request.fetch(`/api${path}`, {
      method,
      headers: { 'x-muster': '1' },
      ...(inQuery ? { params: rest as Record<string, string> } : { data: rest }),
    });
    return { status: response.status(), body: (await response.json()) as Result<Name> };
  }

  /** The result; anything else ends the journey with what the server said. */
  async call<Name extends OperationName>(name: Name, input: Sent<Name>): Promise<Result<Name>> {
    const { status, body } = await this.ask(name, input);
    if (status >= 300) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
}
