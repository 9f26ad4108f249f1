import type { z } from 'zod';

/**
 * One kind of event: `type@version` and the shape of its payload. A payload is evidence and is kept for good: change a
 * shape by adding the next version, never by editing one (readers accept every version ever written). Its plain values
 * (strings, numbers, booleans) are what feeds and the live stream show; no resident's name, phone or address in it.
 */
export interface EventKind<Type extends string = string, Payload extends z.ZodObject = z.ZodObject> {
  type: Type;
  version: number;
  payload: Payload;
}

export function eventKind<Type extends string, Payload extends z.ZodObject>(
  type: Type,
  version: number,
  payload: Payload,
): EventKind<Type, Payload> {
  return { type, version, payload };
}

export type PayloadOf<K> = K extends EventKind<string, infer P> ? z.input<P> : never;
