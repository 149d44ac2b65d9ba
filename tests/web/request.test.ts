// Requests: repeated only where that cannot do anything twice, and lost connections by their name.
import { describe, expect, test } from 'vitest';
import { answer, createApi } from '../../web/session/api.ts';
import { createRequest } from '../../web/session/request.ts';

function lossy(failures: number) {
  const calls: string[] = [];
  const doFetch: typeof fetch = async (input, init) => {
    calls.push(`${init?.method ?? 'GET'} ${String(input)}`);
    if (calls.length <= failures) throw new TypeError('connection lost');
    return Response.json({ fine: true }, { headers: { 'x-sealpost-build': 'b2' } });
  };
  return { calls, doFetch };
}

describe('a request', () => {
  test.each([
    ['GET', '/api/session', 3],
    ['POST', '/api/state/read', 3],
    ['POST', '/api/messages', 1],
    ['POST', '/api/messages/read', 3],
    ['PUT', '/api/state', 1],
    ['DELETE', '/api/session', 1],
  ])('%s %s is tried %i times without a connection', async (method, path, times) => {
    const { calls, doFetch } = lossy(9);
    const request = createRequest({ fetch: doFetch, retryDelays: [1, 1] });
    await expect(request(`http://localhost${path}`, { method })).rejects.toMatchObject({ code: 'offline' });
    expect(calls).toHaveLength(times);
  });

  test('that succeeds after a while is answered, and its build noticed', async () => {
    const { doFetch } = lossy(2);
    const builds: string[] = [];
    const request = createRequest({ fetch: doFetch, retryDelays: [1, 1], onBuild: (build) => void builds.push(build) });
    expect((await request('http://localhost/api/session')).ok).toBe(true);
    expect(builds).toEqual(['b2']);
  });

  test('that is refused throws the code and details of the server, or one that fits the status', async () => {
    const responses = [Response.json({ error: { code: 'too_many_requests', retryAfter: 9 } }, { status: 429 }), new Response('<html>', { status: 502 })];
    const api = createApi({ origin: 'http://localhost', fetch: async () => responses.shift() ?? Response.error(), retryDelays: [] });
    await expect(answer(api.settings.$get())).rejects.toMatchObject({ code: 'too_many_requests', details: { retryAfter: 9 } });
    await expect(answer(api.settings.$get())).rejects.toMatchObject({ code: 'unavailable' });
  });
});
