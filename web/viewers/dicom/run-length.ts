// DICOM's run-length encoding (PS3.5, annex G): one segment for each byte of each sample, high bytes first, PackBits in each.
import { DicomError } from './data-set.ts';
import type { PixelForm } from './slice.ts';

const HEADER_BYTES = 64;

/** Little-endian pixels; samples of a pixel stand beside each other. */
export function decodeRunLength(encoded: Uint8Array, { rows, columns, samples, bitsAllocated }: PixelForm): Uint8Array<ArrayBuffer> {
  const pixels = rows * columns;
  const bytesEach = bitsAllocated / 8;
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  if (encoded.length < HEADER_BYTES || view.getUint32(0, true) !== samples * bytesEach) throw new DicomError('run-length header');
  const decoded = new Uint8Array(pixels * samples * bytesEach);
  for (let segment = 0; segment < samples * bytesEach; segment += 1) {
    const sample = Math.floor(segment / bytesEach);
    const byte = bytesEach - 1 - (segment % bytesEach);
    const start = view.getUint32(4 + 4 * segment, true);
    unpack(encoded.subarray(start), { into: decoded, from: sample * bytesEach + byte, step: samples * bytesEach, count: pixels });
  }
  return decoded;
}

type Target = { into: Uint8Array; from: number; step: number; count: number };

function unpack(packed: Uint8Array, { into, from, step, count }: Target): void {
  let at = 0;
  let filled = 0;
  while (filled < count) {
    const control = packed[at];
    if (control === undefined) throw new DicomError('run-length data');
    at += 1;
    if (control < 128) {
      const literal = packed.subarray(at, at + control + 1);
      if (literal.length <= control) throw new DicomError('run-length data');
      for (const byte of literal.subarray(0, count - filled)) {
        into[from + step * filled] = byte;
        filled += 1;
      }
      at += control + 1;
    } else if (control > 128) {
      const byte = packed[at] ?? 0;
      at += 1;
      for (let run = Math.min(count - filled, 257 - control); run > 0; run -= 1) {
        into[from + step * filled] = byte;
        filled += 1;
      }
    }
  }
}
