// sealpost doctor: one line for each thing that can be wrong. It changes nothing but for a probe that the blob store takes back.
import { readSettings, type Settings } from '../../../server/config.ts';
import { readSecrets, type Secrets } from '../../../server/secrets.ts';
import { StartError } from '../../../server/start-error.ts';
import { findDatabase } from '../backup/database-place.ts';
import { connect } from '../backup/connection.ts';
import { explainDatabase, OperatorError, print } from '../office.ts';
import { checkBackups, checkClock, checkDatabase, checkMigrations, checkOutbox, checkOwnSecrets } from './database.ts';
import { codeOf, fail, type Finding, ok, withPatience } from './finding.ts';
import { checkBlobs, checkDisk, checkMail, checkServer, checkVersions } from './surroundings.ts';

type Check = { name: string; finding: Finding };

export async function examine({ json }: { json?: true }): Promise<void> {
  let failed = false;
  for await (const { name, finding } of checks()) {
    print(json === true ? JSON.stringify({ check: name, ...finding }) : `${finding.state.padEnd(4)}  ${name}: ${finding.line}`);
    failed ||= finding.state === 'fail';
  }
  if (failed) process.exitCode = 1;
}

async function* checks(): AsyncGenerator<Check> {
  const settings = settingsOrFinding();
  if ('state' in settings) {
    yield { name: 'settings', finding: settings };
    return;
  }
  yield { name: 'settings', finding: ok(`for ${settings.publicUrl}`) };
  yield { name: 'versions', finding: checkVersions() };
  yield* databaseChecks(settings);
  yield await run('blob store', () => checkBlobs(settings));
  yield await run('mail', () => checkMail(settings));
  yield await run('disk', () => checkDisk(settings));
  yield await run('server', () => checkServer(settings));
}

function settingsOrFinding(): Settings | Finding {
  try {
    return readSettings(process.env);
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'malformed');
  }
}

async function* databaseChecks(settings: Settings): AsyncGenerator<Check> {
  const secrets = await readSecrets(settings.secretsFile).catch((error: unknown) => error);
  yield { name: 'secrets', finding: secretsFinding(settings, secrets) };
  if (secrets === null || secrets instanceof Error) return;
  const { databasePassword: password } = secrets as Secrets;
  const place = await findDatabase(settings, { password }).catch((error: unknown) => error);
  if (place instanceof Error) {
    yield { name: 'database', finding: databaseAway(place) };
    return;
  }
  const { url, close } = place as Awaited<ReturnType<typeof findDatabase>>;
  try {
    const client = await connect(url);
    try {
      yield await run('database', () => checkDatabase(client));
      yield await run('migrations', () => checkMigrations(client));
      yield await run('secrets of this database', () => checkOwnSecrets(client, secrets as Secrets));
      yield await run('clock', () => checkClock(client, settings));
      yield await run('undelivered mail', () => checkOutbox(client));
      yield await run('backups', () => checkBackups(client));
    } finally {
      await client.end();
    }
  } catch (error) {
    yield { name: 'database', finding: databaseAway(error) };
  } finally {
    await close();
  }
}

function secretsFinding({ secretsFile }: Settings, secrets: unknown): Finding {
  if (secrets instanceof StartError) return fail(secrets.message);
  if (secrets === null) return fail(`${secretsFile} is not there: start the server once, it makes them; or restore a backup.`);
  return secrets instanceof Error ? fail(codeOf(secrets)) : ok(secretsFile);
}

function databaseAway(error: unknown): Finding {
  const explained = explainDatabase(error);
  if (explained instanceof OperatorError || explained instanceof StartError) return fail(explained.message);
  return fail(`The database does not let Sealpost in (${codeOf(error)}): see DATABASE_URL.`);
}

async function run(name: string, check: () => Promise<Finding>): Promise<Check> {
  try {
    return { name, finding: await withPatience(check()) };
  } catch (error) {
    return { name, finding: fail(`cannot be checked (${codeOf(error)})`) };
  }
}
