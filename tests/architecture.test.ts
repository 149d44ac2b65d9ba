// Holds the import table and the rules for names against the real tree, and against planted violations.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../server/repository.ts';
import { findForbiddenImports } from './architecture/import-table.ts';
import { findBadNames } from './architecture/names.ts';
import { readImports, withoutComments } from './support/imports.ts';
import { listFiles, readSource } from './support/source-files.ts';

const paths = listFiles().filter((path) => existsSync(join(repository, path)));
const sources = paths.filter((path) => /\.(tsx?|mjs)$/.test(path)).map((path) => ({ path, source: readSource(path) }));

describe('imports', () => {
  test('follow the table everywhere', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(findForbiddenImports(sources)).toEqual([]);
  });

  test.each([
    ['web/features/inbox/inbox.tsx', `import { Compose } from '../compose/compose.tsx';`],
    ['web/features/inbox/inbox.tsx', `import { normaliseAddress } from '#crypto';`],
    ['web/features/inbox/inbox.tsx', `import { Page } from '../../app/page.tsx';`],
    ['web/ui/button.tsx', `import { useVault } from '../session/session-provider.tsx';`],
    ['web/session/api.ts', `import { createApp } from '../../server/app.ts';`],
    ['web/session/api.ts', `import { type Api } from '../../server/app.ts';`],
    ['web/session/api.ts', `import type { Secrets } from '../../server/secrets.ts';`],
    ['web/session/keys.ts', `import { openMessage } from '../../crypto/message/open.ts';`],
    ['web/session/keys.ts', `import { createOpaqueSetup } from '#crypto/server';`],
    ['web/session/keys.ts', `import { createHash } from 'node:crypto';`],
    ['server/routes/login.ts', `import { openMessage } from '#crypto';`],
    ['server/routes/login.ts', `import { openMessage } from '../../crypto/message/open.ts';`],
    ['server/routes/login.ts', `import { startJobs } from '../jobs/index.ts';`],
    ['server/database/accounts.ts', `import { login } from '../routes/login.ts';`],
    ['server/database/outbox.ts', `import { render } from '../mail/render.ts';`],
    ['server/blobs/s3.ts', `const { openDatabase } = await import('../database/connection.ts');`],
    ['server/app.ts', `export { text } from '../web/text/index.ts';`],
    ['migrations/0001-accounts.ts', `import type { Tables } from '../server/database/tables.ts';`],
    ['migrations/0001-accounts.ts', `import pg from 'pg';`],
    ['crypto/keys/unlock.ts', `import sodium from 'libsodium-wrappers';`],
    ['crypto/keys/unlock.ts', `import { randomBytes } from 'node:crypto';`],
    ['crypto/index.ts', `export * from '../server/config.ts';`],
    ['crypto/index.ts', `export { readCertificate } from './openpgp/certificate.ts';`],
    ['crypto/keys/keyring.ts', `import { generateKey } from 'openpgp';`],
    ['crypto/openpgp/encrypt.ts', `import sodium from 'libsodium-wrappers';`],
    ['server/routes/messages.ts', `import { readCertificate } from '#crypto/openpgp';`],
    ['cli/send.ts', `import { openDatabase } from '../server/database/connection.ts';`],
    ['scripts/start.mjs', `import '../server/main.ts';`],
    ['web/app/page.tsx', `const worker = new Worker(new URL('../../server/main.ts', import.meta.url));`],
  ])('refuses a planted import in %s: %s', (path, source) => {
    expect(findForbiddenImports([{ path, source }])).toHaveLength(1);
  });

  test.each([
    ['web/session/api.ts', `import type { Api } from '../../server/app.ts';`],
    ['web/features/inbox/inbox.tsx', `import { MessageRow } from './message-row.tsx';`],
    ['web/app/page.tsx', `import { Inbox } from '../features/inbox/inbox.tsx';`],
    ['cli/operator/plans.ts', `import { openDatabase } from '../../server/database/connection.ts';`],
    ['server/routes/login.ts', `// import { openMessage } from '#crypto';\n/* import x from '../jobs/index.ts'; */ const text = 'https://x.example';`],
  ])('allows in %s: %s', (path, source) => {
    expect(findForbiddenImports([{ path, source }])).toEqual([]);
  });

  test('are seen in every form', () => {
    const source = `
      import a from 'a'; import * as b from "b";
      import type { C } from 'c';
      import {
        d,
        type D,
      } from 'd';
      import 'e';
      export { f } from 'f';
      export * as g from 'g';
      const h = await import('h'), i = require('i');
      type J = typeof import('j');
      new URL('./k.ts', import.meta.url);`;
    const found = readImports(source);
    expect(found.map(({ specifier }) => specifier).sort()).toEqual(['./k.ts', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
    expect(found.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier).sort()).toEqual(['c', 'j']);
  });
});

describe('workers of the web client', () => {
  // Firefox may hang such a worker for good (docs/decisions/017-segments-open-beside-the-vault.md).
  test('never start another worker', () => {
    const starting = sources.filter(({ path, source }) => path.startsWith('web/') && /\bnew Worker\(/.test(withoutComments(source))).map(({ path }) => path);
    const workers = sources.map(({ path }) => path).filter((path) => /^web\/.*\.worker\.ts$/.test(path));
    expect(workers.length).toBeGreaterThan(4);
    expect(starting).toContain('web/session/vault-client.ts');
    expect(workers.flatMap((worker) => [...runningIn(worker)].filter((path) => starting.includes(path)))).toEqual([]);
  });
});

/** The file and every file of ours that runs with it in one thread. */
function runningIn(path: string, seen = new Set<string>()): Set<string> {
  const file = sources.find((each) => each.path === path);
  if (!file || seen.has(path)) return seen;
  seen.add(path);
  for (const { specifier, typeOnly } of readImports(file.source)) if (!typeOnly && specifier.startsWith('.')) runningIn(join(dirname(path), specifier), seen);
  return seen;
}

describe('names and beginnings of files', () => {
  test('say what a file is about, everywhere', () => {
    expect(findBadNames(paths)).toEqual([]);
  });

  test.each(['server/utils.ts', 'web/lib/x.ts', 'crypto/helpers/a.ts', 'server/shared.ts', 'web/ui/Button.tsx', 'server/mail_folder.ts', 'web/common/x.css'])('refuses %s', (path) => {
    expect(findBadNames([path])).toHaveLength(1);
  });

  test('each file opens with a line that says what it is', () => {
    const silent = sources.filter(({ source }) => !/^(#![^\n]*\n)?('use client';\n+)?(\/\/|\/\*)/.test(source));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
