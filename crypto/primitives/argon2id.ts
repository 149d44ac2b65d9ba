// Argon2id (RFC 9106, version 0x13) with the one set of parameters that there is (SPEC.md, "Access code").
// The only file that imports hash-wasm.
import { argon2id as stretch } from "hash-wasm";
import type { Bytes } from "../bytes.ts";

/** RFC 9106, section 4, second recommendation: what OPAQUE asks for a password, too. */
const MEMORY_KIB = 65_536;
const PASSES = 3;
const LANES = 4;
/** SHA-512's length, as HKDF-Expand-SHA-512 wants its key (RFC 5869, section 2.3). */
const OUTPUT_BYTES = 64;

/** Stretches a secret to 64 bytes; `salt` has 16. Takes 64 MiB and some tenths of a second. */
export async function argon2id(secret: Uint8Array, salt: Uint8Array): Promise<Bytes> {
  const stretched = await stretch({
    password: secret,
    salt,
    memorySize: MEMORY_KIB,
    iterations: PASSES,
    parallelism: LANES,
    hashLength: OUTPUT_BYTES,
    outputType: "binary",
  });
  return stretched as Bytes;
}
