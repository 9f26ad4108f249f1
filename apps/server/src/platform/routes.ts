import type { operations } from '@muster/contract/operations';
import type { Command } from './command.ts';
import type { Principal } from './principal.ts';
import type { View } from './view.ts';

/** What a handler that works without a session (sign-in, set-up) gets besides its input. */
export interface OpenRequest {
  address: string;
  device: string;
  now: Date;
  /** Sets the session cookie on the answer; null clears it. */
  setSessionToken: (token: string | null) => void;
  principal: Principal | null;
}

export interface OpenHandler<I = unknown, R = unknown> {
  name: string;
  open: (input: I, request: OpenRequest) => Promise<R>;
}

export type Handler = Command | View | OpenHandler;

/** The table *operation → command or view* of one feature. */
export type Routes = Partial<Record<keyof typeof operations, Handler>>;

export function isCommand(handler: Handler): handler is Command {
  return 'run' in handler;
}

export function isView(handler: Handler): handler is View {
  return 'read' in handler;
}

/** Typed identity: each handler must be of its own operation, by name. `never`: each takes its own input, checked before. */
export function routes(handlers: readonly (Command<never, unknown> | View<never, unknown> | OpenHandler<never, unknown>)[]): Routes {
  return Object.fromEntries(handlers.map((handler) => [handler.name, handler])) as unknown as Routes;
}
