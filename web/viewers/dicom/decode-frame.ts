// One frame's pixels, from however they are stored to numbers: grey values as stored, or colours as RGBA.
import { createJPEGBasicOffsetTable, readEncapsulatedImageFrame, readEncapsulatedPixelDataFromFragments } from 'dicom-parser';
import type { Codecs, CodecName } from './codecs.ts';
import { type DataSet, DicomError, type DicomFile, numbersOf } from './data-set.ts';
import { colours } from './colours.ts';
import { decodeRunLength } from './run-length.ts';
import { pixelFormOf, type PixelForm } from './slice.ts';

export type GreyValues = Uint8Array<ArrayBuffer> | Int8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

export type Frame =
  | { kind: 'grey'; rows: number; columns: number; values: GreyValues; min: number; max: number }
  | { kind: 'colour'; rows: number; columns: number; pixels: Uint8ClampedArray<ArrayBuffer> };

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const RUN_LENGTH = '1.2.840.10008.1.2.5';
const JPEG_LOSSLESS: ReadonlySet<string> = new Set(['1.2.840.10008.1.2.4.57', '1.2.840.10008.1.2.4.70']);
const CODEC_OF: Readonly<Record<string, CodecName>> = {
  '1.2.840.10008.1.2.4.50': 'jpeg', '1.2.840.10008.1.2.4.51': 'jpeg',
  '1.2.840.10008.1.2.4.80': 'jpeg-ls', '1.2.840.10008.1.2.4.81': 'jpeg-ls',
  '1.2.840.10008.1.2.4.90': 'jpeg-2000', '1.2.840.10008.1.2.4.91': 'jpeg-2000',
};

/** Throws DicomError where the frame is damaged or stored in a way that is not known here. */
export async function decodeFrame({ dataSet, transferSyntax }: DicomFile, { frame, codecs }: { frame: number; codecs: Codecs }): Promise<Frame> {
  const form = pixelFormOf(dataSet);
  if (form === null) throw new DicomError('no image');
  try {
    const { form: decodedForm, bytes } = await pixelsOf({ dataSet, transferSyntax, form }, { frame, codecs });
    return frameFrom(dataSet, { form: decodedForm, bytes });
  } catch (cause) {
    throw cause instanceof DicomError ? cause : new DicomError('the frame cannot be decoded', { cause });
  }
}

type Stored = DicomFile & { form: PixelForm };
type Pixels = { form: PixelForm; bytes: Uint8Array<ArrayBuffer> };

async function pixelsOf({ dataSet, transferSyntax, form }: Stored, { frame, codecs }: { frame: number; codecs: Codecs }): Promise<Pixels> {
  const element = dataSet.elements['x7fe00010'];
  if (element?.encapsulatedPixelData !== true) return { form, bytes: nativePixels({ dataSet, transferSyntax, form }, frame) };
  const encoded = encodedFrame(dataSet, frame);
  if (transferSyntax === RUN_LENGTH) return { form: { ...form, planar: false }, bytes: decodeRunLength(encoded, form) };
  if (JPEG_LOSSLESS.has(transferSyntax)) return { form: { ...form, planar: false }, bytes: ofItsSize(codecs.decodeLossless(encoded, form.bitsAllocated), form).bytes };
  const codec = CODEC_OF[transferSyntax];
  if (codec === undefined) throw new DicomError('transfer syntax');
  const decoded = ofItsSize(await codecs.decode(codec, encoded), form);
  // What the compressed image says of itself counts; the decoders have turned its colours into RGB.
  const photometric = decoded.samples === 3 ? 'RGB' : form.photometric;
  return { form: { ...form, samples: decoded.samples, bitsAllocated: decoded.bits > 8 ? 16 : 8, photometric, planar: false }, bytes: decoded.bytes };
}

/** In lines of another length a picture would be another picture. */
function ofItsSize<Size extends { rows: number; columns: number }>(decoded: Size, { rows, columns }: PixelForm): Size {
  if (decoded.rows !== rows || decoded.columns !== columns) throw new DicomError('size');
  return decoded;
}

function nativePixels({ dataSet, transferSyntax, form }: Stored, frame: number): Uint8Array<ArrayBuffer> {
  const element = dataSet.elements['x7fe00010'];
  const bits = form.rows * form.columns * form.samples * form.bitsAllocated;
  if (form.bitsAllocated === 1) throw new DicomError('one-bit pixels');
  // Half the colours of YBR_FULL_422 are left out: two pixels share one pair.
  const length = form.photometric === 'YBR_FULL_422' ? form.rows * form.columns * 2 : bits / 8;
  const start = (element?.dataOffset ?? 0) + frame * length;
  if (element === undefined || start + length > element.dataOffset + element.length || start + length > dataSet.byteArray.length) throw new DicomError('cut off');
  const bytes = (dataSet.byteArray as Uint8Array<ArrayBuffer>).slice(start, start + length);
  if (transferSyntax === BIG_ENDIAN && form.bitsAllocated === 16) swapPairs(bytes);
  return bytes;
}

function swapPairs(bytes: Uint8Array): void {
  for (let at = 0; at + 1 < bytes.length; at += 2) [bytes[at], bytes[at + 1]] = [bytes[at + 1] ?? 0, bytes[at] ?? 0];
}

/** Frames may be cut into fragments, and the table of where they begin may be left out. */
function encodedFrame(dataSet: DataSet, frame: number): Uint8Array {
  const element = dataSet.elements['x7fe00010'];
  if (element?.fragments === undefined) throw new DicomError('no fragments');
  const frames = numbersOf(dataSet, 'x00280008')[0] ?? 1;
  const { fragments, basicOffsetTable } = element;
  if (fragments.length === frames) return readEncapsulatedPixelDataFromFragments(dataSet, element, frame);
  if (frames === 1) return readEncapsulatedPixelDataFromFragments(dataSet, element, 0, fragments.length);
  if (basicOffsetTable !== undefined && basicOffsetTable.length > 0) return readEncapsulatedImageFrame(dataSet, element, frame);
  return readEncapsulatedImageFrame(dataSet, element, frame, createJPEGBasicOffsetTable(dataSet, element));
}

function frameFrom(dataSet: DataSet, { form, bytes }: Pixels): Frame {
  const { rows, columns } = form;
  if (form.samples > 1 || form.photometric === 'PALETTE COLOR') return { kind: 'colour', rows, columns, pixels: colours(dataSet, { form, bytes }) };
  const values = greyValues(form, bytes);
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { kind: 'grey', rows, columns, values, min, max };
}

function greyValues({ rows, columns, bitsAllocated, bitsStored, signed }: PixelForm, bytes: Uint8Array<ArrayBuffer>): GreyValues {
  const count = rows * columns;
  if (bytes.length < (count * bitsAllocated) / 8) throw new DicomError('cut off');
  // Decoders and slices begin at an even place or are copied to one.
  const { buffer } = bytes.byteOffset === 0 ? bytes : bytes.slice();
  const unused = bitsAllocated - bitsStored;
  switch (bitsAllocated) {
    case 8:
      return signed ? new Int8Array(buffer, 0, count) : new Uint8Array(buffer, 0, count);
    case 16:
      return withoutUnused(signed ? new Int16Array(buffer, 0, count) : new Uint16Array(buffer, 0, count), unused);
    case 32:
      return signed ? new Int32Array(buffer, 0, count) : new Uint32Array(buffer, 0, count);
    default:
      throw new DicomError('bits');
  }
}

/** The highest bits may hold something else; of signed values the sign is carried up. */
function withoutUnused<Values extends Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>(values: Values, unused: number): Values {
  if (unused <= 0) return values;
  const signed = values instanceof Int16Array;
  const shift = 16 + unused;
  for (let at = 0; at < values.length; at += 1) {
    const raised = (values[at] ?? 0) << shift;
    values[at] = signed ? raised >> shift : raised >>> shift;
  }
  return values;
}
