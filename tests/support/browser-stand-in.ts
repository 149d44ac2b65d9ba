// What a browser does between the web client and the server: keeps cookies, sends Origin and lengths, comes from some network address.
import { hc } from 'hono/client';
import type { Api } from '../../server/app.ts';
import type { TestServer } from './test-server.ts';

export type Answer<Body = unknown> = { status: number; body: Body; headers: Headers };
export type Sending = { body?: unknown; headers?: Record<string, string> };
export type ErrorBody = { error: { code: string; [detail: string]: unknown } };

let lastAddress = 0;

/** A client of its own for each, so that limits by network address do not meet. */
function freshAddress(): string {
  lastAddress += 1;
  return `10.${(lastAddress >> 16) & 255}.${(lastAddress >> 8) & 255}.${lastAddress & 255}`;
}

export class BrowserStandIn {
  readonly server: TestServer;
  readonly clientAddress: string;
  readonly cookies = new Map<string, string>();
  /** The typed client, exactly as the web client uses it. */
  readonly api: ReturnType<typeof hc<Api>>['api'];

  constructor(server: TestServer, { clientAddress = freshAddress() }: { clientAddress?: string } = {}) {
    this.server = server;
    this.clientAddress = clientAddress;
    const origin = server.parts.settings.publicUrl;
    this.api = hc<Api>(origin, { fetch: (input: RequestInfo | URL, init?: RequestInit) => this.fetch(String(input), init ?? {}) }).api;
  }

  async fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', this.server.parts.settings.publicUrl);
    if (this.cookies.size > 0) headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    // A browser says how long what it sends is.
    if (typeof init.body === 'string' && !headers.has('content-length')) headers.set('content-length', String(Buffer.byteLength(init.body)));
    const socket = { incoming: { socket: { remoteAddress: this.clientAddress } } };
    const answer = await this.server.app.request(url, { ...init, headers }, socket as never);
    for (const cookie of answer.headers.getSetCookie()) this.keep(cookie);
    return answer;
  }

  private keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (name === undefined || value === undefined) return;
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** `POST /api/…` without the types: for what no honest client would send. Bytes go as they are, texts too, all else as JSON. */
  async call<Body = unknown>(route: string, { body, headers = {} }: Sending = {}): Promise<Answer<Body>> {
    const [method = 'GET', path = '/'] = route.split(' ');
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      const raw = body instanceof Uint8Array;
      init.body = raw ? new Uint8Array(body) : typeof body === 'string' ? body : JSON.stringify(body);
      init.headers = { 'content-type': raw ? 'application/octet-stream' : 'application/json', ...headers };
    }
    const answer = await this.fetch(`${this.server.parts.settings.publicUrl}${path}`, init);
    const endless = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (endless) await answer.body?.cancel();
    const text = endless ? '' : await answer.text();
    const parsed: unknown = answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text;
    return { status: answer.status, body: parsed as Body, headers: answer.headers };
  }
}

/** The body of an answer that must have succeeded. */
export async function ok<Body>(answer: Promise<{ ok: boolean; status: number; json(): Promise<Body>; text(): Promise<string> }>): Promise<Body> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.status === 204 ? (undefined as Body) : await response.json();
}

/** Status and code of an answer that must have failed. */
export function refusal({ status, body }: Answer): string {
  const code = typeof body === 'object' && body !== null && 'error' in body ? (body as ErrorBody).error.code : 'no error';
  return `${status} ${code}`;
}
