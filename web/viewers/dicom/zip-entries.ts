// The files of a ZIP archive (APPNOTE.TXT), by its central directory. Stored and deflated entries; Zip64; nothing encrypted.
import { inflate } from '../inflate.ts';

export type ZipEntry = { name: string; size: number; locked: boolean; read: () => Promise<Uint8Array<ArrayBuffer>> };

type Bytes = Uint8Array<ArrayBuffer>;

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const COMMENT_MAX = 65_535;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
const IN_ZIP64 = 0xffffffff;

export class ZipError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ZipError';
  }
}

/** `largest`: bytes that one entry may have when it is unpacked. Folders are left out. */
export function readZip(archive: Bytes, largest: number): ZipEntry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let { at, count } = findDirectory(view);
  const entries: ZipEntry[] = [];
  for (; count > 0; count -= 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new ZipError('directory');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [nameLength, extraLength, commentLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const name = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameLength));
    const { size, packed, offset } = placeOf(view, { at, extra: at + 46 + nameLength, extraLength });
    if (!name.endsWith('/')) {
      entries.push({ name, size, locked: (flags & ENCRYPTED) !== 0, read: () => readEntry(archive, { flags, method, size, packed, offset, largest }) });
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function findDirectory(view: DataView): { at: number; count: number } {
  const earliest = Math.max(0, view.byteLength - END_BYTES - COMMENT_MAX);
  for (let end = view.byteLength - END_BYTES; end >= earliest; end -= 1) {
    if (view.getUint32(end, true) !== END_OF_DIRECTORY) continue;
    const [count, at] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
    if (count !== 0xffff && at !== IN_ZIP64) return { at, count };
    return zip64Directory(view, end - 20);
  }
  throw new ZipError('no archive');
}

function zip64Directory(view: DataView, locator: number): { at: number; count: number } {
  if (locator < 0 || view.getUint32(locator, true) !== ZIP64_LOCATOR) throw new ZipError('directory');
  const end = Number(view.getBigUint64(locator + 8, true));
  if (end + 56 > view.byteLength || view.getUint32(end, true) !== ZIP64_END) throw new ZipError('directory');
  return { count: Number(view.getBigUint64(end + 32, true)), at: Number(view.getBigUint64(end + 48, true)) };
}

type Place = { size: number; packed: number; offset: number };

/** Sizes that do not fit in 32 bits stand in the extra field, in this order, where the short ones are all ones. */
function placeOf(view: DataView, { at, extra, extraLength }: { at: number; extra: number; extraLength: number }): Place {
  const place = { size: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) };
  for (let field = extra; field + 4 <= extra + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let from = field + 4;
    for (const name of ['size', 'packed', 'offset'] as const) {
      if (place[name] !== IN_ZIP64 || from + 8 > view.byteLength) continue;
      place[name] = Number(view.getBigUint64(from, true));
      from += 8;
    }
  }
  return place;
}

type Stored = Place & { flags: number; method: number; largest: number };

async function readEntry(archive: Bytes, { flags, method, size, packed, offset, largest }: Stored): Promise<Bytes> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  if ((flags & ENCRYPTED) !== 0 || size > largest) throw new ZipError('entry');
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL_ENTRY) throw new ZipError('entry');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const data = archive.subarray(start, start + packed);
  if (data.length !== packed) throw new ZipError('entry');
  if (method === STORED) return data.slice();
  if (method !== DEFLATED) throw new ZipError('entry');
  const unpacked = await inflate(data, largest);
  if (unpacked.length !== size) throw new ZipError('entry');
  return unpacked;
}
