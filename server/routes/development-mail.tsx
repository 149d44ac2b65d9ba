// /development/mail: the mails that were written instead of sent. Their links let their reader in, so the page answers only
// to this machine itself and only while no mail provider is set; to everybody else it does not exist.
import { isIP } from 'node:net';
import { Hono, type Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { ApiError } from '../api-error.ts';
import { isLoopbackName } from '../config.ts';
import type { Env } from '../env.ts';
import { findMail, listMails, type WrittenMail } from '../mail/folder-reader.ts';
import { detachStyle } from './development/detached-style.ts';
import { BASE, mailListPage, mailPage, mailPageStyle } from './development/mail-pages.tsx';

/** A proxy on this machine would lend its loopback address to everybody: it gives itself away by one of these. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

type WithFolder = Env & { Variables: { folder: string } };

const thisMachineOnly = createMiddleware<WithFolder>(async (c, next) => {
  const { mail } = c.var.parts.settings;
  if (mail.kind !== 'folder' || !isLoopbackAddress(c.var.clientAddress) || FORWARDED.some((name) => c.req.header(name) !== undefined)) {
    throw new ApiError('not_found');
  }
  // Another site whose name is made to lead here (DNS rebinding) still says its own name.
  if (!isLoopbackName(hostName(c.req.header('host')))) throw new ApiError('not_found');
  c.set('folder', mail.folder);
  c.header('cache-control', 'no-store');
  await next();
});

export const developmentMail = new Hono<WithFolder>()
  .use(thisMachineOnly)
  .get('/', async (c) => c.html(mailListPage(await listMails(c.var.folder))))
  .get('/style.css', (c) => c.body(mailPageStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
  .get('/:id', async (c) => c.html(mailPage(await wantedMail(c, c.req.param('id')))))
  .get('/:id/html', async (c) => c.html((await styled(c, c.req.param('id'))).html))
  .get('/:id/html.css', async (c) => c.body((await styled(c, c.req.param('id'))).css, 200, { 'content-type': 'text/css; charset=utf-8' }));

async function styled(c: Context<WithFolder>, id: string): Promise<{ html: string; css: string }> {
  const { html } = await wantedMail(c, id);
  return detachStyle(html, `${BASE}/${id}/html.css`);
}

async function wantedMail(c: Context<WithFolder>, id: string): Promise<WrittenMail> {
  const mail = /^[A-Za-z0-9_-]{22}$/.test(id) ? await findMail(c.var.folder, id) : null;
  if (mail === null) throw new ApiError('not_found');
  return mail;
}

function isLoopbackAddress(address: string): boolean {
  return isIP(address) === 4 ? address.startsWith('127.') : address === '::1';
}

function hostName(host: string | undefined): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}
