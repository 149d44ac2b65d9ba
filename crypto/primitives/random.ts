// Random bytes from the platform's generator (Web Cryptography, getRandomValues).

const MAXIMUM_PER_CALL = 65536;

/** `length` bytes (0 to 65536) from the operating system's generator. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  if (length > MAXIMUM_PER_CALL) throw new RangeError("too many random bytes at once");
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
