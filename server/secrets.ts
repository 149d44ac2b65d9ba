// The server's own secrets: made once, on the first start, in a file that only its owner can read. None of them opens mail.
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { createOpaqueSetup, ready } from '#crypto/server';
import type { Settings } from './config.ts';
import { prepareFolder } from './prepare-folder.ts';
import { StartError } from './start-error.ts';

export type Secrets = {
  /** OPAQUE's server set-up (RFC 9807). Whoever loses it loses every password log-in; whoever steals it can guess offline. */
  opaqueSetup: string;
  /** 32 bytes from which keys for fake records, mailed tokens, rate limits and second factors are derived. */
  masterKey: Uint8Array;
  /** Of the embedded database; unused where DATABASE_URL is set. */
  databasePassword: string;
};

const MASTER_KEY_BYTES = 32;
const DATABASE_PASSWORD_BYTES = 24;
const READABLE_BY_OTHERS = 0o077;

const fileFormat = z.strictObject({
  version: z.literal(1),
  opaqueSetup: z.string().min(1),
  masterKey: z.string().refine((text) => Buffer.from(text, 'base64url').length === MASTER_KEY_BYTES),
  databasePassword: z.string().min(DATABASE_PASSWORD_BYTES),
});

/** Reads the secrets, making them first where there are none. Throws StartError for a file that is malformed or that others can read. */
export async function openSecrets({ secretsFile }: Pick<Settings, 'secretsFile'>): Promise<Secrets> {
  return (await readSecrets(secretsFile)) ?? (await createSecrets(secretsFile));
}

/** Null where there is no file. */
export async function readSecrets(path: string): Promise<Secrets | null> {
  const found = await stat(path).catch(onlyIfMissing(path));
  if (found === null) return null;
  if (!found.isFile()) throw new StartError(`SECRETS_FILE: ${path} is not a file.`);
  if ((found.mode & READABLE_BY_OTHERS) !== 0) throw new StartError(`${path} can be read by others: chmod 600 it, and consider its secrets known.`);
  const text = await readFile(path, 'utf8').catch(onlyIfMissing(path));
  const secrets = parseSecrets(text ?? '');
  if (secrets === null) throw new StartError(`${path} is damaged: restore it from a backup (with new secrets nobody could log in any more).`);
  return secrets;
}

/** The file's text; null where it is none. */
export function parseSecrets(text: string): Secrets | null {
  const parsed = fileFormat.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { opaqueSetup, masterKey, databasePassword } = parsed.data;
  return { opaqueSetup, masterKey: new Uint8Array(Buffer.from(masterKey, 'base64url')), databasePassword };
}

export function secretsText({ opaqueSetup, masterKey, databasePassword }: Secrets): string {
  const contents = { version: 1, opaqueSetup, masterKey: Buffer.from(masterKey).toString('base64url'), databasePassword } satisfies z.infer<typeof fileFormat>;
  return `${JSON.stringify(contents, null, 2)}\n`;
}

async function createSecrets(path: string): Promise<Secrets> {
  await ready();
  const made = {
    opaqueSetup: createOpaqueSetup(),
    masterKey: new Uint8Array(randomBytes(MASTER_KEY_BYTES)),
    databasePassword: randomBytes(DATABASE_PASSWORD_BYTES).toString('base64url'),
  };
  await prepareFolder(dirname(path), { setting: 'DATA_DIR or SECRETS_FILE' });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    await file.writeFile(secretsText(made));
    await file.sync();
    await file.close();
    // A link never replaces: of two servers that start at once on one folder, one makes the secrets and both read them.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const secrets = await readSecrets(path);
  if (secrets === null) throw new StartError(`${path} vanished while it was being made.`);
  return secrets;
}

function onlyIfMissing(path: string) {
  return (error: NodeJS.ErrnoException): null => {
    // ENOTDIR: a file stands where its folder should be, which making it will say.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw new StartError(`${path} cannot be read (${error.code ?? 'unknown reason'}).`);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
