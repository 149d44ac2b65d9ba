// The doctor's checks of what stands around the database: blob store, mail, disk, the server itself.
import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Resend } from 'resend';
import { findBlobStore } from '../../../server/blobs/index.ts';
import { isLoopbackName, type Settings } from '../../../server/config.ts';
import { repository } from '../../../server/repository.ts';
import { FILE_LIST, readWebClient } from '../../../server/web-client.ts';
import { version } from '../../version.ts';
import { codeOf, fail, type Finding, ok, warn } from './finding.ts';

const OLDEST_NODE = [20, 19] as const;
const GB = 1e9;
const FULL_BYTES = 0.5 * GB;
const NEARLY_FULL_BYTES = 5 * GB;
const ANSWER_MS = 10_000;

export function checkVersions(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  if (major < oldest || (major === oldest && minor < oldestMinor)) return fail(`Node.js ${process.versions.node} is too old: install ${oldest}.${oldestMinor} or newer.`);
  if (!existsSync(join(repository, 'web', 'out', FILE_LIST))) return warn(`Sealpost ${version}, not built yet: npm start builds it.`);
  return ok(`Sealpost ${version}, Node.js ${process.versions.node}`);
}

export async function checkBlobs(settings: Settings): Promise<Finding> {
  const where = settings.s3 === null ? join(settings.dataDir, 'blobs') : `bucket ${settings.s3.bucket}`;
  const todo = settings.s3 === null ? 'see that this user may write there, and that the server has been started once' : 'see the S3_ settings, and whether the store runs';
  const blobs = findBlobStore(settings);
  try {
    await blobs.health();
    // Reads a listing too: a key that may only write is found out here.
    for await (const _ of blobs.list()) break;
    return ok(where);
  } catch (error) {
    return fail(`${where} does not answer (${codeOf(error)}): ${todo}.`);
  } finally {
    await blobs.close();
  }
}

/** Nothing is sent: a log-in where there is one, else a question that any key may ask. */
export async function checkMail({ mail, publicUrl }: Settings): Promise<Finding> {
  if (mail.kind === 'folder') {
    const words = `mail is only written to ${mail.folder}: set RESEND_API_KEY or SMTP_URL to send it.`;
    return isLoopbackName(new URL(publicUrl).hostname) ? ok(words) : fail(words);
  }
  if (mail.kind === 'smtp') return await checkSmtp(mail.url);
  const resend = new Resend(mail.apiKey, mail.baseUrl === null ? {} : { baseUrl: mail.baseUrl });
  const { error } = await resend.domains.list();
  // A key that may only send is refused here as what it is.
  if (error !== null && error.name !== 'restricted_api_key') return fail(`Resend refuses (${error.name}): see RESEND_API_KEY.`);
  return mail.webhookSecret === null ? warn('Resend answers, but bounces are not seen: set RESEND_WEBHOOK_SECRET.') : ok('Resend answers');
}

async function checkSmtp(url: string): Promise<Finding> {
  const transport = createTransport({ url, connectionTimeout: ANSWER_MS, greetingTimeout: ANSWER_MS, socketTimeout: ANSWER_MS });
  try {
    await transport.verify();
    return ok('the SMTP server lets us in');
  } catch (error) {
    return fail(`the SMTP server does not let us in (${codeOf(error)}): see SMTP_URL.`);
  } finally {
    transport.close();
  }
}

export async function checkDisk({ dataDir }: Settings): Promise<Finding> {
  const there = await stat(dataDir).catch(() => null);
  if (there === null) return fail(`${dataDir} is not there: start the server once, it makes it; or see DATA_DIR.`);
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const words = `${(free / GB).toFixed(1)} GB are free in ${dataDir}`;
  if (free < FULL_BYTES) return fail(`only ${words}: make room at once, nothing can be stored any more.`);
  return free < NEARLY_FULL_BYTES ? warn(`only ${words}: make room.`) : ok(words);
}

/** By the address that people use, so certificate and proxy are in it. */
export async function checkServer({ publicUrl }: Settings): Promise<Finding> {
  const ask = async (path: string) => await fetch(`${publicUrl}${path}`, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' });
  const health = await ask('/api/health').catch((error: unknown) => error);
  if (!(health instanceof Response)) return fail(`${publicUrl} does not answer (${codeOf(health)}): start the server, or see PUBLIC_URL, proxy and certificate.`);
  if (health.status === 503) {
    const { failing = [] } = (await health.json().catch(() => ({}))) as { failing?: string[] };
    return fail(`it runs but cannot serve: ${failing.join(', ') || 'unknown'} does not answer.`);
  }
  if (!health.ok) return fail(`${publicUrl}/api/health answers ${health.status}: is that this server? See PUBLIC_URL and the proxy.`);
  const { build } = (await (await ask('/api/settings')).json()) as { build?: string };
  const built = existsSync(join(repository, 'web', 'out', FILE_LIST)) ? readWebClient().build : null;
  return built !== null && build !== built ? warn(`${publicUrl} runs another build than the one here: restart it.`) : ok(`${publicUrl} answers`);
}
