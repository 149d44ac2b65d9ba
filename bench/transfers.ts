// Figures of uploads and downloads: speed beside plaintext that does the same, and memory of browser and server meanwhile.
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../tests/support/free-port.ts';
import { waitForMail } from '../tests/support/mail-folder.ts';
import { type DevTools, launchByPipe } from './devtools.ts';
import { median, type Figure } from './figure.ts';
import { limitLink } from './limited-link.ts';
import { forgetPeak, peakMegabytes, rendererPids } from './process-memory.ts';
import { startServer, type BenchServer } from './sealpost.ts';
import { openTransferPage, type Side, type TransferPage } from './transfer-page.ts';

/** Less for a quick look, whose figures mean nothing: TRANSFER_BYTES. */
const FILE_BYTES = Number(process.env['TRANSFER_BYTES'] ?? 500_000_000);
const LARGE_BYTES = 8 * FILE_BYTES;
const LINK_BYTES_PER_SECOND = 100_000_000;
const RUNS = 3;

/** Speed ÷ speed: more is better. */
export async function uploadOverLink(): Promise<Figure[]> {
  const port = await findFreePort();
  const link = await limitLink({ port, bytesPerSecond: LINK_BYTES_PER_SECOND });
  try {
    return await upload({ name: 'upload-100MBps', sides: ['ours', 'plain'], env: { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` } });
  } finally {
    await link.stop();
  }
}

/** The same without a limit, and beside what people would encrypt with instead. */
export function uploadOverLoopback(): Promise<Figure[]> {
  return upload({ name: 'upload-loopback', sides: ['ours', 'plain', 'openpgp', 'age'], env: {} });
}

const AGAINST: Record<Exclude<Side, 'ours'>, string> = { plain: 'plaintext read-and-PUT', openpgp: 'openpgp-gcm', age: 'age' };

type Upload = { name: string; sides: Side[]; env: Record<string, string> };

async function upload({ name, sides, env }: Upload): Promise<Figure[]> {
  return await onStage(env, async ({ at, browser, file }) => {
    const pages = new Map<Side, TransferPage>();
    for (const side of sides) {
      const page = await openTransferPage(browser, { at, side });
      await page.run('signUp');
      await page.choose(await file(FILE_BYTES));
      pages.set(side, page);
    }
    const times = new Map(sides.map((side) => [side, [] as number[]]));
    // In turns, so that whatever else the machine does meets all of them; the first round only warms up.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const [side, page] of pages) {
        const ms = await page.run('uploadOnce');
        if (run > 0) times.get(side)?.push(ms);
      }
    }
    const speed = (side: Side) => FILE_BYTES / 1e6 / (median(times.get(side) ?? []) / 1000);
    return sides.flatMap((side) => (side === 'ours' ? [] : [{ name, value: speed('ours'), unit: 'MB/s', ratio: speed('ours') / speed(side), against: AGAINST[side], runs: RUNS }]));
  });
}

/** Decrypted to disk, beside the ciphertext's own bytes to disk. Speed ÷ speed. */
export async function downloadToDisk(): Promise<Figure[]> {
  return await onStage({}, async ({ at, browser, file, server }) => {
    const page = await openTransferPage(browser, { at, side: 'ours' });
    const sent = await sendToOneself(page, { server, path: await file(FILE_BYTES) });
    const times = { ours: [] as number[], plain: [] as number[] };
    for (let run = 0; run <= RUNS; run += 1) {
      const [ours, plain] = [await page.run('download', { ...sent, to: 'disk' }), await page.run('downloadPlain', sent)];
      if (run === 0) continue;
      times.ours.push(ours);
      times.plain.push(plain);
    }
    const ours = median(times.ours);
    return [{ name: 'download-disk', value: FILE_BYTES / 1e6 / (ours / 1000), unit: 'MB/s', ratio: median(times.plain) / ours, against: 'plaintext to disk', runs: RUNS }];
  });
}

/** The renderer's peak while a file is uploaded and downloaded again. Equal for both sizes is what matters. */
export async function rendererPeak(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, bytes] of [['renderer-peak-500MB', FILE_BYTES], ['renderer-peak-4GB', LARGE_BYTES]] as const) {
    const value = await onStage({ MAX_ATTACHMENT_BYTES: String(LARGE_BYTES) }, async ({ at, browser, file, server }) => {
      const page = await openTransferPage(browser, { at, side: 'ours' });
      const sent = await sendToOneself(page, { server, path: await file(bytes) });
      await page.run('download', { ...sent, to: 'nowhere' });
      return Math.max(...(await Promise.all((await rendererPids(browser)).map(peakMegabytes))));
    });
    figures.push({ name, value, unit: 'MB', ratio: value / (figures[0]?.value ?? value), against: 'renderer-peak-500MB', runs: 1 });
  }
  return figures;
}

/** The server's peak while four uploads and four downloads of 500 MB run through it. */
export async function serverMemory(): Promise<Figure[]> {
  return await onStage({}, async ({ at, browser, file, server }) => {
    const path = await file(FILE_BYTES);
    const lanes: { page: TransferPage; sent: { message: string; attachment: string } }[] = [];
    for (let lane = 0; lane < 4; lane += 1) {
      const page = await openTransferPage(browser, { at, side: 'plain' });
      lanes.push({ page, sent: await sendToOneself(page, { server, path }) });
    }
    await forgetPeak(server.pid);
    await Promise.all(lanes.flatMap(({ page, sent }) => [page.run('uploadOnce'), page.run('downloadPlain', sent)]));
    return [{ name: 'server-rss', value: await peakMegabytes(server.pid), unit: 'MB', ratio: null, against: null, runs: 1 }];
  });
}

type Stage = { at: string; browser: DevTools; server: BenchServer; file: (bytes: number) => Promise<string> };

async function onStage<Result>(env: Record<string, string>, measure: (stage: Stage) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-bench-files-'));
  const server = await startServer(env);
  const browser = await launchByPipe();
  try {
    const files = new Map<number, Promise<string>>();
    const file = (bytes: number): Promise<string> => {
      const made = files.get(bytes) ?? makeFile(join(folder, `${bytes}.bin`), bytes);
      files.set(bytes, made);
      return made;
    };
    return await measure({ at: env['PUBLIC_URL'] ?? server.url, browser, server, file });
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Random bytes up to 500 MB; the rest is a hole, which takes no disk and reads as zeros. */
async function makeFile(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'w');
  const block = randomBytes(8_000_000);
  for (let at = 0; at < Math.min(bytes, FILE_BYTES); at += block.length) await file.write(block, 0, Math.min(block.length, bytes - at), at);
  await file.truncate(bytes);
  await file.close();
  return path;
}

async function sendToOneself(page: TransferPage, { server, path }: { server: BenchServer; path: string }): Promise<{ message: string; attachment: string }> {
  const address = await page.run('signUp');
  const mail = await waitForMail(join(server.dataDir, 'mail'), { to: address });
  const token = new URL(mail.link('/confirm')).searchParams.get('token');
  const answer = await fetch(`${server.url}/api/confirm`, { method: 'POST', body: JSON.stringify({ token }), headers: { origin: server.url, 'content-type': 'application/json' } });
  if (!answer.ok) throw new Error(`confirm: ${answer.status}`);
  await page.choose(path);
  return await page.run('sendFile');
}
