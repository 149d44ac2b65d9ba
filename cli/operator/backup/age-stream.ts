// The payload of an age file (C2SP age, "Payload"): STREAM over ChaCha20-Poly1305 in pieces of 64 KiB. By OpenSSL, since a backup
// may have terabytes and age-encryption's own does 20 MB/s here; tests hold the two and the published vectors against each other.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type ByteReader, piecesOf } from './pieces.ts';

const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const NONCE_BYTES = 16;
const CIPHER = 'chacha20-poly1305';

/** Thrown for whatever is not exactly what was sealed: cut, altered, or sealed for somebody else. */
export class ArchiveDamagedError extends Error {
  override readonly name = 'ArchiveDamagedError';
}

/** Nonce, then the pieces. `fileKey`: 16 bytes, used for this file only. */
export async function* sealPayload(fileKey: Uint8Array, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const nonce = randomBytes(NONCE_BYTES);
  yield nonce;
  const key = payloadKey(fileKey, nonce);
  let index = 0;
  for await (const { bytes, last } of piecesOf(source, PIECE_BYTES)) {
    const cipher = createCipheriv(CIPHER, key, pieceNonce(index, { last }), { authTagLength: TAG_BYTES });
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    index += 1;
  }
}

/** Gives nothing of a piece before its tag has held. Throws ArchiveDamagedError. */
export async function* openPayload(fileKey: Uint8Array, reader: ByteReader): AsyncGenerator<Uint8Array> {
  const nonce = await readExactly(reader, NONCE_BYTES);
  const key = payloadKey(fileKey, nonce);
  let index = 0;
  for await (const { bytes, last } of piecesOf(reader.rest(), PIECE_BYTES + TAG_BYTES)) {
    const opened = openPiece(bytes, { key, nonce: pieceNonce(index, { last }) });
    // Only a payload without any byte ends in an empty piece.
    if (opened.byteLength === 0 && index > 0) throw new ArchiveDamagedError();
    yield opened;
    index += 1;
  }
}

function openPiece(sealed: Uint8Array, { key, nonce }: { key: Uint8Array; nonce: Uint8Array }): Uint8Array {
  const end = sealed.byteLength - TAG_BYTES;
  if (end < 0) throw new ArchiveDamagedError();
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch {
    throw new ArchiveDamagedError();
  }
}

async function readExactly(reader: ByteReader, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of reader.take(length)) parts.push(part);
  const bytes = Buffer.concat(parts);
  if (bytes.byteLength !== length) throw new ArchiveDamagedError();
  return bytes;
}

/** HKDF-SHA-256(file key, salt = nonce, info = "payload"), 32 bytes. */
function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** 11 bytes of counter, big-endian, and one that marks the last piece. */
function pieceNonce(index: number, { last }: { last: boolean }): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
