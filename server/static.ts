// Serves the built web client: clean paths for pages, precompressed files, hashed names for ever and all else asked for anew.
import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';
import { FIRST_LANGUAGE, type Language, LANGUAGES, languageOf } from './language.ts';
import type { ClientFile, WebClient } from './web-client.ts';

type Encoding = 'br' | 'gzip';
const SUFFIX = { br: '.br', gzip: '.gz' } as const;

/** Where the build puts what it has in another language (scripts/web/languages.mjs). */
const TRANSLATED = new RegExp(`^/(${LANGUAGES.filter((language) => language !== FIRST_LANGUAGE).join('|')})/`);

/** To be mounted last. `/api` is not its business; anything else that is not a file of the client is answered with 404 here. */
export function staticFiles({ files }: Pick<WebClient, 'files'>) {
  return createMiddleware<Env>(async (c, next) => {
    const { path, method } = c.req;
    if (path === '/api' || path.startsWith('/api/') || (method !== 'GET' && method !== 'HEAD')) return next();
    // Only the service worker answers here. The app's page in its place would be saved as if it were the attachment.
    if (path.startsWith('/download/')) return c.text('Not found', 404);
    if (path.length > 1 && path.endsWith('/')) return c.redirect(withoutTrailingSlash(c.req.url), 308);
    const language = languageOf(c);
    const file = findFile(files, { path, language });
    if (file !== undefined) return sendFile(c, { file, status: 200 });
    const notFound = inLanguage(files, { name: '/404.html', language });
    const wantsPage = c.req.header('accept')?.includes('text/html') ?? false;
    return notFound !== undefined && wantsPage ? sendFile(c, { file: notFound, status: 404 }) : c.text('Not found', 404);
  });
}

type Wanted = { path: string; language: Language };

/** By its full name a page is what the list of files says it is, so that it can be checked against it; by its address it is in the reader's language. */
function findFile(files: WebClient['files'], { path, language }: Wanted): ClientFile | undefined {
  if (path.endsWith('.html') || TRANSLATED.test(path)) return files.get(path);
  return inLanguage(files, { name: path === '/' ? '/index.html' : path, language }) ?? inLanguage(files, { name: `${path}.html`, language });
}

/** Pages, and what the router loads of them, stand once for each language; all else is the same in all of them. */
export function inLanguage(files: WebClient['files'], { name, language }: { name: string; language: Language }): ClientFile | undefined {
  return (language === FIRST_LANGUAGE ? undefined : files.get(`/${language}${name}`)) ?? files.get(name);
}

/** Relative to this origin whatever the path: two leading slashes would name another host. */
function withoutTrailingSlash(url: string): string {
  const { pathname, search } = new URL(url);
  return `/${pathname.replaceAll(/^\/+|\/+$/g, '')}${search}`;
}

export async function sendFile(c: Context<Env>, { file, status }: { file: ClientFile; status: 200 | 404 | 405 }): Promise<Response> {
  const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '', file);
  const etag = `"${file.hash.slice(0, 32)}${encoding ?? ''}"`;
  c.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  c.header('vary', file.translated ? 'accept-encoding, accept-language, cookie' : 'accept-encoding');
  if (file.hash !== '') c.header('etag', etag);
  // With 304 too: browsers renew the headers they have kept, and the policy differs between documents and the rest.
  c.header('content-type', file.type);
  if (status === 200 && file.hash !== '' && c.req.header('if-none-match') === etag) return c.body(null, 304);
  if (encoding !== null) c.header('content-encoding', encoding);
  return c.body(await readFile(encoding === null ? file.path : file.path + SUFFIX[encoding]), status);
}

function chooseEncoding(accepted: string, { encodings }: ClientFile): Encoding | null {
  const offered = accepted.split(',').map((entry) => entry.trim().toLowerCase());
  // "br;q=0" means not this one.
  const accepts = (name: Encoding) => offered.some((entry) => entry === name || (entry.startsWith(`${name};`) && !/;\s*q=0(\.0*)?$/.test(entry)));
  if (encodings.br && accepts('br')) return 'br';
  return encodings.gzip && accepts('gzip') ? 'gzip' : null;
}
