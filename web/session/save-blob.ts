// Saves bytes that are in memory as an ordinary browser download: small files only; everything else streams (downloads.ts).
import { safeFileName } from './content-disposition.ts';

/** Long enough for the browser to take it over. */
const KEEP_MS = 10_000;

export function saveBlob(content: BlobPart | readonly BlobPart[], name: string): void {
  const parts = Array.isArray(content) ? (content as BlobPart[]) : [content as BlobPart];
  const url = URL.createObjectURL(new Blob(parts, { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = safeFileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
