// The letters of a file that does not say how it is encoded: UTF-8 or UTF-16 by their marks, else UTF-8 where that is possible, else
// Windows-1252, as older versions of Outlook and Excel write. One kind of line ends.

const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

export function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  const marked = MARKS.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte));
  // The decoder drops the mark itself.
  const text = marked ? new TextDecoder(marked.encoding).decode(bytes) : withoutMark(bytes);
  return text.replace(/\r\n?/g, '\n');
}

function withoutMark(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
