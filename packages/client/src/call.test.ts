import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, isTransient, type ProblemError } from './call.ts';

const receiptId = '01970000-0000-7000-8000-000000000047';
const commandId = '01970000-0000-7000-8000-000000000001';

function answering(response: Response | Error) {
  const fetched = vi.fn(async () => {
    if (response instanceof Error) throw response;
    return response;
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

async function problemOf(response: Response | Error): Promise<ProblemError> {
  answering(response);
  return call('acknowledgeReceipt', { commandId, receiptId }).then(
    () => {
      throw new Error('no problem');
    },
    (problem) => problem,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('puts names of the path into the path, and the rest into the body of a write', async () => {
    const fetched = answering(Response.json({ receiptId, state: 'acknowledged', version: 2 }));
    await call('acknowledgeReceipt', { commandId, receiptId });
    expect(fetched).toHaveBeenCalledWith(
      `/api/receipts/${receiptId}/acknowledge`,
      expect.objectContaining({ method: 'POST', body: JSON.stringify({ commandId }) }),
    );
  });

  it('puts the rest of a read into the query, and leaves out what was not said', async () => {
    const fetched = answering(Response.json({ items: [], nextCursor: null }));
    await call('listOrders', { q: '两米线', state: undefined });
    expect(fetched).toHaveBeenCalledWith(`/api/orders?q=${encodeURIComponent('两米线')}`, expect.objectContaining({ method: 'GET' }));
  });

  it('tells a refusal of the server with its code and params', async () => {
    const refusal = { code: 'state.moved-on', status: 409, params: { by: '李明' } };
    const problem = await problemOf(Response.json(refusal, { status: 409 }));
    expect(problem).toMatchObject(refusal);
    expect(isTransient(problem)).toBe(false);
  });

  it('takes the page of a provider or a hotel for no answer at all, whatever its status: it is tried again, nothing fails, nobody is signed out', async () => {
    for (const status of [200, 302, 401, 403, 404]) {
      const problem = await problemOf(new Response('<html>请先登录 Wi-Fi</html>', { status }));
      expect(problem).toMatchObject({ code: 'network.unreachable', status: 0 });
      expect(isTransient(problem)).toBe(true);
    }
  });

  it('takes a cut network for the same', async () => {
    expect(isTransient(await problemOf(new TypeError('Failed to fetch')))).toBe(true);
  });
});
