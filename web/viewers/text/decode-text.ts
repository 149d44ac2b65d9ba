// From bytes to text. The mark at the beginning decides; without one it is UTF-8 where it is valid UTF-8, UTF-16 where every other
// byte is zero, and else Windows-1252, which is what old programs write.

export type Decoded = { text: string; encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' };

export function decodeText(bytes: Uint8Array<ArrayBuffer>): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return utf16(bytes, 'utf-16be');
  const sample = bytes.subarray(0, 4096);
  if (sample.includes(0)) {
    if (zeros(sample, 1) > sample.length / 8) return utf16(bytes, 'utf-16le');
    if (zeros(sample, 0) > sample.length / 8) return utf16(bytes, 'utf-16be');
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(withoutCutLetter(bytes)), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

function utf16(bytes: Uint8Array<ArrayBuffer>, label: 'utf-16le' | 'utf-16be'): Decoded {
  return { text: new TextDecoder(label).decode(bytes.subarray(0, bytes.length - (bytes.length % 2))), encoding: 'UTF-16' };
}

function zeros(sample: Uint8Array, parity: number): number {
  return sample.filter((byte, index) => byte === 0 && index % 2 === parity).length;
}

/** A long file is read up to a limit, which may lie within a letter of several bytes. */
function withoutCutLetter(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
