// The typed client of the HTTP API, and how its answers become values or a VaultError.
import { hc } from 'hono/client';
import type { Api } from '../../server/app.ts';
import { withPlainNames } from './plain-names.ts';
import { createRequest, type RequestParts } from './request.ts';
import { VaultError } from './vault-error.ts';

export type ApiClient = ReturnType<typeof createApi>;

export function createApi(parts: RequestParts & { origin: string }) {
  return hc<Api>(parts.origin, { fetch: createRequest(parts) }).api;
}

type Answer<T> = { readonly ok: boolean; readonly status: number; json(): Promise<T> };

/** The JSON of a success; everything else throws the code that the server named. */
export async function answer<T>(pending: Promise<Answer<T>>): Promise<T> {
  const response = await pending;
  if (!response.ok) throw await refusal(response);
  return withPlainNames(await response.json());
}

/** For answers without a body. */
export async function settled(pending: Promise<Pick<Answer<unknown>, 'ok' | 'status' | 'json'>>): Promise<void> {
  const response = await pending;
  if (!response.ok) throw await refusal(response);
}

/** What a response that is not a success says. */
export async function refusal(response: Pick<Answer<unknown>, 'status' | 'json'>): Promise<VaultError> {
  const body = (await response.json().catch(() => null)) as { error?: { code?: unknown } } | null;
  const { code, ...details } = body?.error ?? {};
  return new VaultError(typeof code === 'string' ? code : (CODES[response.status] ?? 'unexpected'), details);
}

// A proxy in between may answer without our JSON.
const CODES: Readonly<Record<number, string>> = {
  401: 'not_signed_in',
  404: 'not_found',
  413: 'too_large',
  429: 'too_many_requests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};
