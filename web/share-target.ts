// Takes over files that another app shares. They are a patient's and not encrypted yet, so they are kept in this worker's memory only,
// for as long as a page needs to ask for them, and never reach the server. If the browser ends the worker before, they are gone, and
// the page says so.
import { SHARED_FIELD, type SharedFilesAnswer, type SharedFilesQuestion } from './session/shared-files-api.ts';

const UNCLAIMED_MS = 60_000;

const waiting = new Map<string, File[]>();

/** Leads to log-in, which goes on by itself where a session is open, and from there to a new message. */
export async function takeOver(request: Request): Promise<Response> {
  const id = newId();
  const files = await readFiles(request).catch(() => []);
  if (files.length > 0) {
    waiting.set(id, files);
    setTimeout(() => waiting.delete(id), UNCLAIMED_MS);
  }
  return Response.redirect(`/login?next=${encodeURIComponent(`/mail?compose=shared.${id}`)}`, 303);
}

/** Once: whoever has the id is the page that was led there. */
export function handOver({ id }: SharedFilesQuestion, port: MessagePort): void {
  port.postMessage({ files: waiting.get(id) ?? null } satisfies SharedFilesAnswer);
  waiting.delete(id);
}

async function readFiles(request: Request): Promise<File[]> {
  const form = await request.formData();
  return form.getAll(SHARED_FIELD).filter((entry) => entry instanceof File);
}

/** 128 bits, base64url: as ids in addresses are. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
