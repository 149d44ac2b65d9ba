// Age files made from given randomness, so that a container can be a frozen vector: the library that the product uses draws
// file key and nonce itself. The payload is written here a second time, by WebCrypto's HKDF and Node's ChaCha20-Poly1305.
import { createCipheriv, createHmac, hkdfSync } from "node:crypto";
import type { FileKey, KemPublicKey } from "../../crypto/bytes.ts";
import { wrapFileKey } from "../../crypto/primitives/age-wrap.ts";
import { xwingEncapsulateWith } from "../../crypto/primitives/xwing-encapsulate.ts";

export interface AgeRandomness {
  /** 16 bytes each. */
  readonly fileKey: Uint8Array;
  readonly payloadNonce: Uint8Array;
  /** 64 bytes for each stanza. */
  readonly encapsulations: readonly Uint8Array[];
}

const CHUNK_BYTES = 65_536;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replaceAll("=", "");

/** An age file with one stanza for each key, in the order of the keys. */
export async function ageFileWith(
  randomness: AgeRandomness, content: { readonly keys: readonly KemPublicKey[]; readonly plaintext: Uint8Array },
): Promise<Uint8Array> {
  const { fileKey, payloadNonce, encapsulations } = randomness;
  const encapsulated = content.keys.map((key, index) => xwingEncapsulateWith(key, encapsulations[index]!));
  const stanzas = wrapFileKey(fileKey as FileKey, encapsulated);
  const lines = stanzas.map(({ args, body }) => `-> ${args.join(" ")}\n${base64(body)}\n`);
  const header = `age-encryption.org/v1\n${lines.join("")}---`;
  const mac = createHmac("sha256", expand(fileKey, { salt: new Uint8Array(0), info: "header" })).update(header).digest();
  const payload = stream(expand(fileKey, { salt: payloadNonce, info: "payload" }), content.plaintext);
  return new Uint8Array(Buffer.concat([Buffer.from(`${header} ${base64(mac)}\n`), payloadNonce, payload]));
}

function expand(fileKey: Uint8Array, { salt, info }: { salt: Uint8Array; info: string }): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", fileKey, salt, info, 32));
}

/** Chunks of 64 KiB, nonce = counter (11 bytes) and 1 for the last. */
function stream(key: Uint8Array, plaintext: Uint8Array): Buffer {
  const count = Math.max(1, Math.ceil(plaintext.length / CHUNK_BYTES));
  return Buffer.concat(Array.from({ length: count }, (_, index) => {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(index, 7);
    nonce[11] = index === count - 1 ? 1 : 0;
    const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
    const sealed = cipher.update(plaintext.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
    return Buffer.concat([sealed, cipher.final(), cipher.getAuthTag()]);
  }));
}
