import { randomUUID } from 'node:crypto';
import { type OperationName, operations } from '@muster/contract/operations';
import { tokenOf } from '../../bench/city/people.ts';

export interface Answer {
  status: number;
  code: string | null;
  retryAfter: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read by name in tests
  body: any;
}

/** One request of whoever acts at `who` (an area's code, `grid-1`); status 0 when no answer came. */
export async function ask(address: string, who: string, name: OperationName, input: object = {}, signal?: AbortSignal): Promise<Answer> {
  const { method, path: template, kind } = operations[name];
  const rest: Record<string, unknown> = { ...(kind === 'command' ? { commandId: randomUUID() } : {}), ...input };
  const path = template.replace(/:([a-zA-Z]+)/g, (_, key: string) => {
    const value = rest[key];
    delete rest[key];
    return encodeURIComponent(String(value));
  });
  const isRead = method === 'GET' || method === 'DELETE';
  const query = isRead ? `?${new URLSearchParams(rest as Record<string, string>)}` : '';
  try {
    const response = await fetch(`${address}/api${path}${query}`, {
      method,
      headers: { cookie: `muster_session=${tokenOf(who)}`, 'x-muster': '1', ...(isRead ? {} : { 'content-type': 'application/json' }) },
      body: isRead ? null : JSON.stringify(rest),
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    const body = text === '' ? {} : JSON.parse(text);
    return { status: response.status, code: response.ok ? null : body.code, retryAfter: response.headers.get('retry-after'), body };
  } catch {
    return { status: 0, code: null, retryAfter: null, body: null };
  }
}

/** An order of the city to these desks; its id. */
export async function issue(address: string, codes: readonly string[], more: object = {}): Promise<string> {
  const orderId = randomUUID();
  const answer = await ask(address, '4104', 'issueOrder', {
    orderId,
    urgency: 'urgent',
    title: '连夜落实小区出入口值守',
    body: '各社区连夜核对值守人员。',
    audience: { include: [{ kind: 'areas', codes }], except: [] },
    questions: [{ key: 'done', kind: 'tick', text: '办了吗' }],
    answerBy: new Date(Date.now() + 6 * 3_600_000).toISOString(),
    ...more,
  });
  if (answer.status !== 200) throw new Error(`issueOrder ${answer.status}: ${JSON.stringify(answer.body)}`);
  return orderId;
}
