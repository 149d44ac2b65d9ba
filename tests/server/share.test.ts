// POST /share, where a browser sends another app's files if no service worker takes them over: words, and nothing of it is kept.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';
import { findInFiles, findInTables } from '../e2e/traces.ts';

let sealpost: RunningSealpost;

beforeAll(async () => {
  sealpost = await startSealpost();
}, 120_000);
afterAll(() => sealpost?.stop());

const NAME = 'shared-scan-of-mrs-kestrel.txt';
const CONTENTS = 'ContentsOfTheSharedFilePlover';

function shared(): FormData {
  const form = new FormData();
  form.set('files', new File([CONTENTS], NAME, { type: 'text/plain' }));
  return form;
}

describe('files that come to the server', () => {
  it.each([
    ['from a browser’s own menu', { 'sec-fetch-site': 'none' }],
    ['from another site', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }],
  ])('%s are answered by the page that says what to do', async (_, headers) => {
    const answer = await fetch(`${sealpost.url}/share`, { method: 'POST', body: shared(), headers });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(answer.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    const html = await answer.text();
    expect(html).toContain('The files were not taken over');
    expect(html).toContain('share the files once more');
  });

  it('are answered before they are there: nobody waits for the rest', async () => {
    const { hostname, port } = new URL(sealpost.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(`POST /share HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000000\r\n\r\n--x\r\n`);
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 405 /);
    socket.destroy();
  });

  it('leave nothing behind: in no table, no file and no line of the log', async () => {
    expect(await findInTables(sealpost.databaseUrl, [NAME, CONTENTS])).toEqual([]);
    expect(await findInFiles(sealpost.dataDir, [NAME, CONTENTS])).toEqual([]);
    expect(sealpost.output()).not.toContain(NAME);
    expect(sealpost.output()).not.toContain(CONTENTS);
  });
});
