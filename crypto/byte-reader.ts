// Reads a byte string from front to back. Every step checks what is left, so no parser here does arithmetic on offsets.
import { InvalidInputError } from "./errors.ts";

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  get position(): number {
    return this.#at;
  }

  /** The next `length` bytes, as a view. InvalidInputError where fewer are left. */
  take(length: number): Uint8Array {
    if (length > this.left) throw new InvalidInputError("bytes end too early");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A big-endian uint32, then as many bytes; at most `max`. */
  takeLengthPrefixed(max: number): Uint8Array {
    const prefix = this.take(4);
    const length = new DataView(prefix.buffer, prefix.byteOffset, 4).getUint32(0);
    if (length > max) throw new InvalidInputError("part too long");
    return this.take(length);
  }
}
