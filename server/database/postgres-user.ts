// Who the embedded database runs as. PostgreSQL refuses to run as root, so root gives it a system user of its own.
import { execFile } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);

/** Empty where the server is not root: then the database runs as the server's own user. */
export type PostgresUser = { uid?: number; gid?: number };

const USER_NAME = 'sealpost-database';

export async function findPostgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return {};
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<PostgresUser | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, USER_NAME])).stdout)));
    return uid === undefined || gid === undefined ? null : { uid, gid };
  } catch {
    return null;
  }
}

async function create(): Promise<PostgresUser> {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  // Two servers that start at once may both try: what counts is that the user is there afterwards.
  await run('useradd', [...options, USER_NAME]).catch(() => undefined);
  const user = await lookUp();
  if (user !== null) return user;
  throw new StartError(`The embedded database cannot run as root, and a system user "${USER_NAME}" could not be made: add it, start as another user, or set DATABASE_URL.`);
}

/** Makes a folder with the parents it lacks, so that the database's user can pass through them, whatever the umask says. */
export async function makePassableFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o711);
}

/** Throws StartError naming the first folder on the way that the database's user may not enter. */
export async function assertReachable(folder: string, user: PostgresUser): Promise<void> {
  if (await canEnter(folder, user)) return;
  const steps = folder.split(sep).map((_, index, parts) => parts.slice(0, index + 1).join(sep) || sep);
  for (const step of steps) {
    if (!(await canEnter(step, user))) {
      const who = user.uid === undefined ? 'this user' : `the system user "${USER_NAME}"`;
      throw new StartError(`The embedded database runs as ${who}, who cannot enter ${step}: keep Sealpost and its DATA_DIR where everybody may pass (/opt/sealpost, say), or set DATABASE_URL.`);
    }
  }
}

async function canEnter(folder: string, user: PostgresUser): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
