// Cobblestone-256: an independent implementation at every record size, and every alteration refused. The standard's vectors
// stand in standard/.
import { createCipheriv, createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInputError, OpenError } from "../../crypto/errors.ts";
import { cobblestoneOpen, cobblestoneSeal, cobblestoneSealWith, type CobblestoneScope } from "../../crypto/primitives/cobblestone.ts";
import { plaintextLength, sealedLength, SEGMENT_RECORD_BYTES, STANDARD_RECORD_BYTES } from "../../crypto/primitives/cobblestone-length.ts";
import { open, seal, type SealScope } from "../../crypto/primitives/seal.ts";

const bytesOf = (length: number): Uint8Array => new Uint8Array(length).map((_, index) => index * 31 + (index >> 8));
const scope = (recordBytes: number): CobblestoneScope => ({ key: new Uint8Array(32).fill(7), context: Buffer.from("context"), recordBytes });
const small = scope(64);

/** A second implementation, written from the specification, with OpenSSL. */
function referenceSeal({ key, context, recordBytes }: CobblestoneScope, salt: Uint8Array, plaintext: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(recordBytes);
  const prefix = recordBytes === 16384 ? "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" : `sealpost/v1/chunked+AEAD_AES_256_GCM\0${size.toString("latin1")}`;
  const info = Buffer.concat([Buffer.from(prefix, "latin1"), salt, context]);
  const first = createHmac("sha512", key).update(info).update(Buffer.of(1)).digest();
  const second = createHmac("sha512", key).update(first).update(info).update(Buffer.of(2)).digest();
  const derived = Buffer.concat([first, second]);
  const parts: Uint8Array[] = [salt, derived.subarray(44, 76)];
  for (let index = 0; index * recordBytes <= plaintext.length; index += 1) {
    const counter = Buffer.alloc(12);
    counter.writeUIntBE(index, 7, 5);
    const nonce = derived.subarray(32, 44).map((byte, at) => byte ^ counter[at]!);
    const cipher = createCipheriv("aes-256-gcm", derived.subarray(0, 32), nonce);
    parts.push(cipher.update(plaintext.subarray(index * recordBytes, (index + 1) * recordBytes)), cipher.final(), cipher.getAuthTag());
  }
  return Buffer.concat(parts);
}

describe("Cobblestone-256", () => {
  it.each([[16384, [0, 1, 16383, 16384, 16385, 32768, 257 * 16384 + 5]], [262144, [0, 262143, 262144, 600_000]], [64, [0, 63, 64, 65, 300 * 64]]])(
    "seals as a second implementation does, in records of %i bytes", async (recordBytes, lengths) => {
      for (const length of lengths) {
        const salt = randomBytes(24);
        const plaintext = bytesOf(length);
        const sealed = await cobblestoneSealWith(scope(recordBytes), { salt, plaintext });
        expect(Buffer.compare(sealed, referenceSeal(scope(recordBytes), salt, plaintext))).toBe(0);
        expect(Buffer.compare(await cobblestoneOpen(scope(recordBytes), sealed), plaintext)).toBe(0);
        expect(sealed).toHaveLength(56 + length + 16 * (Math.floor(length / recordBytes) + 1));
      }
    },
  );

  it("comes back for every length, and lengths agree both ways", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (plaintext) => {
      const sealed = await cobblestoneSeal(small, plaintext);
      expect(sealed).toHaveLength(sealedLength(plaintext.length, 64));
      expect(plaintextLength(sealed.length, 64)).toBe(plaintext.length);
      expect(await cobblestoneOpen(small, sealed)).toEqual(plaintext);
    }));
    for (let sealed = 0; sealed < 1000; sealed += 1) {
      const length = plaintextLength(sealed, 64);
      expect(length === null || sealedLength(length, 64) === sealed).toBe(true);
    }
  });

  it("never seals twice alike", async () => {
    const [first, second] = await Promise.all([cobblestoneSeal(small, bytesOf(10)), cobblestoneSeal(small, bytesOf(10))]);
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  it("refuses one flipped bit anywhere", async () => {
    const sealed = await cobblestoneSeal(small, bytesOf(130));
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = sealed.slice();
      altered[at]! ^= 1 << (at % 8);
      await expect(cobblestoneOpen(small, altered)).rejects.toThrow(OpenError);
    }
  });

  it("refuses every truncation, also at the end of a record", async () => {
    const sealed = await cobblestoneSeal(small, bytesOf(200));
    for (let length = 0; length < sealed.length; length += 1) {
      await expect(cobblestoneOpen(small, sealed.subarray(0, length))).rejects.toThrow(OpenError);
    }
  });

  it("refuses records swapped, doubled, dropped, moved between messages, and anything after the end", async () => {
    const sealed = await cobblestoneSeal(small, bytesOf(200));
    const other = await cobblestoneSeal(small, bytesOf(200));
    const header = sealed.subarray(0, 56);
    const record = (from: Uint8Array, index: number): Uint8Array => from.subarray(56 + index * 80, 56 + (index + 1) * 80);
    const [a, b, c, last] = [0, 1, 2, 3].map((index) => record(sealed, index)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const altered: Uint8Array[][] = [
      [b, a, c, last], [a, a, c, last], [a, c, last], [a, b, last], [a, b, c, last, last], [a, b, c, last, Buffer.alloc(16)],
      [a, b, c, last, Buffer.of(0)], [record(other, 0), b, c, last], [a, b, c, record(other, 3)], [a, b, c, c, last],
    ];
    for (const records of altered) await expect(cobblestoneOpen(small, Buffer.concat([header, ...records]))).rejects.toThrow(OpenError);
    await expect(cobblestoneOpen(small, Buffer.concat([other.subarray(0, 56), a, b, c, last]))).rejects.toThrow(OpenError);
    expect(await cobblestoneOpen(small, Buffer.concat([header, a, b, c, last]))).toHaveLength(200);
  });

  it("is bound to key, context and record size", async () => {
    const sealed = await cobblestoneSeal(small, bytesOf(20));
    await expect(cobblestoneOpen({ ...small, key: new Uint8Array(32).fill(8) }, sealed)).rejects.toThrow(OpenError);
    await expect(cobblestoneOpen({ ...small, context: Buffer.from("contexT") }, sealed)).rejects.toThrow(OpenError);
    await expect(cobblestoneOpen({ ...small, context: Buffer.from("context\0") }, sealed)).rejects.toThrow(OpenError);
    // Short enough to be a single record at every size: only the info prefix tells them apart.
    for (const recordBytes of [65, STANDARD_RECORD_BYTES, SEGMENT_RECORD_BYTES]) {
      await expect(cobblestoneOpen({ ...small, recordBytes }, sealed)).rejects.toThrow(OpenError);
    }
  });

  it("seals into the caller's memory, and refuses too little of it", async () => {
    const into = new Uint8Array(500);
    const sealed = await cobblestoneSealWith(small, { salt: randomBytes(24), plaintext: bytesOf(200), into });
    expect(sealed.buffer).toBe(into.buffer);
    expect(await cobblestoneOpen(small, sealed)).toEqual(bytesOf(200));
    await expect(cobblestoneSealWith(small, { salt: randomBytes(24), plaintext: bytesOf(200), into: new Uint8Array(100) })).rejects.toThrow(InvalidInputError);
  });
});

describe("Seal", () => {
  const key = new Uint8Array(32).fill(1);
  const place: SealScope = { purpose: "state", owner: "A", name: "contacts", version: 3 };

  it("opens only with the same purpose, owner, name and version", async () => {
    const sealed = await seal(key, place, Buffer.from("secret"));
    expect(Buffer.from(await open(key, place, sealed)).toString()).toBe("secret");
    const others: SealScope[] = [
      { ...place, purpose: "keyring" }, { ...place, owner: "B" }, { ...place, name: "settings" }, { ...place, version: 4 },
      // Parts cannot move over their borders.
      { ...place, owner: "Ac", name: "ontacts" }, { ...place, owner: "", name: "Acontacts" },
    ];
    for (const other of others) await expect(open(key, other, sealed)).rejects.toThrow(OpenError);
    await expect(open(new Uint8Array(32), place, sealed)).rejects.toThrow(OpenError);
  });

  it("is 72 bytes longer than what it seals", async () => {
    expect(await seal(key, place, new Uint8Array(100))).toHaveLength(172);
  });

  it("refuses keys that are not 32 bytes and versions that are no integers", async () => {
    await expect(seal(key.subarray(1), place, key)).rejects.toThrow(InvalidInputError);
    await expect(seal(key, { ...place, version: 1.5 }, key)).rejects.toThrow(InvalidInputError);
    await expect(seal(key, { ...place, version: -1 }, key)).rejects.toThrow(InvalidInputError);
  });
});
