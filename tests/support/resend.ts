// A local HTTP server that stands where Resend's API would be, and the signatures that Resend puts on its reports.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export type ApiCall = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };
export type ApiAnswer = { status: number; body: unknown; headers?: Record<string, string> };

export type ResendApi = {
  url: string;
  calls: ApiCall[];
  /** How the next calls are answered; by default each mail is taken. */
  answerWith: (answer: ApiAnswer | null) => void;
  stop: () => Promise<void>;
};

export async function startResendApi(): Promise<ResendApi> {
  const calls: ApiCall[] = [];
  let next: ApiAnswer | null = null;
  const server = createServer((incoming, outgoing) => {
    void json(incoming).then((body) => {
      calls.push({ path: incoming.url ?? '', headers: incoming.headers, body: body as Record<string, unknown> });
      const answer = next ?? { status: 200, body: { id: `resend-${calls.length}` } };
      outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      outgoing.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answerWith: (answer) => {
      next = answer;
    },
    stop: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

/** The headers of a genuine report: Standard Webhooks, HMAC-SHA-256 over id, time and body. */
export function signReport(body: string, { secret, id = 'msg_1', at = Date.now() }: { secret: string; id?: string; at?: number }): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${mac}` };
}
