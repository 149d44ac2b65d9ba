// Attachments: sizes and places of segments, sealing and opening them, and names, types and thumbnails.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId, toBase64Url, type AttachmentKey } from "../../crypto/bytes.ts";
import { InvalidInputError, OpenError } from "../../crypto/errors.ts";
import { fileNameOf, folderPathOf, isFileName, isFolderPath, isMediaType, mediaTypeOf } from "../../crypto/message/attachment-name.ts";
import { createAttachmentKey, isSegmentOf, sealSegment, sealSegmentInto, segmentSalt, type SegmentPlace } from "../../crypto/message/attachment.ts";
import { segmentHash } from "../../crypto/message/segment-hash.ts";
import { SEGMENT_BYTES, segmentLayout } from "../../crypto/message/segment-layout.ts";
import { openThumbnail, sealThumbnail } from "../../crypto/message/thumbnail.ts";
import { typeClassOf } from "../../crypto/message/type-class.ts";
import { sealedLength, SEGMENT_RECORD_BYTES } from "../../crypto/primitives/cobblestone-length.ts";
import { cobblestoneOpen } from "../../crypto/primitives/cobblestone.ts";
import { fingerprint } from "../../crypto/primitives/hash.ts";
import { seal } from "../../crypto/primitives/seal.ts";
import { openWholeSegment } from "../support/whole-segment.ts";

const MIB = 1_048_576;

describe("segmentLayout", () => {
  it("has the sizes of the specification", () => {
    expect(segmentLayout(0)).toMatchObject({ segmentSize: SEGMENT_BYTES, count: 1, sealedBytes: 72 });
    expect(segmentLayout(1).sealedBytes).toBe(73);
    const full = segmentLayout(SEGMENT_BYTES);
    expect([full.count, full.sealedBytes]).toEqual([1, 5_243_272]);
    const oneMore = segmentLayout(SEGMENT_BYTES + 1);
    expect([oneMore.count, oneMore.segmentBytes(0), oneMore.segmentBytes(1), oneMore.sealedSegmentBytes(0), oneMore.sealedSegmentBytes(1), oneMore.offset(1), oneMore.sealedBytes])
      .toEqual([2, SEGMENT_BYTES, 1, 5_243_272, 73, 5_243_272, 5_243_345]);
    expect(segmentLayout(500 * 1_000_000)).toMatchObject({ count: 96, segmentSize: SEGMENT_BYTES });
    expect(segmentLayout(262_144).sealedBytes).toBe(56 + 262_144 + 32);
  });

  it("makes larger segments only where 10,000 would not do", () => {
    expect(segmentLayout(10_000 * SEGMENT_BYTES)).toMatchObject({ segmentSize: SEGMENT_BYTES, count: 10_000 });
    const larger = segmentLayout(10_000 * SEGMENT_BYTES + 1);
    expect(larger.segmentSize).toBe(SEGMENT_BYTES + 262_144);
    expect(larger.count).toBeLessThanOrEqual(10_000);
  });

  it("covers every byte once, for any size", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 36 }), (size) => {
      const layout = segmentLayout(size);
      const last = layout.count - 1;
      expect(layout.segmentSize * last + layout.segmentBytes(last)).toBe(size);
      expect(layout.offset(last) + layout.sealedSegmentBytes(last)).toBe(layout.sealedBytes);
      expect(last === 0 || layout.offset(1) === layout.sealedSegmentBytes(0)).toBe(true);
      expect(layout.segmentBytes(last)).toBeGreaterThanOrEqual(size === 0 ? 0 : 1);
    }));
  });

  it.each([[-1, SEGMENT_BYTES], [1.5, SEGMENT_BYTES], [Number.NaN, SEGMENT_BYTES], [2 ** 53, SEGMENT_BYTES], [1, 1], [1, SEGMENT_BYTES + 1], [1, 2 ** 32], [10_001 * SEGMENT_BYTES, SEGMENT_BYTES]])(
    "refuses %d bytes in segments of %d", (size, segmentSize) => expect(() => segmentLayout(size, segmentSize)).toThrow(InvalidInputError),
  );

  it.each([-1, 2, 0.5, Number.NaN])("refuses segment %d of 2", (index) => {
    const layout = segmentLayout(SEGMENT_BYTES + 1);
    expect(() => layout.segmentBytes(index)).toThrow(InvalidInputError);
    expect(() => layout.offset(index)).toThrow(InvalidInputError);
  });
});

describe("segments", () => {
  const key = createAttachmentKey();
  const size = SEGMENT_BYTES + 300_000;
  const place = (index: number): SegmentPlace => ({ id, size, segmentSize: SEGMENT_BYTES, index });
  const id = newId();
  const plaintext = (length: number): Uint8Array => new Uint8Array(length).map((_, index) => index * 13 + (index >> 9));

  it("come back, full ones and the last", async () => {
    for (const index of [0, 1]) {
      const bytes = plaintext(index === 0 ? SEGMENT_BYTES : 300_000);
      const { sealed, hash } = await sealSegment(key, place(index), bytes);
      expect(sealed).toHaveLength(segmentLayout(size).sealedSegmentBytes(index));
      expect(Buffer.compare(await openWholeSegment(key, { ...place(index), hash }, sealed), bytes)).toBe(0);
    }
  });

  it("are told by hash and salt from any other plaintext, key or place, without the sealed bytes", async () => {
    const bytes = plaintext(300_000);
    const segment = await sealSegment(key, place(1), bytes);
    const known = { ...place(1), hash: segment.hash, salt: segmentSalt(segment) };
    expect(await isSegmentOf(key, known, bytes)).toBe(true);
    const changed = Uint8Array.from(bytes);
    changed[299_999] = (changed[299_999] ?? 0) ^ 1;
    expect(await isSegmentOf(key, known, changed)).toBe(false);
    expect(await isSegmentOf(createAttachmentKey(), known, bytes)).toBe(false);
    expect(await isSegmentOf(key, { ...known, id: newId() }, bytes)).toBe(false);
    await expect(isSegmentOf(key, known, bytes.subarray(1))).rejects.toThrow(InvalidInputError);
  });

  it("of an empty file come back", async () => {
    const empty = { id, size: 0, segmentSize: SEGMENT_BYTES, index: 0 };
    const { sealed, hash } = await sealSegment(key, empty, new Uint8Array(0));
    expect(sealed).toHaveLength(72);
    expect(await openWholeSegment(key, { ...empty, hash }, sealed)).toHaveLength(0);
  });

  it("are sealed alike into memory of the caller", async () => {
    const into = new Uint8Array(400_000);
    const { sealed, hash } = await sealSegmentInto(key, place(1), { plaintext: plaintext(300_000), into });
    expect(sealed.buffer).toBe(into.buffer);
    expect(Buffer.compare(await openWholeSegment(key, { ...place(1), hash }, sealed), plaintext(300_000))).toBe(0);
  });

  it("are Cobblestone under the context of the specification, byte for byte", async () => {
    for (const [index, last] of [[0, 0], [1, 1]] as const) {
      const numbers = Buffer.alloc(17);
      numbers.writeBigUInt64BE(BigInt(size), 0);
      numbers.writeUInt32BE(SEGMENT_BYTES, 8);
      numbers.writeUInt32BE(index, 12);
      numbers.writeUInt8(last, 16);
      const context = Buffer.concat([Buffer.from("sealpost/v1/segment\0"), Buffer.from(id, "base64url"), numbers]);
      const { sealed } = await sealSegment(key, place(index), plaintext(index === 0 ? SEGMENT_BYTES : 300_000));
      await expect(cobblestoneOpen({ key, context, recordBytes: 262_144 }, sealed)).resolves.toBeDefined();
    }
  });

  it("never seal alike twice", async () => {
    const [first, second] = await Promise.all([1, 1].map((index) => sealSegment(key, place(index), plaintext(300_000))));
    expect(first!.hash).not.toBe(second!.hash);
  });

  it("refuse another length than their place has", async () => {
    await expect(sealSegment(key, place(0), plaintext(300_000))).rejects.toThrow(InvalidInputError);
    await expect(sealSegment(key, place(1), plaintext(299_999))).rejects.toThrow(InvalidInputError);
    await expect(sealSegment(key, place(2), plaintext(1))).rejects.toThrow(InvalidInputError);
  });

  it("are bound to attachment, size, segment size, place and end", async () => {
    // Two segments of the same length, so that only the context tells the places apart.
    const two = { id, size: 2 * SEGMENT_BYTES, segmentSize: SEGMENT_BYTES };
    const { sealed, hash } = await sealSegment(key, { ...two, index: 1 }, plaintext(SEGMENT_BYTES));
    const others: SegmentPlace[] = [
      { ...two, index: 0 }, { ...two, id: newId(), index: 1 },
      { ...two, size: 3 * SEGMENT_BYTES, index: 1 }, { ...two, size: 3 * SEGMENT_BYTES, index: 2 }, { ...two, size: SEGMENT_BYTES, index: 0 },
      { ...two, segmentSize: SEGMENT_BYTES + 262_144, index: 0 },
    ];
    for (const other of others) await expect(openWholeSegment(key, { ...other, hash }, sealed)).rejects.toThrow(OpenError);
    await expect(openWholeSegment(createAttachmentKey(), { ...two, index: 1, hash }, sealed)).rejects.toThrow(OpenError);
    await expect(openWholeSegment(key, { ...two, index: 1, hash }, sealed)).resolves.toHaveLength(SEGMENT_BYTES);
  });

  it("are refused when they are not the signed bytes, though they would open", async () => {
    const honest = await sealSegment(key, place(1), plaintext(300_000));
    // Whoever has the key can seal other content for the same place: only the manifest's hash tells.
    const swapped = await sealSegment(key, place(1), new Uint8Array(300_000));
    await expect(openWholeSegment(key, { ...place(1), hash: honest.hash }, swapped.sealed)).rejects.toThrow(OpenError);
  });

  it("are refused truncated, extended, reordered and with one bit flipped", async () => {
    const { sealed, hash } = await sealSegment(key, place(1), plaintext(300_000));
    const flipped = sealed.slice();
    flipped[200_000]! ^= 4;
    const record = 262_160;
    const reordered = new Uint8Array(Buffer.concat([sealed.subarray(0, 56), sealed.subarray(56 + record), sealed.subarray(56, 56 + record)]));
    for (const altered of [sealed.subarray(0, -1), sealed.subarray(0, 56 + record), new Uint8Array([...sealed, 0]), flipped, reordered, new Uint8Array(0)]) {
      await expect(openWholeSegment(key, { ...place(1), hash }, altered)).rejects.toThrow(OpenError);
      // Also where a colluding sender signed the altered bytes.
      const signed = toBase64Url(await segmentHash(altered));
      await expect(openWholeSegment(key, { ...place(1), hash: signed }, altered)).rejects.toThrow(OpenError);
    }
  });

  it("have the hash of their sealed bytes, whichever record is sealed first, in fresh memory and in memory used again", async () => {
    const into = new Uint8Array(sealedLength(SEGMENT_BYTES, SEGMENT_RECORD_BYTES) + 1).fill(7);
    const whole = { id, size: SEGMENT_BYTES, segmentSize: SEGMENT_BYTES, index: 0 };
    for (const { sealed, hash } of [await sealSegment(key, whole, plaintext(SEGMENT_BYTES)), await sealSegmentInto(key, whole, { plaintext: plaintext(SEGMENT_BYTES), into })]) {
      expect(toBase64Url(await segmentHash(sealed))).toBe(hash);
    }
  });

  it("are told apart by their hash from all other bytes, those that are no segment too", async () => {
    const lengths = [0, 1, 2, 55, 56, 57, 56 + 262_160, 57 + 262_160];
    const hashes = await Promise.all(lengths.map(async (length) => toBase64Url(await segmentHash(new Uint8Array(length)))));
    expect(new Set(hashes).size).toBe(lengths.length);
  });

  it("need a key of 32 bytes", async () => {
    await expect(sealSegment(key.subarray(1) as AttachmentKey, place(1), plaintext(300_000))).rejects.toThrow(InvalidInputError);
  });
});

describe("thumbnails", () => {
  const key = createAttachmentKey();
  const place = { attachment: newId(), id: newId() };

  it("come back, and only under their own attachment, id and hash", async () => {
    const image = new Uint8Array(16_384).fill(3);
    const { sealed, sha256 } = await sealThumbnail(key, place, image);
    expect(await openThumbnail(key, { ...place, sha256 }, sealed)).toEqual(image);
    const other = await sealThumbnail(key, place, image);
    await expect(openThumbnail(key, { ...place, sha256 }, other.sealed)).rejects.toThrow(OpenError);
    await expect(openThumbnail(key, { ...place, id: newId(), sha256 }, sealed)).rejects.toThrow(OpenError);
    await expect(openThumbnail(key, { ...place, attachment: newId(), sha256 }, sealed)).rejects.toThrow(OpenError);
  });

  it("are 1 to 16,384 bytes, sealed and opened", async () => {
    await expect(sealThumbnail(key, place, new Uint8Array(0))).rejects.toThrow(InvalidInputError);
    await expect(sealThumbnail(key, place, new Uint8Array(16_385))).rejects.toThrow(InvalidInputError);
    const scope = { purpose: "thumbnail", owner: place.attachment, name: place.id, version: 1 } as const;
    const openSealed = async (length: number): Promise<Uint8Array> => {
      const sealed = await seal(key, scope, new Uint8Array(length));
      return openThumbnail(key, { ...place, sha256: await fingerprint(sealed) }, sealed);
    };
    for (const length of [1, 16_384]) await expect(openSealed(length)).resolves.toHaveLength(length);
    for (const length of [0, 16_385]) await expect(openSealed(length)).rejects.toThrow(OpenError);
  });
});

describe("typeClassOf", () => {
  const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
  const zip = (entry: string): Uint8Array => ascii(`PK\u0003\u0004${"\0".repeat(26)}${entry}`);
  const dicom = new Uint8Array(200);
  dicom.set(ascii("DICM"), 128);
  const binaryStl = new Uint8Array(184);
  binaryStl[80] = 2;

  it.each<[string, { name: string; head: Uint8Array; size?: number }]>([
    ["a ZIP by its name", { name: "SCANS.ZIP", head: ascii("x") }],
    ["a ZIP by its bytes", { name: "scans.pdf", head: zip("a/b.dcm") }],
    ["an empty ZIP", { name: "x", head: ascii("PK\u0005\u0006") }],
    ["a ZIP called a document", { name: "letter.docx", head: zip("scan.stl") }],
    ["a program archive", { name: "x.jar", head: zip("META-INF/") }],
    ["a DICOM by its name", { name: "image.dcm", head: new Uint8Array(0) }],
    ["a DICOM by its bytes", { name: "image", head: dicom }],
    ["an STL by its name", { name: "jaw.stl", head: new Uint8Array(0) }],
    ["a textual STL by its bytes", { name: "jaw.txt", head: ascii("solid jaw\n  facet normal 0 0 1\n") }],
    ["one behind a no-break space, with a letter beyond ASCII behind the word", { name: "jaw.txt", head: ascii("\u00a0solid\u00e9\nfacet\u00e9") }],
    ["a binary STL by its bytes and size", { name: "jaw.bin", head: binaryStl, size: 184 }],
  ])("calls %s advanced", (_, file) => expect(typeClassOf(file)).toBe("advanced"));

  it.each<[string, { name: string; head: Uint8Array; size?: number }]>([
    ["a PDF", { name: "letter.pdf", head: ascii("%PDF-1.7") }], ["a photo", { name: "photo.jpg", head: ascii("\u00ff\u00d8\u00ff") }],
    ["an empty file", { name: "empty.txt", head: new Uint8Array(0), size: 0 }], ["a document", { name: "letter.docx", head: zip("[Content_Types].xml") }],
    ["another document", { name: "letter.odt", head: zip("mimetypeapplication/vnd.oasis.opendocument.text") }],
    ["a text about solids", { name: "notes.txt", head: ascii("solid advice\nfor all") }], ["bytes like an STL of another size", { name: "x.bin", head: binaryStl, size: 185 }],
    ["a control before what would be an STL", { name: "x.txt", head: ascii("\u001csolid a\nfacet") }], ["an ending with a long s", { name: "x.\u017ftl", head: ascii("x") }],
    ["a name that only contains the word", { name: "zip.txt", head: ascii("zip") }],
  ])("calls %s standard", (_, file) => expect(typeClassOf(file)).toBe("standard"));
});

describe("names, folders and media types", () => {
  it("are always allowed after fileNameOf, folderPathOf and mediaTypeOf", () => {
    const raw = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom("a", ".", "/", "\\", "\u202e", "\n", "\ud800", "😀", " ") }), fc.string({ minLength: 250, maxLength: 400, unit: "grapheme" }));
    fc.assert(fc.property(raw, (text) => {
      expect(isFileName(fileNameOf(text))).toBe(true);
      expect(fileNameOf(text).isWellFormed()).toBe(true);
      const path = folderPathOf(text);
      expect(path === null || (isFolderPath(path) && path.isWellFormed())).toBe(true);
      expect(isMediaType(mediaTypeOf(text))).toBe(true);
    }), { numRuns: 500 });
  });

  it.each([
    ["scan.stl", "scan.stl"], ["a/b\\c.txt", "a_b_c.txt"], ["..", "file"], ["", "file"], ["photo\u202egpj.exe", "photogpj.exe"], ["a\nb", "ab"], ["e\u0301.txt", "\u00e9.txt"],
    [`${"x".repeat(300)}.dcm`, `${"x".repeat(251)}.dcm`],
  ])("fileNameOf(%j)", (raw, name) => expect(fileNameOf(raw)).toBe(name));

  it("fileNameOf settles after one time", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      expect(fileNameOf(fileNameOf(text))).toBe(fileNameOf(text));
    }));
  });

  it.each([["upper/left", "upper/left"], ["/upper//left/", "upper/left"], ["../../etc", "etc"], ["", null], [".", null], ["a".repeat(2000).replaceAll(/.{200}/g, "$&/"), null]])(
    "folderPathOf(%j)", (raw, path) => expect(folderPathOf(raw)).toBe(path),
  );

  it.each([["text/html; charset=utf-8", "text/html"], ["Image/PNG", "image/png"], ["", "application/octet-stream"], ["nonsense", "application/octet-stream"], ["a/b/c", "application/octet-stream"]])(
    "mediaTypeOf(%j)", (raw, type) => expect(mediaTypeOf(raw)).toBe(type),
  );
});

it("has 5 MiB segments", () => expect(SEGMENT_BYTES).toBe(5 * MIB));
