// POST /share: where a browser sends files that another app shares with the installed app. The service worker takes them over before
// they leave the device (web/share-target.ts). Where it is missing the request comes here: nothing of it is read or kept, and the
// answer is a page that says so and what to do.
import { Hono } from 'hono';
import type { Env } from '../env.ts';
import { languageOf } from '../language.ts';
import { inLanguage, sendFile } from '../static.ts';

export const share = new Hono<Env>().post('/', async (c) => {
  // What is still on its way is not wanted.
  c.header('connection', 'close');
  c.header('allow', 'GET, HEAD');
  const page = inLanguage(c.var.parts.client.files, { name: '/share.html', language: languageOf(c) });
  return page === undefined ? c.text('Nothing is taken here.', 405) : await sendFile(c, { file: page, status: 405 });
});
