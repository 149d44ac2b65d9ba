// The development page: what it shows, and that it exists for nobody but this machine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailer } from '../../server/mail/index.ts';
import { writeMail } from '../../server/mail/write-mail.ts';
import { INVITATION, noticeMail, writing } from '../support/mails.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
const { id } = noticeMail();

beforeAll(async () => {
  server = await startTestServer({ TRUSTED_PROXIES: '10.0.0.1' });
  const mailer = await openMailer(server.parts.settings);
  const typed = noticeMail({ subject: 'Records <b>&</b>', text: '<script>alert(1)</script> see https://example.org/a?b=1&c=2 and javascript:alert(1)' }, { invitation: INVITATION });
  await mailer.send(await writeMail(typed, { ...writing, publicUrl: server.parts.settings.publicUrl }));
});
afterAll(() => server.stop());

type Asking = { path?: string; from?: string; host?: string; headers?: Record<string, string>; at?: TestServer };

/** As a connection from `from` would bring the request. */
async function ask({ path = '', from = '127.0.0.1', host = 'localhost:8080', headers = {}, at = server }: Asking = {}): Promise<Response> {
  const bindings = { incoming: { socket: { remoteAddress: from } } } as never;
  return await at.app.request(`http://${host}/development/mail${path}`, { headers: { host, ...headers } }, bindings);
}

describe('on this machine', () => {
  it('lists the mails and shows each with its links to press', async () => {
    const list = await (await ask()).text();
    expect(list).toContain(`<a href="/development/mail/${id}">Records &lt;b&gt;&amp;&lt;/b&gt;</a>`);
    expect(list).toContain('lab@example.org');
    const page = await (await ask({ path: `/${id}` })).text();
    const link = /<a href="(http:\/\/localhost:8080\/invite\?[^"]+)"/.exec(page)?.[1]?.replace('&amp;', '&') ?? '';
    expect(new URL(link).searchParams.get('id')).toBe(INVITATION);
    expect(page).toContain('<a href="https://example.org/a?b=1&amp;c=2">');
    expect(page).toContain('Dr. Ana Ruiz, Northside Dental via Sealpost &lt;post@northside.example&gt;');
  });

  it('needs no script and no inline style, and runs nothing that somebody typed', async () => {
    for (const path of ['', `/${id}`, `/${id}/html`]) {
      const answer = await ask({ path });
      const html = await answer.text();
      expect(html).not.toMatch(/<script|<style| style=| on\w+=|href="javascript:/i);
      expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'");
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('serves the styles as sheets', async () => {
    expect((await ask({ path: '/style.css' })).headers.get('content-type')).toBe('text/css; charset=utf-8');
    const html = await (await ask({ path: `/${id}/html` })).text();
    const css = await (await ask({ path: `/${id}/html.css` })).text();
    const rules = new Set([...css.matchAll(/\[data-style="(\d+)"\]/g)].map(([, rule]) => rule));
    for (const [, used] of html.matchAll(/data-style="(\d+)"/g)) expect(rules.has(used)).toBe(true);
    expect(css).toContain('prefers-color-scheme: dark');
    expect(html).toContain(`<link rel="stylesheet" href="/development/mail/${id}/html.css"/>`);
  });

  it.each(['/NotThereAAAAAAAAAAAAAA', '/..%2f..%2fsecrets.json', '/short', '/NotThereAAAAAAAAAAAAAA/html'])('knows no mail %s', async (path) => {
    expect((await ask({ path })).status).toBe(404);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('answers %s', async (from) => {
    expect((await ask({ from })).status).toBe(200);
  });
});

describe('elsewhere', () => {
  it.each([
    ['another machine', { from: '192.168.1.20' }],
    ['another machine that names itself otherwise', { from: '192.168.1.20', headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['a proxy on this machine', { headers: { 'x-forwarded-for': '203.0.113.9' } }],
    ['a proxy on this machine that speaks the other way', { headers: { forwarded: 'for=203.0.113.9' } }],
    ['a trusted proxy', { from: '10.0.0.1', headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['a site whose name leads here', { host: 'rebound.example:8080' }],
    ['no socket', { from: undefined }],
  ] as [string, Asking][])('does not exist for %s', async (_, asking) => {
    for (const path of ['', `/${id}`, `/${id}/html`, '/style.css']) {
      const answer = await ask({ ...asking, path, ...('from' in asking && asking.from === undefined ? { from: '' } : {}) });
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('Records');
    }
  });

  it('does not exist where a mail provider is set', async () => {
    const sending = await startTestServer({ SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'post@northside.example' });
    expect((await ask({ at: sending })).status).toBe(404);
    await sending.stop();
  });
});
