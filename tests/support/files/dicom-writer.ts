// Writes DICOM files by the standard (PS3.5, PS3.10), for tests of the viewer: another hand than the one that reads them.
import { deflateRawSync } from 'node:zlib';

export type Value = string | number | Uint8Array | Item[];
/** Group, element, value representation, value. Items make a sequence. */
export type Written = readonly [number, number, string, Value];
export type Item = readonly Written[];

export const SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  bigEndian: '1.2.840.10008.1.2.2',
  deflated: '1.2.840.10008.1.2.1.99',
  runLength: '1.2.840.10008.1.2.5',
  jpeg: '1.2.840.10008.1.2.4.50',
  jpegLossless: '1.2.840.10008.1.2.4.70',
  jpegLs: '1.2.840.10008.1.2.4.80',
  jpeg2000: '1.2.840.10008.1.2.4.90',
} as const;

export type Image = {
  rows: number;
  columns: number;
  /** Native pixels, little endian, all frames; or one encoded frame each. */
  pixels: Uint8Array | Uint8Array[];
  bitsAllocated?: number;
  bitsStored?: number;
  signed?: boolean;
  samples?: number;
  photometric?: string;
  frames?: number;
};

export type Study = { series?: string; instance?: number; extra?: Item; modality?: string; syntax?: string };

const LONG_FORM = new Set(['OB', 'OW', 'SQ', 'UN', 'UT']);

function bytesOf(vr: string, value: Value, big: boolean): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (vr === 'US') {
    const buffer = Buffer.alloc(2);
    if (big) buffer.writeUInt16BE(Number(value));
    else buffer.writeUInt16LE(Number(value));
    return buffer;
  }
  const text = Buffer.from(String(value), 'utf8');
  return text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
}

type Form = { explicit: boolean; big: boolean };

function tagOf(group: number, element: number, { big }: Form): Buffer {
  const tag = Buffer.alloc(4);
  if (big) {
    tag.writeUInt16BE(group);
    tag.writeUInt16BE(element, 2);
  } else {
    tag.writeUInt16LE(group);
    tag.writeUInt16LE(element, 2);
  }
  return tag;
}

function length32(length: number, { big }: Form): Buffer {
  const buffer = Buffer.alloc(4);
  if (big) buffer.writeUInt32BE(length);
  else buffer.writeUInt32LE(length);
  return buffer;
}

function write(elements: Item, form: Form): Buffer {
  return Buffer.concat(
    elements.map(([group, element, vr, value]) => {
      const body = Array.isArray(value)
        ? Buffer.concat(value.map((item) => {
            const content = write(item, form);
            return Buffer.concat([tagOf(0xfffe, 0xe000, form), length32(content.length, form), content]);
          }))
        : bytesOf(vr, value, form.big);
      const tag = tagOf(group, element, form);
      if (!form.explicit) return Buffer.concat([tag, length32(body.length, form), body]);
      if (LONG_FORM.has(vr)) return Buffer.concat([tag, Buffer.from(`${vr}\0\0`), length32(body.length, form), body]);
      const short = Buffer.alloc(2);
      if (form.big) short.writeUInt16BE(body.length);
      else short.writeUInt16LE(body.length);
      return Buffer.concat([tag, Buffer.from(vr), short, body]);
    }),
  );
}

/** Pixel data in fragments, with an empty table of offsets. */
function encapsulated(frames: Uint8Array[]): Buffer {
  const form = { explicit: true, big: false };
  const items = frames.map((frame) => {
    const even = frame.length % 2 === 0 ? Buffer.from(frame) : Buffer.concat([frame, Buffer.alloc(1)]);
    return Buffer.concat([tagOf(0xfffe, 0xe000, form), length32(even.length, form), even]);
  });
  return Buffer.concat([
    tagOf(0x7fe0, 0x0010, form), Buffer.from('OB\0\0'), length32(0xffffffff, form),
    tagOf(0xfffe, 0xe000, form), length32(0, form), ...items,
    tagOf(0xfffe, 0xe0dd, form), length32(0, form),
  ]);
}

export function writeDicom(image: Image, { series = '1.2.3', instance = 1, extra = [], modality = 'CT', syntax = SYNTAX.explicit }: Study = {}): Buffer {
  const { rows, columns, pixels, bitsAllocated = 16, bitsStored = bitsAllocated, signed = false, samples = 1, photometric = 'MONOCHROME2', frames = 1 } = image;
  const given = new Map(extra.map((each) => [`${each[0]}/${each[1]}`, each]));
  const usual: Item = [
    [0x0008, 0x0005, 'CS', 'ISO_IR 192'],
    [0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
    [0x0008, 0x0018, 'UI', `${series}.${instance}`],
    [0x0008, 0x0020, 'DA', '20260503'],
    [0x0008, 0x0060, 'CS', modality],
    [0x0008, 0x103e, 'LO', 'Lower jaw'],
    [0x0010, 0x0010, 'PN', 'Muster^Jürgen'],
    [0x0010, 0x0020, 'LO', 'P-4711'],
    [0x0010, 0x0030, 'DA', '19700131'],
    [0x0010, 0x0040, 'CS', 'M'],
    [0x0020, 0x000d, 'UI', '1.2.9'],
    [0x0020, 0x000e, 'UI', series],
    [0x0020, 0x0013, 'IS', String(instance)],
    [0x0028, 0x0002, 'US', samples],
    [0x0028, 0x0004, 'CS', photometric],
    ...(samples > 1 ? ([[0x0028, 0x0006, 'US', 0]] as const) : []),
    ...(frames > 1 ? ([[0x0028, 0x0008, 'IS', String(frames)]] as const) : []),
    [0x0028, 0x0010, 'US', rows],
    [0x0028, 0x0011, 'US', columns],
    [0x0028, 0x0100, 'US', bitsAllocated],
    [0x0028, 0x0101, 'US', bitsStored],
    [0x0028, 0x0102, 'US', bitsStored - 1],
    [0x0028, 0x0103, 'US', signed ? 1 : 0],
  ];
  const elements = [...usual.filter(([group, element]) => !given.has(`${group}/${element}`)), ...extra].toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const form: Form = { explicit: syntax !== SYNTAX.implicit, big: syntax === SYNTAX.bigEndian };
  const native = pixels instanceof Uint8Array ? (form.big && bitsAllocated === 16 ? Buffer.from(pixels).swap16() : pixels) : null;
  const pixelData = native === null ? encapsulated(pixels as Uint8Array[]) : write([[0x7fe0, 0x0010, bitsAllocated > 8 ? 'OW' : 'OB', native]], form);
  const dataSet = Buffer.concat([write(elements.filter(([group]) => group < 0x7fe0), form), pixelData]);
  return Buffer.concat([header(syntax), syntax === SYNTAX.deflated ? deflateRawSync(dataSet) : dataSet]);
}

/** A directory of images (DICOMDIR), as it lies beside them on a disc. */
export function withoutImage(): Buffer {
  return Buffer.concat([header(SYNTAX.explicit), write([[0x0004, 0x1130, 'CS', 'DISC'], [0x0008, 0x0016, 'UI', '1.2.840.10008.1.3.10']], { explicit: true, big: false })]);
}

function header(syntax: string): Buffer {
  const meta = write([[0x0002, 0x0001, 'OB', Uint8Array.of(0, 1)], [0x0002, 0x0010, 'UI', syntax]], { explicit: true, big: false });
  const group = Buffer.alloc(4);
  group.writeUInt32LE(meta.length);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), write([[0x0002, 0x0000, 'UL', group]], { explicit: true, big: false }), meta]);
}

/** Run-length encoded by hand, in literal runs and repeats (PS3.5, annex G). */
export function encodeRunLength(pixels: Uint8Array, { bytesEach = 2, samples = 1 } = {}): Uint8Array {
  const segments: number[][] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    for (let byte = bytesEach - 1; byte >= 0; byte -= 1) segments.push(packBits(pixels.filter((_, at) => at % (samples * bytesEach) === sample * bytesEach + byte)));
  }
  const head = new Uint32Array(16);
  head[0] = segments.length;
  let offset = 64;
  segments.forEach((segment, index) => {
    head[index + 1] = offset;
    offset += segment.length;
  });
  return Uint8Array.from([...new Uint8Array(head.buffer), ...segments.flat()]);
}

function packBits(bytes: Uint8Array): number[] {
  const packed: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at] && at + run < bytes.length) run += 1;
    if (run > 1) packed.push(257 - run, bytes[at] ?? 0);
    else packed.push(0, bytes[at] ?? 0);
    at += run;
  }
  return packed.length % 2 === 0 ? packed : [...packed, 128];
}
