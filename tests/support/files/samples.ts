// One real file of each kind that the viewers show, and broken ones, made when they are needed.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import jpegEncoder from '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs';
import openjpegEncoder from '@cornerstonejs/codec-openjpeg/wasmjs';
import { encodeRunLength, type Item, SYNTAX, writeDicom } from './dicom-writer.ts';
import { withOrientation, writePng } from './png-writer.ts';

const { resolve } = createRequire(import.meta.url);

type Encoder = { getDecodedBuffer(frame: object): Uint8Array; encode(): void; getEncodedBuffer(): Uint8Array; setQuality(...quality: unknown[]): void };

async function wasmOf(name: string): Promise<{ wasmBinary: ArrayBuffer }> {
  return { wasmBinary: new Uint8Array(await readFile(resolve(`@cornerstonejs/${name}/wasm`))).buffer };
}

/** Upright it is higher than wide: red above, blue below. The camera lay on its side. */
export async function turnedPhoto(): Promise<Buffer> {
  const [width, height] = [240, 160];
  const { JPEGEncoder } = await jpegEncoder(await wasmOf('codec-libjpeg-turbo-8bit'));
  const encoder = new JPEGEncoder() as Encoder;
  const source = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const isLeft = Math.floor(at / 3) % width < width / 2;
    return (isLeft ? [200, 30, 30] : [30, 60, 200])[at % 3] ?? 0;
  });
  encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 3, isSigned: false, isUsingColorTransform: true }).set(source);
  encoder.setQuality(90);
  encoder.encode();
  return withOrientation(Uint8Array.from(encoder.getEncodedBuffer()), 6);
}

/** Fifty megapixels of slopes with fine lines, as large as from a good camera. */
export function hugePicture(): Buffer {
  const [width, height] = [8660, 5774];
  const line = Buffer.alloc(width * 3);
  for (let x = 0; x < width; x += 1) line.set([x % 100 === 0 ? 0 : 90 + Math.floor((x / width) * 120), 150, 200 - Math.floor((x / width) * 120)], x * 3);
  return writePng({ width, height, row: (y) => (y % 100 === 0 ? Buffer.alloc(width * 3) : line) });
}

const SIZE = 128;

/** A slice of a body of two ellipses, in Hounsfield units: air, soft tissue, bone. */
function slicePixels(z: number): Uint8Array {
  const values = new Int16Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const distance = Math.hypot((x - 64) / 50, (y - 64) / 38) + z / 40;
      const bone = Math.abs(Math.hypot((x - 64) / 30, (y - 70) / 22) - 1) < 0.16;
      values[y * SIZE + x] = distance > 1 ? -1000 : bone ? 900 : 40 + ((x * y) % 17);
    }
  }
  return new Uint8Array(values.buffer);
}

const image = { rows: SIZE, columns: SIZE, signed: true } as const;
const placed = (z: number): Item => [
  [0x0018, 0x0050, 'DS', '1.5'], [0x0020, 0x0032, 'DS', `0\\0\\${z * 1.5}`], [0x0020, 0x0037, 'DS', '1\\0\\0\\0\\1\\0'],
  [0x0028, 0x0030, 'DS', '0.5\\0.5'], [0x0028, 0x1050, 'DS', '300'], [0x0028, 0x1051, 'DS', '1500'],
];

export function dicomSlice(z: number): Buffer {
  return writeDicom({ ...image, pixels: slicePixels(z) }, { series: '1.2.840.1', instance: z, extra: placed(z) });
}

/** The next of the same series, compressed with JPEG 2000. */
export async function compressedSlice(z: number): Promise<Buffer> {
  const { J2KEncoder } = await openjpegEncoder(await wasmOf('codec-openjpeg'));
  const encoder = new J2KEncoder() as Encoder;
  encoder.getDecodedBuffer({ width: SIZE, height: SIZE, bitsPerSample: 16, componentCount: 1, isSigned: true, isUsingColorTransform: false }).set(slicePixels(z));
  encoder.setQuality(true, 0);
  encoder.encode();
  return writeDicom({ ...image, pixels: [Uint8Array.from(encoder.getEncodedBuffer())] }, { series: '1.2.840.1', instance: z, syntax: SYNTAX.jpeg2000, extra: placed(z) });
}

export function multiFrame(frames: number): Buffer {
  const pixels = Array.from({ length: frames }, (_, at) => encodeRunLength(slicePixels(at)));
  return writeDicom({ ...image, pixels, frames }, { series: '1.2.840.2', syntax: SYNTAX.runLength, modality: 'OT', extra: [[0x0008, 0x103e, 'LO', 'Swallowing']] });
}
