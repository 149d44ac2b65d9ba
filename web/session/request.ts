// One fetch for every API request: time limit, retries where a repetition cannot do anything twice, lost connections by name,
// and the server's build id noticed on the way.
import { VaultError } from './vault-error.ts';

export type RequestParts = {
  fetch: typeof fetch;
  onBuild?: (build: string) => void;
  /** Milliseconds before each repetition; its length is how often. */
  retryDelays?: readonly number[];
};

const TIME_LIMIT_MS = 60_000;
const RETRY_DELAYS_MS = [400, 1500] as const;

// Reads that are POST only because their question is long or must not stand in a log.
const READ_ONLY_POSTS = /\/api\/(state\/read|messages\/read|addresses\/lookup|accounts\/lookup)$/;

/** A fetch whose network failures are `VaultError('offline')`. */
export function createRequest(parts: RequestParts): typeof fetch {
  const delays = parts.retryDelays ?? RETRY_DELAYS_MS;
  return async (input, init) => {
    const repeatable = isRepeatable(input, init);
    for (let attempt = 0; ; attempt += 1) {
      const last = !repeatable || attempt >= delays.length;
      const response = await once(parts.fetch, input, init).catch((error: unknown) => {
        if (last || init?.signal?.aborted) throw error;
        return null;
      });
      if (response && (last || response.status !== 503)) {
        const build = response.headers.get('x-sealpost-build');
        if (build) parts.onBuild?.(build);
        return response;
      }
      await new Promise((resolve) => setTimeout(resolve, delays[attempt]));
    }
  };
}

async function once(doFetch: typeof fetch, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
  try {
    return await doFetch(input, { ...init, signal, credentials: 'same-origin', redirect: 'error', cache: 'no-store' });
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    throw new VaultError('offline', {}, { cause: error });
  }
}

function isRepeatable(input: RequestInfo | URL, init?: RequestInit): boolean {
  const method = (init?.method ?? 'GET').toUpperCase();
  if (method === 'GET') return true;
  const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
  return method === 'POST' && READ_ONLY_POSTS.test(new URL(url, 'http://localhost').pathname);
}
