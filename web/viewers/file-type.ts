// What a file is: decided by its first bytes; the name is only a hint, for what has no bytes of its own to know it by. Web pages and
// drawings (HTML, SVG) are text here: their source is shown, and nothing in it runs.

import { endingOf, type FileKind, hintOf } from './file-hint.ts';

type Named = { name: string; mediaType: string };

/** What its first bytes say; `size` is the whole file's. Null: nothing that is shown here. */
export function kindOf(file: Named & { head: Uint8Array; size: number }): FileKind | null {
  const { head, size } = file;
  const hint = hintOf(file);
  const text = latin1(head.subarray(0, 1024));
  if (isPicture(text)) return 'image';
  if (text.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (text.startsWith('DICM', 128)) return 'dicom';
  if (ARCHIVE_STARTS.some((start) => text.startsWith(start))) return hint === 'archive' ? 'archive' : null;
  if (isMesh({ text, head, size })) return 'mesh';
  if (hint === 'text' || hint === 'table') return looksLikeText(head) ? hint : null;
  // Old DICOM files have no preamble: they begin with an element of group 0002 or 0008.
  if (hint === 'dicom' && head.length > 8 && (head[0] === 2 || head[0] === 8) && head[1] === 0) return 'dicom';
  // Nobody said that it is an image: it has no ending, and may as well be a text.
  if (hint === 'dicom' && endingOf(file.name) === '') return isPlainText(head) ? 'text' : null;
  return hint === 'mesh' ? 'mesh' : null;
}

function isPicture(text: string): boolean {
  return text.startsWith('\xff\xd8\xff') || text.startsWith('\x89PNG\r\n\x1a\n') || /^GIF8[79]a/.test(text) || /^RIFF[^]{4}WEBP/.test(text);
}

function isMesh({ text, head, size }: { text: string; head: Uint8Array; size: number }): boolean {
  if (/^\s*solid\b[^\r\n]*[\r\n]\s*(facet|endsolid)\b/i.test(text)) return true;
  if (head.length < 84) return false;
  return size === 84 + 50 * new DataView(head.buffer, head.byteOffset).getUint32(80, true);
}

const ARCHIVE_STARTS = ['PK\x03\x04', 'PK\x05\x06'];

/** Text has no zeros, unless it is UTF-16, which says so or has every second byte zero. */
function looksLikeText(head: Uint8Array): boolean {
  const sample = head.subarray(0, 4096);
  if (!sample.includes(0)) return true;
  const [first, second] = sample;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return zerosAt(sample, 0) === 0 || zerosAt(sample, 1) === 0;
}

/** UTF-8 without control characters but those between lines: nothing else is taken for a text that is not called one. */
function isPlainText(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, 4096), { stream: true });
  return text !== '' && !/[^\P{Cc}\t\n\f\r]|\ufffd/u.test(text);
}

function zerosAt(sample: Uint8Array, parity: 0 | 1): number {
  return sample.filter((byte, index) => byte === 0 && index % 2 === parity).length;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
