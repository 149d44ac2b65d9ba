// DICOM as the viewer reads it: files written by the standard, in each way of storing pixels, give the pixels that went in; damaged
// ones give an error and nothing else.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import charlsEncoder from '@cornerstonejs/codec-charls/wasmjs';
import jpegEncoder from '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs';
import openjpegEncoder from '@cornerstonejs/codec-openjpeg/wasmjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { taken } from '../../web/viewers/dicom/archive-entry.ts';
import { createCodecs, type CodecName } from '../../web/viewers/dicom/codecs.ts';
import { DicomError } from '../../web/viewers/dicom/data-set.ts';
import type { Frame } from '../../web/viewers/dicom/decode-frame.ts';
import { lengthOf } from '../../web/viewers/dicom/length.ts';
import { createShelf } from '../../web/viewers/dicom/series.ts';
import { brightness, paintGrey, presetsFor } from '../../web/viewers/dicom/window-level.ts';
import { readZip } from '../../web/viewers/dicom/zip-entries.ts';
import { inflate, InflateError } from '../../web/viewers/inflate.ts';
import { encodeRunLength, SYNTAX, withoutImage, writeDicom, type Image, type Study } from '../support/files/dicom-writer.ts';
import { encodeLossless } from '../support/files/jpeg-lossless-writer.ts';
import { writeZip } from '../support/files/zip-writer.ts';

const { resolve } = createRequire(import.meta.url);
const PACKAGES: Record<CodecName, string> = { 'jpeg': 'codec-libjpeg-turbo-8bit', 'jpeg-ls': 'codec-charls', 'jpeg-2000': 'codec-openjpeg' };
const codecs = createCodecs(async (name) => new Uint8Array(await readFile(resolve(`@cornerstonejs/${PACKAGES[name]}/decodewasm`))).buffer);
const wasm = async (name: CodecName) => ({ wasmBinary: new Uint8Array(await readFile(resolve(`@cornerstonejs/${PACKAGES[name]}/wasm`))).buffer });

const [rows, columns] = [40, 56];
/** Values with edges, slopes and every bit in use. */
const values = Uint16Array.from({ length: rows * columns }, (_, at) => ((at % columns) * 71 + Math.floor(at / columns) * 997) & 0xfff);
const pixels = new Uint8Array(values.buffer);
const plain: Image = { rows, columns, pixels, bitsStored: 12 };

async function firstFrame(image: Image, study: Study = {}): Promise<Frame> {
  const shelf = createShelf(codecs);
  expect(await shelf.add(new Uint8Array(writeDicom(image, study)))).toBe(study.series ?? '1.2.3');
  return shelf.frame(shelf.series()[0]?.slices[0]?.key ?? '');
}

async function greyValues(image: Image, study: Study = {}): Promise<number[]> {
  const frame = await firstFrame(image, study);
  if (frame.kind !== 'grey') throw new Error('not grey');
  expect([frame.rows, frame.columns]).toEqual([image.rows, image.columns]);
  return [...frame.values];
}

type Encoder = { getDecodedBuffer(frame: object): Uint8Array; encode(): void; getEncodedBuffer(): Uint8Array; setNearLossless?(near: number): void; setQuality?(...quality: unknown[]): void };

function encode(encoder: Encoder, { source, bits, components = 1 }: { source: Uint8Array; bits: number; components?: number }): Uint8Array {
  encoder.getDecodedBuffer({ width: columns, height: rows, bitsPerSample: bits, componentCount: components, isSigned: false, isUsingColorTransform: components > 1 }).set(source);
  encoder.encode();
  return Uint8Array.from(encoder.getEncodedBuffer());
}

describe('pixels come out as they went in', () => {
  test.each(['implicit', 'explicit', 'bigEndian', 'deflated'] as const)('uncompressed, %s', async (syntax) => {
    expect(await greyValues(plain, { syntax: SYNTAX[syntax] })).toEqual([...values]);
  });

  test('without the header of a file, as old devices write it', async () => {
    const shelf = createShelf(codecs);
    const file = writeDicom(plain, { syntax: SYNTAX.implicit });
    await shelf.add(new Uint8Array(file.subarray(file.indexOf(Buffer.from([0x08, 0, 0x05, 0])))));
    const frame = await shelf.frame('0/0');
    expect(frame.kind === 'grey' && [...frame.values]).toEqual([...values]);
  });

  test('run-length encoded', async () => {
    expect(await greyValues({ ...plain, pixels: [encodeRunLength(pixels)] }, { syntax: SYNTAX.runLength })).toEqual([...values]);
  });

  test('JPEG lossless', async () => {
    expect(await greyValues({ ...plain, pixels: [encodeLossless(values, { rows, columns })] }, { syntax: SYNTAX.jpegLossless })).toEqual([...values]);
  });

  test('JPEG-LS', async () => {
    const { JpegLSEncoder } = await charlsEncoder(await wasm('jpeg-ls'));
    const encoder = new JpegLSEncoder() as Encoder;
    encoder.setNearLossless?.(0);
    expect(await greyValues({ ...plain, pixels: [encode(encoder, { source: pixels, bits: 16 })] }, { syntax: SYNTAX.jpegLs })).toEqual([...values]);
  });

  test('JPEG 2000', async () => {
    const { J2KEncoder } = await openjpegEncoder(await wasm('jpeg-2000'));
    const encoder = new J2KEncoder() as Encoder;
    encoder.setQuality?.(true, 0);
    expect(await greyValues({ ...plain, pixels: [encode(encoder, { source: pixels, bits: 16 })] }, { syntax: SYNTAX.jpeg2000 })).toEqual([...values]);
  });

  test('JPEG, in colours, as closely as it keeps them', async () => {
    const { JPEGEncoder } = await jpegEncoder(await wasm('jpeg'));
    const encoder = new JPEGEncoder() as Encoder;
    encoder.setQuality?.(100);
    const smooth = Uint8Array.from({ length: rows * columns * 3 }, (_, at) => [200, 90, 30][at % 3] ?? 0);
    const image = { rows, columns, pixels: [encode(encoder, { source: smooth, bits: 8, components: 3 })], bitsAllocated: 8, samples: 3, photometric: 'YBR_FULL_422' };
    const frame = await firstFrame(image, { syntax: SYNTAX.jpeg });
    if (frame.kind !== 'colour') throw new Error('not in colour');
    for (const [channel, wanted] of [200, 90, 30, 255].entries()) expect(Math.abs((frame.pixels[4 * 700 + channel] ?? 0) - wanted)).toBeLessThanOrEqual(6);
  });

  test('signed values whose highest bits hold something else', async () => {
    const stored = Uint16Array.of(0xf800, 0xf7ff, 0x0001, 0xffff);
    const image = { rows: 2, columns: 2, pixels: new Uint8Array(stored.buffer), bitsStored: 12, signed: true };
    expect(await greyValues(image)).toEqual([-2048, 2047, 1, -1]);
  });

  test('many frames, each by itself', async () => {
    const frames = [1, 2, 3].map((number) => encodeRunLength(new Uint8Array(values.map((value) => (value + number) & 0xfff).buffer)));
    const shelf = createShelf(codecs);
    await shelf.add(new Uint8Array(writeDicom({ ...plain, pixels: frames, frames: 3 }, { syntax: SYNTAX.runLength })));
    const [series] = shelf.series();
    expect(series?.slices).toHaveLength(3);
    for (const [at, slice] of (series?.slices ?? []).entries()) {
      const frame = await shelf.frame(slice.key);
      expect(frame.kind === 'grey' && frame.values[5]).toBe(((values[5] ?? 0) + at + 1) & 0xfff);
    }
  });

  test('RGB, YBR and palettes as colours', async () => {
    const rgb = await firstFrame({ rows: 1, columns: 2, pixels: Uint8Array.of(255, 0, 0, 0, 0, 255), bitsAllocated: 8, samples: 3, photometric: 'RGB' });
    expect(rgb.kind === 'colour' && [...rgb.pixels]).toEqual([255, 0, 0, 255, 0, 0, 255, 255]);
    const ybr = await firstFrame({ rows: 1, columns: 2, pixels: Uint8Array.of(76, 85, 255, 150, 128, 128), bitsAllocated: 8, samples: 3, photometric: 'YBR_FULL' });
    expect(ybr.kind === 'colour' && [...ybr.pixels].map((value) => Math.round(value / 8))).toEqual([32, 0, 0, 32, 19, 19, 19, 32]);
    const table = (levels: number[]) => new Uint8Array(Uint16Array.from(levels).buffer);
    const descriptor = new Uint8Array(Uint16Array.of(2, 0, 16).buffer);
    const palette = await firstFrame(
      { rows: 1, columns: 2, pixels: Uint8Array.of(0, 1), bitsAllocated: 8, photometric: 'PALETTE COLOR' },
      { extra: [[0x0028, 0x1101, 'US', descriptor], [0x0028, 0x1102, 'US', descriptor], [0x0028, 0x1103, 'US', descriptor], [0x0028, 0x1201, 'OW', table([0xff00, 0])], [0x0028, 0x1202, 'OW', table([0, 0x8000])], [0x0028, 0x1203, 'OW', table([0, 0])]] },
    );
    expect(palette.kind === 'colour' && [...palette.pixels]).toEqual([255, 0, 0, 255, 0, 128, 0, 255]);
  });
});

describe('a series', () => {
  const at = (z: number): NonNullable<Study['extra']> => [[0x0020, 0x0032, 'DS', `0\\0\\${z}`], [0x0020, 0x0037, 'DS', '1\\0\\0\\0\\1\\0'], [0x0028, 0x0030, 'DS', '0.4\\0.25']];

  test('is put in order by where its images lie, whatever their numbers and the order they came in', async () => {
    const shelf = createShelf(codecs);
    for (const [instance, z] of [[1, 30], [2, 10], [3, 20]] as const) await shelf.add(new Uint8Array(writeDicom(plain, { instance, extra: at(z) })));
    expect(shelf.series()[0]?.slices.map(({ position }) => position)).toEqual([10, 20, 30]);
  });

  test('stays apart from another', async () => {
    const shelf = createShelf(codecs);
    await shelf.add(new Uint8Array(writeDicom(plain, { series: '1.1' })));
    await shelf.add(new Uint8Array(writeDicom(plain, { series: '1.2' })));
    expect(shelf.series().map(({ uid, slices }) => [uid, slices.length])).toEqual([['1.1', 1], ['1.2', 1]]);
  });

  test('names patient and study, in the character set of the file', async () => {
    const shelf = createShelf(codecs);
    await shelf.add(new Uint8Array(writeDicom(plain)));
    expect(shelf.series()[0]?.facts).toMatchObject({ patientName: 'Muster, Jürgen', patientId: 'P-4711', birthDate: '1970-01-31', studyDate: '2026-05-03', seriesDescription: 'Lower jaw' });
    const latin = createShelf(codecs);
    await latin.add(new Uint8Array(writeDicom(plain, { extra: [[0x0008, 0x0005, 'CS', 'ISO_IR 100'], [0x0010, 0x0010, 'PN', Buffer.from('Muster^J\xfcrgen ', 'latin1')]] })));
    expect(latin.series()[0]?.facts.patientName).toBe('Muster, Jürgen');
  });

  test('of one enhanced file takes each frame’s own place and the spacing that all share', async () => {
    const place = (z: number) => [[0x0020, 0x9113, 'SQ', [[[0x0020, 0x0032, 'DS', `0\\0\\${z}`]]]]] as const;
    const shelf = createShelf(codecs);
    const extra = [
      [0x5200, 0x9229, 'SQ', [[[0x0028, 0x9110, 'SQ', [[[0x0028, 0x0030, 'DS', '0.2\\0.2']]]]]]],
      [0x5200, 0x9230, 'SQ', [place(5), place(1)]],
    ] as unknown as NonNullable<Study['extra']>;
    const twice = new Uint8Array([...pixels, ...pixels]);
    await shelf.add(new Uint8Array(writeDicom({ ...plain, pixels: twice, frames: 2 }, { extra })));
    expect(shelf.series()[0]?.slices.map(({ position, spacing }) => [position, spacing])).toEqual([[1, { rows: 0.2, columns: 0.2, at: 'patient' }], [5, { rows: 0.2, columns: 0.2, at: 'patient' }]]);
  });

  test('measures lengths by the spacing of each direction', async () => {
    const shelf = createShelf(codecs);
    await shelf.add(new Uint8Array(writeDicom(plain, { extra: at(0) })));
    const spacing = shelf.series()[0]?.slices[0]?.spacing ?? null;
    expect(lengthOf({ from: { x: 0, y: 0 }, to: { x: 12, y: 0 } }, spacing)).toBeCloseTo(3);
    expect(lengthOf({ from: { x: 0, y: 0 }, to: { x: 0, y: 10 } }, spacing)).toBeCloseTo(4);
    expect(lengthOf({ from: { x: 0, y: 0 }, to: { x: 12, y: 10 } }, spacing)).toBeCloseTo(5);
    expect(lengthOf({ from: { x: 0, y: 0 }, to: { x: 3, y: 4 } }, null)).toBe(5);
  });

  test.each([
    ['in the body, where it was calibrated', { patient: '0.1\\0.1', detector: '0.12\\0.12' }, { rows: 0.1, columns: 0.1, at: 'patient' }],
    ['at the detector, where only that is known', { detector: '0.12\\0.12' }, { rows: 0.12, columns: 0.12, at: 'detector' }],
    ['at the detector, where the value for the body is but a copy', { patient: '0.120\\0.120', detector: '0.12\\0.12' }, { rows: 0.12, columns: 0.12, at: 'detector' }],
  ])('says of an X-ray that lengths are %s', async (_, { patient, detector }: { patient?: string; detector: string }, spacing) => {
    const shelf = createShelf(codecs);
    const inBody = patient === undefined ? [] : ([[0x0028, 0x0030, 'DS', patient]] as const);
    await shelf.add(new Uint8Array(writeDicom(plain, { modality: 'IO', extra: [[0x0018, 0x1164, 'DS', detector], ...inBody] })));
    expect(shelf.series()[0]?.slices[0]?.spacing).toEqual(spacing);
  });
});

describe('a window', () => {
  test('cuts as the standard says', () => {
    expect([-1000, 0, 39.5, 240, 3000].map((value) => brightness(value, { level: 40, width: 400 }))).toEqual([0, 102, 128, 255, 255]);
    expect([99, 100].map((value) => brightness(value, { level: 100, width: 1 }))).toEqual([0, 255]);
  });

  test('is painted with rescaled values, inverted where the file or the reader asks', () => {
    const frame = { kind: 'grey', rows: 1, columns: 2, values: Uint16Array.of(1000, 2000), min: 1000, max: 2000 } as const;
    const paint = (inverted: boolean) => {
      const data = new Uint8ClampedArray(8);
      paintGrey(data, frame, { slope: 1, intercept: -1000, window: { level: 500.5, width: 1001 }, inverted });
      return [...data];
    };
    expect(paint(false)).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    expect(paint(true)).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
  });

  test('offers tissues for computed tomography only', () => {
    expect(presetsFor({ window: null }, 'CT')).toContain('bone');
    expect(presetsFor({ window: { level: 1, width: 2 } }, 'IO')).toEqual(['file', 'full']);
  });
});

describe('what is damaged', () => {
  test.each([
    ['no DICOM at all', new TextEncoder().encode('x'.repeat(500))],
    ['nothing', new Uint8Array(0)],
  ])('gives an error: %s', async (_, bytes) => {
    await expect(createShelf(codecs).add(bytes as Uint8Array<ArrayBuffer>)).rejects.toThrow(DicomError);
  });

  test('gives an error for pixels that are cut off or compressed wrongly, and for unknown ways of storing them', async () => {
    await expect(firstFrame({ ...plain, pixels: pixels.subarray(0, 400) })).rejects.toThrow(DicomError);
    for (const syntax of [SYNTAX.runLength, SYNTAX.jpegLossless, SYNTAX.jpegLs, SYNTAX.jpeg2000, SYNTAX.jpeg, '1.2.840.10008.1.2.4.100']) {
      await expect(firstFrame({ ...plain, pixels: [Uint8Array.from({ length: 300 }, (_, at) => at)] }, { syntax }), syntax).rejects.toThrow(DicomError);
    }
  });

  test('gives an error for a JPEG lossless image that is cut off or of another size: no part of it is shown as the whole', async () => {
    const encoded = encodeLossless(values, { rows, columns });
    const cut = encoded.subarray(0, Math.floor(encoded.length * 0.6));
    await expect(firstFrame({ ...plain, pixels: [cut] }, { syntax: SYNTAX.jpegLossless })).rejects.toThrow(DicomError);
    await expect(firstFrame({ ...plain, rows: rows / 2, columns: columns * 2, pixels: [encoded] }, { syntax: SYNTAX.jpegLossless })).rejects.toThrow(DicomError);
    const filledUp = Uint8Array.from([...encoded, 0, 0]);
    expect(await greyValues({ ...plain, pixels: [filledUp] }, { syntax: SYNTAX.jpegLossless })).toEqual([...values]);
  });

  test('never hangs or throws anything else, wherever a file is cut or altered', async () => {
    const file = new Uint8Array(writeDicom({ ...plain, pixels: [encodeRunLength(pixels)] }, { syntax: SYNTAX.runLength }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length }), fc.array(fc.tuple(fc.integer({ min: 132, max: file.length - 1 }), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }), async (end, changes) => {
        const damaged = file.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        const shelf = createShelf(codecs);
        try {
          await shelf.add(damaged.slice(0, end));
          for (const slice of shelf.series()[0]?.slices.slice(0, 3) ?? []) await shelf.frame(slice.key);
        } catch (error) {
          expect(error).toBeInstanceOf(DicomError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('an archive', () => {
  const files = [{ name: 'DICOM/', content: new Uint8Array(0), stored: true }, { name: 'DICOM/IM1', content: new Uint8Array(writeDicom(plain)) }, { name: 'read me.txt', content: new TextEncoder().encode('hello'), stored: true }];

  test('gives its files, stored and deflated', async () => {
    const entries = readZip(new Uint8Array(writeZip(files)), 1e9);
    expect(entries.map(({ name }) => name)).toEqual(['DICOM/IM1', 'read me.txt']);
    expect(Buffer.from((await entries[0]?.read()) ?? []).equals(Buffer.from(files[1]?.content ?? []))).toBe(true);
    expect(new TextDecoder().decode(await entries[1]?.read())).toBe('hello');
  });

  test('tells of images that cannot be read, whatever they are called, and not of what is none', async () => {
    const damaged = writeDicom(plain).subarray(0, 900);
    const contents: [string, Uint8Array][] = [
      ['DICOM/IM1', writeDicom(plain)], ['DICOM/IM2', damaged], ['DICOM/IM3.dcm', Buffer.from('nothing')],
      ['DICOMDIR', withoutImage()], ['README', Buffer.from('read me')], ['photo.jpg', Buffer.from([0xff, 0xd8, 0xff])],
    ];
    const shelf = createShelf(codecs);
    const answers = await Promise.all(contents.map(async ([name, content]) => [name, await taken(shelf, { name, read: async () => new Uint8Array(content) })]));
    expect(Object.fromEntries(answers)).toEqual({ 'DICOM/IM1': true, 'DICOM/IM2': false, 'DICOM/IM3.dcm': false, 'DICOMDIR': true, 'README': true, 'photo.jpg': true });
    expect(await taken(shelf, { name: 'DICOM/IM4', read: () => Promise.reject(new Error('damaged')) })).toBe(false);
    expect(shelf.series().map(({ slices }) => slices.length)).toEqual([1]);
  });

  test('says which of its files are locked with a password', () => {
    const archive = new Uint8Array(writeZip(files));
    expect(readZip(archive, 1e9).map(({ locked }) => locked)).toEqual([false, false]);
    archive[Buffer.from(archive).lastIndexOf('PK\x01\x02') + 8] = 1;
    expect(readZip(archive, 1e9).map(({ locked }) => locked)).toEqual([false, true]);
  });

  test('does not unpack more than it says or may', async () => {
    const bomb = writeZip([{ name: 'zeros', content: new Uint8Array(5_000_000) }]);
    await expect(readZip(new Uint8Array(bomb), 1_000_000)[0]?.read()).rejects.toThrow();
    const lying = Buffer.from(bomb);
    lying.writeUInt32LE(1000, lying.indexOf('PK\x01\x02') + 24);
    await expect(readZip(new Uint8Array(lying), 1_000_000)[0]?.read()).rejects.toThrow();
  });

  test('stops unpacking at the limit, whatever it says of itself', async () => {
    const packed = new Uint8Array(deflateRawSync(new Uint8Array(5_000_000)));
    expect((await inflate(packed, 5_000_000)).length).toBe(5_000_000);
    await expect(inflate(packed, 4_999_999)).rejects.toThrow(InflateError);
  });

  test('that is cut off is none', () => {
    expect(() => readZip(new Uint8Array(writeZip(files)).slice(0, -30), 1e9)).toThrow();
  });
});
