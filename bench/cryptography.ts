// Figures of crypto/: messages for many recipients, and bulk data; in Chromium's worker, where people's browsers do it, and in Node.
import { fileURLToPath } from 'node:url';
import { runInWorker } from './chromium-worker.ts';
import { median, type Figure } from './figure.ts';
import { runInNode } from './node-worker.ts';

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
