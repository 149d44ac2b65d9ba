// libsodium (WebAssembly). Its functions work only after sodiumReady() has resolved.
import sodium from "libsodium-wrappers";
import type { Bytes } from "../bytes.ts";

/** Compiles the WebAssembly once; later calls return at once. */
export async function sodiumReady(): Promise<void> {
  await sodium.ready;
}

/** libsodium's results are fresh arrays on ordinary memory; its types do not say so. */
export function ownBytes(bytes: Uint8Array): Bytes {
  return bytes as Bytes;
}

export { sodium };
