// The built web client on disk: the list of its files, as the build left it. What is not on the list is not served.
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { LANGUAGES } from './language.ts';
import { repository } from './repository.ts';
import { StartError } from './start-error.ts';

export type ClientFile = {
  /** Absolute. */
  path: string;
  type: string;
  /** SHA-256 of the contents, hex. */
  hash: string;
  /** Its name holds a hash of the contents, so it never changes. */
  immutable: boolean;
  /** There is one for each language, and by its address the reader's is served. */
  translated: boolean;
  /** Which precompressed copies stand beside it (`.br`, `.gz`). */
  encodings: { br: boolean; gzip: boolean };
};

export type WebClient = { build: string; files: ReadonlyMap<string, ClientFile> };

export const FILE_LIST = 'sealpost-files.json';

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const listFormat = z.strictObject({ build: z.string().min(1), files: z.record(z.string().startsWith('/'), z.string().regex(/^[\da-f]{64}$/)) });

/** Reads the list that the build wrote last of all. Throws StartError where there is no complete build. */
export function readWebClient(folder = join(repository, 'web', 'out')): WebClient {
  if (!existsSync(join(folder, FILE_LIST))) throw new StartError('The web client is not built: npm start builds it.');
  const list = listFormat.parse(JSON.parse(readFileSync(join(folder, FILE_LIST), 'utf8')));
  const files = new Map<string, ClientFile>();
  for (const [name, hash] of [...Object.entries(list.files), [`/${FILE_LIST}`, ''] as const]) {
    const path = join(folder, name);
    files.set(name, {
      path,
      type: CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
      hash,
      immutable: name.startsWith('/_next/static/'),
      translated: LANGUAGES.some((language) => name.startsWith(`/${language}/`) || `/${language}${name}` in list.files),
      encodings: { br: existsSync(`${path}.br`), gzip: existsSync(`${path}.gz`) },
    });
  }
  return { build: list.build, files };
}
