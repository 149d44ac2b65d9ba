// A logo out of a picture that somebody has chosen, or why it cannot be one.
import { wrap } from 'comlink';
import { kindOf } from '../file-type.ts';
import type { LogoWorker } from './logo.worker.ts';

const HEAD_BYTES = 4096;
const LARGEST_BYTES = 20_000_000;
const LONGEST_MS = 30_000;

export type LogoProblem = 'no-picture' | 'too-large' | 'unreadable';
export type MadeLogo = { bytes: Uint8Array<ArrayBuffer> } | { problem: LogoProblem };

/** A PNG of at most 320 by 160 pixels and 65,536 bytes. Drawings (SVG) are no pictures here: they can hold programs. */
export async function makeLogo(file: File): Promise<MadeLogo> {
  if (file.size > LARGEST_BYTES) return { problem: 'too-large' };
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer().catch(() => null);
  if (head === null) return { problem: 'unreadable' };
  if (kindOf({ name: file.name, mediaType: file.type, size: file.size, head: new Uint8Array(head) }) !== 'image') return { problem: 'no-picture' };
  const worker = new Worker(new URL('./logo.worker.ts', import.meta.url), { type: 'module', name: 'logo' });
  const given = new Promise<null>((resolve) => {
    worker.addEventListener('error', () => resolve(null));
    setTimeout(() => resolve(null), LONGEST_MS);
  });
  try {
    const bytes = await Promise.race([wrap<LogoWorker>(worker).draw(file), given]);
    return bytes === null ? { problem: 'unreadable' } : { bytes };
  } catch {
    return { problem: 'unreadable' };
  } finally {
    worker.terminate();
  }
}
