// Files that another app shared with Sealpost: the service worker took them over (web/share-target.ts) and gives them to the first page
// that asks with their id. From there they are in this page's memory alone, until they are in a message or ten minutes are over.
import type { SharedFilesAnswer, SharedFilesQuestion } from './shared-files-api.ts';

const KEPT_MS = 10 * 60_000;
const ANSWER_MS = 5_000;

const held = new Map<string, Promise<File[] | null>>();

/** Null: nobody has them any more. */
export function sharedFiles(id: string): Promise<File[] | null> {
  const known = held.get(id) ?? askWorker(id);
  if (!held.has(id)) setTimeout(() => forgetSharedFiles(id), KEPT_MS);
  held.set(id, known);
  return known;
}

export function forgetSharedFiles(id: string): void {
  held.delete(id);
}

async function askWorker(id: string): Promise<File[] | null> {
  const worker = (await navigator.serviceWorker?.getRegistration('/').catch(() => undefined))?.active;
  if (!worker) return null;
  const { port1, port2 } = new MessageChannel();
  return await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ANSWER_MS);
    port1.onmessage = ({ data }: MessageEvent<SharedFilesAnswer>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data.files);
    };
    worker.postMessage({ kind: 'shared-files', id } satisfies SharedFilesQuestion, [port2]);
  });
}
