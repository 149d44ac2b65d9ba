// Figures of crypto/: messages for many recipients, and bulk data; in Chromium's worker, where people's browsers do it, and in Node.
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { runInWorker } from './chromium-worker.ts';
import { median, type Figure } from './figure.ts';
import { runInNode } from './node-worker.ts';
import { peakMegabytes, rendererPids } from './process-memory.ts';

type Times = Record<string, number[]>;
/** `suffix`: of the figures' names. */
export type Place = { suffix: '' | '-node' };

function run<Result>(name: string, { suffix }: Place): Promise<Result> {
  const entry = fileURLToPath(new URL(`./worker/${name}.worker.ts`, import.meta.url));
  return suffix === '' ? runInWorker<Result>(entry) : runInNode<Result>(entry);
}

/** Time ÷ time: less is better. */
export async function sealing(place: Place): Promise<Figure[]> {
  const { hundred, thousand, runs } = await run<{ hundred: Times; thousand: Times; runs: number }>('sealing', place);
  const line = (name: string, times: Times): Figure => {
    const ours = median(times['ours'] ?? []);
    return { name: name + place.suffix, value: ours, unit: 'ms', ratio: ours / median(times['theirs'] ?? []), against: 'crypto_box_seal', runs };
  };
  return [line('seal-100-recipients', hundred), line('wrap-1000', thousand)];
}

/** Speed ÷ speed: more is better. */
export async function bulk(place: Place): Promise<Figure[]> {
  const result = await run<{ seal: Times; open: Times; runs: number; bytes: number }>('bulk', place);
  const speed = (times: number[]): number => result.bytes / 1e6 / (median(times) / 1000);
  return (['seal', 'open'] as const).flatMap((verb) => {
    const ours = speed(result[verb]['ours'] ?? []);
    return ['libsodium-secretstream', 'openpgp-gcm', 'age'].map((against) => ({
      name: `bulk-${verb}${place.suffix}`, value: ours, unit: 'MB/s', ratio: ours / speed(result[verb][against] ?? []), against, runs: result.runs,
    }));
  });
}

const FEW_SEGMENTS = 25; // 131 MB
const MANY_SEGMENTS = 400; // 2.1 GB

/** The renderer's peak while much is sealed and opened, ÷ while little is: 1 where memory does not grow with the input. */
export async function bulkPeak(): Promise<Figure[]> {
  const folder = fileURLToPath(new URL('./worker/', import.meta.url));
  const peak = async (segments: number): Promise<number> => {
    let megabytes = NaN;
    const afterwards = async (browser: Browser) => void (megabytes = Math.max(...(await Promise.all((await rendererPids(browser)).map(peakMegabytes)))));
    await runInWorker({ source: `import { flow } from './flow.ts'; flow(${segments});`, folder }, { afterwards });
    return megabytes;
  };
  const few = await peak(FEW_SEGMENTS);
  const many = await peak(MANY_SEGMENTS);
  return [{ name: 'bulk-peak', value: many, unit: 'MB', ratio: many / few, against: 'a sixteenth of the bytes', runs: 1 }];
}
