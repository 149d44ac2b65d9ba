// A thumbnail of a file that is being sent, or null. Whatever goes wrong here is no reason not to send.
import { wrap } from 'comlink';
import { kindOf } from '../file-type.ts';
import type { ThumbnailWorker } from './thumbnail.worker.ts';

const HEAD_BYTES = 4096;
/** Larger files are not worth the wait or the memory. Meshes are read as a stream. */
const LARGEST = { image: 100_000_000, dicom: 150_000_000, pdf: 60_000_000, mesh: 600_000_000 } as const;
const LONGEST_MS = 60_000;

export async function makeThumbnail(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const kind = kindOf({ name: file.name, mediaType: file.type, size: file.size, head });
  if (kind === null || kind === 'text' || kind === 'table' || kind === 'archive' || file.size > LARGEST[kind]) return null;
  if (kind === 'pdf') return await inTime(import('./pdf-thumbnail.ts').then(({ pdfThumbnail }) => pdfThumbnail(file)));
  const worker = new Worker(new URL('./thumbnail.worker.ts', import.meta.url), { type: 'module', name: 'thumbnail' });
  const died = new Promise<null>((resolve) => worker.addEventListener('error', () => resolve(null)));
  try {
    return await inTime(Promise.race([wrap<ThumbnailWorker>(worker).make(kind, file), died]));
  } finally {
    worker.terminate();
  }
}

function inTime<T>(work: Promise<T>): Promise<T | null> {
  return Promise.race([work, new Promise<null>((resolve) => setTimeout(() => resolve(null), LONGEST_MS))]);
}
