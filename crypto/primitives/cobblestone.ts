// Cobblestone-256: C2SP chunked-encryption with HKDF-Expand-SHA-512 and AES-256-GCM by WebCrypto (SPEC.md, "Cobblestone").
// At 16 KiB records it is the standard to the letter; any other record size has an info prefix of its own.
import { concatBytes, constantTimeEqual, encodeUint32, encodeUtf8, release, wipe, type Bytes } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import { COBBLESTONE_OTHER_RECORDS, COBBLESTONE_STANDARD } from "../labels.ts";
import {
  COMMITMENT_BYTES, HEADER_BYTES, SALT_BYTES, STANDARD_RECORD_BYTES, TAG_BYTES, plaintextLength, sealedLength,
} from "./cobblestone-length.ts";
import { hkdfExpand } from "./hkdf.ts";
import { randomBytes } from "./random.ts";
import { sideBySide } from "./side-by-side.ts";
import { source, subtle } from "./webcrypto.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** What a message is bound to. `recordBytes` is a constant of the format, never a value from outside. */
export interface CobblestoneScope {
  /** 32 uniformly random bytes. */
  readonly key: Uint8Array;
  /** Any bytes; both sides must agree. */
  readonly context: Uint8Array;
  readonly recordBytes: number;
}

export interface CobblestoneMessage {
  /** 24 bytes that MUST NOT repeat under one key for different bytes. */
  readonly salt: Uint8Array;
  readonly plaintext: Uint8Array;
  /** Memory for the result, which is then a view of it. For large messages fresh memory costs as much as the encryption. */
  readonly into?: Bytes;
}

interface RecordKeys {
  readonly aes: CryptoKey;
  readonly baseNonce: Bytes;
  readonly commitment: Bytes;
}

/** key (32) | base nonce (12) | commitment (32) = HKDF-Expand-SHA-512(input key, prefix | salt (24) | context). */
async function deriveRecordKeys(scope: CobblestoneScope, salt: Uint8Array): Promise<RecordKeys> {
  if (scope.key.length !== KEY_BYTES) throw new InvalidInputError("key length");
  const prefix = scope.recordBytes === STANDARD_RECORD_BYTES
    ? encodeUtf8(COBBLESTONE_STANDARD)
    : concatBytes(encodeUtf8(COBBLESTONE_OTHER_RECORDS), encodeUint32(scope.recordBytes));
  const info = concatBytes(prefix, salt, scope.context);
  const derived = await hkdfExpand(scope.key, { hash: "SHA-512", info, length: KEY_BYTES + NONCE_BYTES + COMMITMENT_BYTES });
  const aes = await subtle.importKey("raw", derived.subarray(0, KEY_BYTES), "AES-GCM", false, ["encrypt", "decrypt"]);
  const baseNonce = derived.slice(KEY_BYTES, KEY_BYTES + NONCE_BYTES);
  const commitment = derived.slice(KEY_BYTES + NONCE_BYTES);
  wipe(derived);
  return { aes, baseNonce, commitment };
}

/** The base nonce XOR the record's number as a big-endian integer. Our numbers stay below 2^32 (the standard ends at 2^38). */
function recordNonce(baseNonce: Bytes, index: number): Bytes {
  const nonce = baseNonce.slice();
  const view = new DataView(nonce.buffer);
  view.setUint32(8, (view.getUint32(8) ^ index) >>> 0);
  return nonce;
}

/** Seals under a fresh random salt. For `length` n the result has `sealedLength(n, recordBytes)` bytes. */
export function cobblestoneSeal(scope: CobblestoneScope, plaintext: Uint8Array): Promise<Bytes> {
  return cobblestoneSealWith(scope, { salt: randomBytes(SALT_BYTES), plaintext });
}

/** As cobblestoneSeal, with the caller's salt (for vectors) or memory. */
export async function cobblestoneSealWith(scope: CobblestoneScope, message: CobblestoneMessage): Promise<Bytes> {
  const { salt, plaintext } = message;
  const { recordBytes } = scope;
  const keys = await deriveRecordKeys(scope, salt);
  const sealed = memoryOf(sealedLength(plaintext.length, recordBytes), message.into);
  sealed.set(salt);
  sealed.set(keys.commitment, SALT_BYTES);
  const records: Bytes[] = [];
  await sideBySide(Math.floor(plaintext.length / recordBytes) + 1, async (index) => {
    const record = plaintext.subarray(index * recordBytes, (index + 1) * recordBytes);
    const iv = recordNonce(keys.baseNonce, index);
    const ciphertext = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, keys.aes, source(record)));
    sealed.set(ciphertext, HEADER_BYTES + index * (recordBytes + TAG_BYTES));
    records.push(ciphertext);
  });
  release(...records);
  return sealed;
}

function memoryOf(length: number, into: Bytes | undefined): Bytes {
  if (into === undefined) return new Uint8Array(length);
  if (into.length < length) throw new InvalidInputError("memory too short");
  return into.subarray(0, length);
}

/** The whole plaintext, or OpenError (InvalidInputError for a key of another length): no byte is returned before every record has been authenticated. */
export async function cobblestoneOpen(scope: CobblestoneScope, sealed: Uint8Array): Promise<Bytes> {
  const records = await cobblestoneOpenRecords(scope, sealed);
  const plaintext = concatBytes(...records);
  for (const record of records) wipe(record);
  return plaintext;
}

/** As cobblestoneOpen, in the pieces in which it was sealed, the last one shorter or empty: memory for a large whole costs as much as the decryption. */
export async function cobblestoneOpenRecords(scope: CobblestoneScope, sealed: Uint8Array): Promise<Bytes[]> {
  const { recordBytes } = scope;
  const length = plaintextLength(sealed.length, recordBytes);
  if (length === null) throw new OpenError();
  const keys = await deriveRecordKeys(scope, sealed.subarray(0, SALT_BYTES));
  if (!constantTimeEqual(keys.commitment, sealed.subarray(SALT_BYTES, HEADER_BYTES))) throw new OpenError();
  const records = Array.from({ length: Math.floor(length / recordBytes) + 1 }, () => new Uint8Array());
  try {
    await sideBySide(records.length, async (index) => {
      const at = HEADER_BYTES + index * (recordBytes + TAG_BYTES);
      const record = sealed.subarray(at, at + recordBytes + TAG_BYTES);
      const iv = recordNonce(keys.baseNonce, index);
      records[index] = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv }, keys.aes, source(record)));
    });
  } catch (cause) {
    for (const record of records) wipe(record);
    throw new OpenError({ cause });
  }
  return records;
}
