// Files of 500 MB that nobody has to store: made from a seed, compared by their hash, and disturbed at moments drawn from a seed.
import { createCipheriv, createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Page } from 'playwright-core';

const PIECE = 8 * 1024 * 1024;

/** Random-looking bytes that are the same for the same seed. Answers their SHA-256. */
export async function writeSeededFile(path: string, { size, seed }: { size: number; seed: string }): Promise<string> {
  const stream = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16));
  const zeros = Buffer.alloc(PIECE);
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let left = size; left > 0; left -= PIECE) {
    const piece = stream.update(zeros.subarray(0, Math.min(left, PIECE)));
    hash.update(piece);
    await file.write(piece);
  }
  await file.close();
  return hash.digest('hex');
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** A small generator, so that a failing run can be repeated: numbers from 0 to 1 by the seed alone (mulberry32). */
export function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Waits until this share of the one upload on the page has gone out. */
export async function untilUploaded(page: Page, { share, within = 120_000 }: { share: number; within?: number }): Promise<void> {
  await page.waitForFunction((least) => [...document.querySelectorAll('[role=dialog] li progress')].every((bar) => (bar as HTMLProgressElement).value >= least), share, { timeout: within, polling: 50 });
}
