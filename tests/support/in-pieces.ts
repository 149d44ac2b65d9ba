// Stands before a Sealpost and hands its pages over in pieces, as a slow line or a busy machine does: the browser draws what it has so far.
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { findFreePort } from './free-port.ts';

const PIECES = 30;
const BETWEEN_MS = 20;

async function inPieces(page: Buffer, response: ServerResponse): Promise<void> {
  const length = Math.ceil(page.length / PIECES);
  for (let start = 0; start < page.length; start += length) {
    response.write(page.subarray(start, start + length));
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  response.end();
}

async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  const { 'content-length': _whole, ...headers } = answer.headers;
  response.writeHead(answer.statusCode ?? 500, headers);
  if (headers['content-type']?.startsWith('text/html') === true) await inPieces(await buffer(answer), response);
  else answer.pipe(response);
}

export async function servedInPieces(origin: string): Promise<{ url: string; stop: () => void }> {
  const server = createServer(({ method, url = '/', headers }, response) => {
    const onward = ask(new URL(url, origin), { method, headers: { ...headers, 'accept-encoding': 'identity' } }, (answer) => {
      passOn(answer, response).catch(() => response.destroy());
    });
    onward.on('error', () => response.destroy()).end();
  });
  const port = await findFreePort();
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://localhost:${port}`, stop };
}
