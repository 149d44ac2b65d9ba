// The one place where byte views meet WebCrypto's types.

/** WebCrypto refuses views on shared memory at run time; the type system cannot know which a caller holds. */
export function source(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

export const subtle: SubtleCrypto = globalThis.crypto.subtle;
