import { type OperationName, operations } from '@muster/contract/operations';
import { sessionCookie } from '@muster/server/platform/http/server';

/** One request of somebody who is signed in; throws when it is refused, because then nothing was measured. */
export async function ask<R = unknown>(address: string, token: string, name: OperationName, input: object = {}): Promise<R> {
  const { method, path: template } = operations[name];
  const rest: Record<string, unknown> = { ...input };
  const path = template.replace(/:([a-zA-Z]+)/g, (_, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  const isRead = method === 'GET' || method === 'DELETE';
  const query = isRead ? `?${new URLSearchParams(rest as Record<string, string>)}` : '';
  const response = await fetch(`${address}/api${path}${query}`, {
    method,
    headers: { cookie: `${sessionCookie}=${token}`, 'x-muster': '1', ...(isRead ? {} : { 'content-type': 'application/json' }) },
    body: isRead ? null : JSON.stringify(rest),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${name} ${response.status}: ${answer.slice(0, 300)}`);
  return JSON.parse(answer) as R;
}
