// Figures of crypto/ in Chromium's worker: messages for many recipients, and bulk data.
import { fileURLToPath } from 'node:url';
import { runInWorker } from './chromium-worker.ts';
import { median, type Figure } from './figure.ts';

type Times = Record<string, number[]>;

const worker = (name: string): string => fileURLToPath(new URL(`./worker/${name}.worker.ts`, import.meta.url));

/** Time ÷ time: less is better. */
export async function sealing(): Promise<Figure[]> {
  const { hundred, thousand, runs } = await runInWorker<{ hundred: Times; thousand: Times; runs: number }>(worker('sealing'));
  const line = (name: string, times: Times): Figure => {
    const ours = median(times['ours'] ?? []);
    return { name, value: ours, unit: 'ms', ratio: ours / median(times['theirs'] ?? []), against: 'crypto_box_seal', runs };
  };
  return [line('seal-100-recipients', hundred), line('wrap-1000', thousand)];
}

/** Speed ÷ speed: more is better. */
export async function bulk(): Promise<Figure[]> {
  const result = await runInWorker<{ seal: Times; open: Times; runs: number; bytes: number }>(worker('bulk'));
  const speed = (times: number[]): number => result.bytes / 1e6 / (median(times) / 1000);
  return (['seal', 'open'] as const).flatMap((verb) => {
    const ours = speed(result[verb]['ours'] ?? []);
    return ['libsodium-secretstream', 'openpgp-gcm', 'age'].map((against) => ({
      name: `bulk-${verb}`, value: ours, unit: 'MB/s', ratio: ours / speed(result[verb][against] ?? []), against, runs: result.runs,
    }));
  });
}
