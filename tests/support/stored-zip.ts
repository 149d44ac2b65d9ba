// Reads a ZIP of stored files by its central directory (APPNOTE.TXT 4.3, 4.4; Zip64 too), as unpacking programs do, and checks
// every file's CRC-32.
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

const PIECE = 4 * 1024 * 1024;

/** SHA-256 of each file, by its name in the ZIP. Throws where anything of the ZIP is not as it must be. */
export async function readStoredZip(path: string): Promise<Record<string, string>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { entries, at, length } = await findDirectory(file, size);
    const directory = await read(file, { at, length });
    const found: Record<string, string> = {};
    let offset = 0;
    for (let entry = 0; entry < entries; entry += 1) {
      if (directory.readUInt32LE(offset) !== 0x02014b50) throw new Error('central directory');
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(offset + field)) as [number, number, number];
      const name = directory.toString('utf8', offset + 46, offset + 46 + nameLength);
      const extra = directory.subarray(offset + 46 + nameLength, offset + 46 + nameLength + extraLength);
      const place = sizesOf(directory.subarray(offset, offset + 46), extra);
      if (name in found) throw new Error(`twice: ${name}`);
      found[name] = await hashOf(file, { ...place, crc: directory.readUInt32LE(offset + 16) });
      offset += 46 + nameLength + extraLength + commentLength;
    }
    return found;
  } finally {
    await file.close();
  }
}

async function findDirectory(file: FileHandle, size: number): Promise<{ entries: number; at: number; length: number }> {
  const end = await read(file, { at: size - 22, length: 22 });
  if (end.readUInt32LE(0) !== 0x06054b50) throw new Error('no end of central directory');
  const [entries, length, at] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (at !== 0xffffffff && entries !== 0xffff) return { entries, at, length };
  const locator = await read(file, { at: size - 42, length: 20 });
  const zip64 = await read(file, { at: Number(locator.readBigUInt64LE(8)), length: 56 });
  if (zip64.readUInt32LE(0) !== 0x06064b50) throw new Error('no Zip64 end');
  return { entries: Number(zip64.readBigUInt64LE(32)), length: Number(zip64.readBigUInt64LE(40)), at: Number(zip64.readBigUInt64LE(48)) };
}

/** From the header, or from its Zip64 field where the header has no room. */
function sizesOf(header: Buffer, extra: Buffer): { at: number; length: number } {
  const [length, at] = [header.readUInt32LE(24), header.readUInt32LE(42)];
  if (length !== 0xffffffff && at !== 0xffffffff) return { at, length };
  for (let offset = 0; offset + 4 <= extra.length; offset += 4 + extra.readUInt16LE(offset + 2)) {
    if (extra.readUInt16LE(offset) !== 1) continue;
    return { length: Number(extra.readBigUInt64LE(offset + 4)), at: at === 0xffffffff ? Number(extra.readBigUInt64LE(offset + 20)) : at };
  }
  throw new Error('no Zip64 field');
}

async function hashOf(file: FileHandle, { at, length, crc }: { at: number; length: number; crc: number }): Promise<string> {
  const local = await read(file, { at, length: 30 });
  if (local.readUInt32LE(0) !== 0x04034b50 || local.readUInt16LE(8) !== 0) throw new Error('local header');
  let position = at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const hash = createHash('sha256');
  let sum = 0;
  for (let left = length; left > 0; ) {
    const piece = await read(file, { at: position, length: Math.min(left, PIECE) });
    hash.update(piece);
    sum = crc32(piece, sum);
    position += piece.length;
    left -= piece.length;
  }
  if (sum !== crc) throw new Error('CRC-32');
  return hash.digest('hex');
}

async function read(file: FileHandle, { at, length }: { at: number; length: number }): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead !== length) throw new Error('cut short');
  return buffer;
}
