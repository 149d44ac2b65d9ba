// Starts Sealpost and ends it: the only file with effects on import. What can go wrong at the start is told in one line.
import { ready } from '#crypto/server';
import { createApp } from './app.ts';
import { openBlobStore } from './blobs/index.ts';
import { openChanges } from './changes.ts';
import { readSettings, type Settings, SettingsError } from './config.ts';
import { openDatabase } from './database/connection.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { assertSameSecrets } from './database/installation.ts';
import { migrate } from './database/migrator.ts';
import { releaseClaims } from './database/outbox.ts';
import { startJobs } from './jobs/index.ts';
import { keepDuringBackups } from './kept-blobs.ts';
import { listen } from './listener.ts';
import { openLog } from './log.ts';
import { openMailer } from './mail/index.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { createShutdown, Ended, type Shutdown, withinTime } from './shutdown.ts';
import { StartError } from './start-error.ts';
import { readWebClient } from './web-client.ts';

const LONGEST_END_MS = 9500;
const JOBS_END_MS = 3500;
const POOL_END_MS = 1000;
const STREAMS_END_MS = 1000;

const log = openLog();
const shutdown = createShutdown(log);

async function start({ add }: Pick<Shutdown, 'add'>): Promise<void> {
  const settings = readSettings(process.env);
  const client = readWebClient();
  await ready();
  const secrets = await openSecrets(settings);
  const databaseUrl = settings.databaseUrl ?? (await embed(settings, { secrets, add }));
  await migrate({ url: databaseUrl, log });
  const database = openDatabase({ url: databaseUrl, log });
  await add('database connections', () => withinTime(database.destroy(), POOL_END_MS));
  await assertSameSecrets(database, secrets);
  const blobs = keepDuringBackups(await openBlobStore(settings, (line) => log.warn(line)), database);
  const mailer = await openMailer(settings);
  await add('mail', async () => mailer.close());
  const changes = openChanges({ url: databaseUrl, log });
  const parts = { settings, secrets, database, blobs, changes, mailer, client, clock: Date.now, log, buildId: client.build };
  if (settings.databaseUrl === null) await releaseClaims(database, { now: new Date() });
  const jobs = await startJobs({ ...parts, databaseUrl });
  await add('jobs', () => withinTime(jobs.stop(), JOBS_END_MS));
  const { close } = await listen({ settings, fetch: createApp(parts).fetch });
  await add('requests', close);
  // Before the requests: a stream never ends by itself.
  await add('event streams', () => withinTime(changes.close(), STREAMS_END_MS));
  process.stdout.write(`Sealpost is ready at ${settings.publicUrl}\n`);
}

async function embed({ dataDir }: Settings, { secrets, add }: { secrets: Secrets } & Pick<Shutdown, 'add'>): Promise<string> {
  const { url, stop } = await startEmbeddedPostgres({ dataDir, password: secrets.databasePassword, log });
  await add('embedded database', stop);
  return url;
}

async function end(exitCode: number): Promise<void> {
  // The last resort: nothing may keep the process longer than the ten seconds that its starter waits.
  setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
  await shutdown.end();
  await started;
  process.exit(exitCode);
}

function reportStartFailure(error: unknown): void {
  // A start that the end overtakes fails somewhere: of no interest.
  if (error instanceof Ended || shutdown.isEnding()) return;
  if (error instanceof StartError || error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'Sealpost cannot start');
  void end(1);
}

function endAfterFault(error: unknown): void {
  log.fatal({ err: error }, 'an error that nothing handles');
  void end(1);
}

// A signal to a whole process group arrives twice, from the terminal and from npm: the second changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
process.on('uncaughtException', endAfterFault);
process.on('unhandledRejection', endAfterFault);

const started = start(shutdown).catch(reportStartFailure);
