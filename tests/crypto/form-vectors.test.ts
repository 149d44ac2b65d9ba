// Our frozen vectors for the forms that everything else is made of, valid and invalid, each with the error that refuses it.
import { beforeAll, describe, expect, it } from "vitest";
import { isAddress, normaliseAddress } from "../../crypto/address.ts";
import { concatBytes, encodeUtf8, fromBase64Url, toBase64Url, type AttachmentKey, type Id, type KemSeed } from "../../crypto/bytes.ts";
import { parseCanonicalJson, parseCanonicalJsonBytes } from "../../crypto/canonical-json.ts";
import { sealSegmentWith, type SegmentPlace } from "../../crypto/message/attachment.ts";
import { encodeBody, parseBodyBytes } from "../../crypto/message/body.ts";
import { parseContainer } from "../../crypto/message/container.ts";
import { MANIFEST_FORM } from "../../crypto/message/manifest.ts";
import { encodePlaintext, parsePlaintext } from "../../crypto/message/plaintext.ts";
import { segmentLayout } from "../../crypto/message/segment-layout.ts";
import { openThumbnail } from "../../crypto/message/thumbnail.ts";
import { typeClassOf } from "../../crypto/message/type-class.ts";
import { unwrapFileKey } from "../../crypto/primitives/age-unwrap.ts";
import { fingerprint } from "../../crypto/primitives/hash.ts";
import { open, sealWith, type SealScope } from "../../crypto/primitives/seal.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { parseSignedObject, verifySignatures, type SignedObject } from "../../crypto/signed-object.ts";
import { openWholeSegment } from "../support/whole-segment.ts";
import { readVectors } from "./vectors.ts";

const bytes = fromBase64Url;
const refusing = (code: string): unknown => expect.objectContaining({ code });

beforeAll(sodiumReady);

describe("Seal", () => {
  type Sealed = { key: string; scope: SealScope; sealed?: string; longParts?: [number, number][]; why: string; code: string };
  type Seals = { valid: Required<Pick<Sealed, "key" | "scope" | "sealed">> & { salt: string; plaintext: string; longBytes: number; longSalt: string; longSealedSha256: string }; invalid: Sealed[] };
  const { valid, invalid } = readVectors<Seals>("seal-invalid");
  const sealLong = (): Promise<Uint8Array> => {
    const plaintext = new Uint8Array(valid.longBytes).map((_, index) => index * 31 + (index >> 8));
    return sealWith(bytes(valid.key), valid.scope, { salt: bytes(valid.longSalt), plaintext });
  };

  it("is made again, short and of three records", async () => {
    const { key, scope, salt, plaintext, sealed } = valid;
    expect(toBase64Url(await sealWith(bytes(key), scope, { salt: bytes(salt), plaintext: bytes(plaintext) }))).toBe(sealed);
    expect(await fingerprint(await sealLong())).toBe(valid.longSealedSha256);
  });
  it.each(invalid)("refused: $why", async ({ key, scope, sealed, longParts, code }) => {
    const long = await sealLong();
    const altered = sealed === undefined ? concatBytes(...longParts!.map(([from, to]) => long.subarray(from, to))) : bytes(sealed);
    await expect(open(bytes(key), scope, altered)).rejects.toThrow(refusing(code));
  });
});

describe("canonical JSON", () => {
  const { texts, bytes: inBytes } = readVectors<{ texts: { why: string; code: string; text: string }[]; bytes: { why: string; code: string; bytes: string }[] }>("canonical-json-invalid");
  it.each(texts)("refused: $why", ({ text, code }) => expect(() => parseCanonicalJson(text, { maxBytes: 100 })).toThrow(refusing(code)));
  it.each(inBytes)("refused: $why", ({ bytes: text, code }) => expect(() => parseCanonicalJsonBytes(bytes(text), { maxBytes: 100 })).toThrow(refusing(code)));
});

describe("address", () => {
  const { invalid, notNormalised } = readVectors<{ invalid: { why: string; code: string; typed: string }[]; notNormalised: string[] }>("address-invalid");
  it.each(invalid)("refused: $why", ({ typed, code }) => expect(() => normaliseAddress(typed)).toThrow(refusing(code)));
  it.each(notNormalised)("%s is not in its normalised form", (typed) => {
    expect(isAddress(typed)).toBe(false);
    expect(isAddress(normaliseAddress(typed))).toBe(true);
  });
});

describe("body", () => {
  const { valid, invalid } = readVectors<{ valid: { json: string; sha256: string }[]; invalid: { why: string; code: string; json: string }[] }>("body");
  it.each(valid)("$json", async ({ json, sha256 }) => {
    const encoded = encodeBody(parseBodyBytes(encodeUtf8(json)));
    expect([new TextDecoder().decode(encoded), await fingerprint(encoded)]).toEqual([json, sha256]);
  });
  it.each(invalid)("refused: $why", ({ json, code }) => expect(() => parseBodyBytes(encodeUtf8(json))).toThrow(refusing(code)));
});

describe("segment layout", () => {
  type Layout = { size: number; segmentSize: number; count: number; sealedBytes: number; lastBytes: number; lastSealedBytes: number; lastOffset: number };
  const { valid, invalid } = readVectors<{ valid: Layout[]; invalid: { why: string; code: string; size: number; segmentSize: number }[] }>("segment-layout");
  it.each(valid)("of $size bytes in segments of $segmentSize", ({ size, segmentSize, ...layout }) => {
    const { count, sealedBytes, segmentBytes, sealedSegmentBytes, offset } = segmentLayout(size, segmentSize);
    const last = count - 1;
    expect({ count, sealedBytes, lastBytes: segmentBytes(last), lastSealedBytes: sealedSegmentBytes(last), lastOffset: offset(last) }).toEqual(layout);
  });
  it("takes larger segments only where 10,000 would not do", () => {
    for (const { size, segmentSize } of valid.slice(0, -1)) expect(segmentLayout(size).segmentSize).toBe(segmentSize);
    expect(valid.at(-1)!.segmentSize).toBeGreaterThan(segmentLayout(valid.at(-1)!.size).segmentSize);
  });
  it.each(invalid)("refused: $why", ({ size, segmentSize, code }) => expect(() => segmentLayout(size, segmentSize)).toThrow(refusing(code)));
});

it.each(readVectors<{ why: string; name: string; head: string; size: number; typeClass: string }[]>("type-class"))("type class: $why, $name", ({ name, head, size, typeClass }) => {
  expect(typeClassOf({ name, head: bytes(head), size })).toBe(typeClass);
});

describe("segment", () => {
  type Segment = { key: string; place: SegmentPlace; sealed: string; hash: string };
  const { valid, invalid } = readVectors<{ valid: Segment & { salt: string; plaintext: string }; invalid: (Segment & { why: string; code: string })[] }>("segment-invalid");
  const opened = ({ key, place, sealed, hash }: Segment): Promise<Uint8Array> => openWholeSegment(bytes(key) as AttachmentKey, { ...place, hash }, bytes(sealed));
  it("is made again", async () => {
    const made = await sealSegmentWith(bytes(valid.key) as AttachmentKey, valid.place, { salt: bytes(valid.salt), plaintext: bytes(valid.plaintext) });
    expect([toBase64Url(made.sealed), made.hash]).toEqual([valid.sealed, valid.hash]);
    expect(toBase64Url(await opened(valid))).toBe(valid.plaintext);
  });
  it.each(invalid)("refused: $why", async (wrong) => expect(opened(wrong)).rejects.toThrow(refusing(wrong.code)));
});

describe("thumbnail", () => {
  type Thumbnail = { key: string; attachment: Id; id: Id; sha256: string; sealed: string };
  const { valid, invalid } = readVectors<{ valid: (Thumbnail & { salt: string; image: string })[]; invalid: (Thumbnail & { why: string; code: string })[] }>("thumbnail");
  const opened = ({ key, sealed, ...place }: Thumbnail): Promise<Uint8Array> => openThumbnail(bytes(key) as AttachmentKey, place, bytes(sealed));
  it.each(valid)("is made again", async ({ salt, image, ...vector }) => {
    const scope = { purpose: "thumbnail", owner: vector.attachment, name: vector.id, version: 1 } as const;
    const sealed = await sealWith(bytes(vector.key), scope, { salt: bytes(salt), plaintext: bytes(image) });
    expect([toBase64Url(sealed), await fingerprint(sealed)]).toEqual([vector.sealed, vector.sha256]);
    expect(toBase64Url(await opened(vector))).toBe(image);
  });
  it.each(invalid)("refused: $why", async (wrong) => expect(opened(wrong)).rejects.toThrow(refusing(wrong.code)));
});

describe("manifest", () => {
  type Signed = { object: SignedObject; key: string };
  const { valid, invalid } = readVectors<{ valid: Signed[]; invalid: (Signed & { why: string; code: string })[] }>("manifest");
  const verify = async ({ object, key }: Signed): Promise<unknown> => {
    const parsed = parseSignedObject(object, MANIFEST_FORM);
    await verifySignatures(parsed, [bytes(key)]);
    return parsed.fields;
  };
  it.each(valid)("$object.json", async (vector) => expect(await verify(vector)).toEqual(JSON.parse(vector.object.json)));
  it.each(invalid)("refused: $why", async (wrong) => expect(verify(wrong)).rejects.toThrow(refusing(wrong.code)));
});

describe("plaintext", () => {
  type Padded = { bytes: string; length: number };
  const { valid, invalid } = readVectors<{ valid: (Padded & { manifest: SignedObject; bodySha256: string })[]; invalid: (Padded & { why: string; code: string })[] }>("plaintext");
  const padded = (vector: Padded): Uint8Array => {
    const whole = new Uint8Array(vector.length);
    whole.set(bytes(vector.bytes));
    return whole;
  };
  it.each(valid)("of $length bytes", async ({ manifest, bodySha256, ...vector }) => {
    const parsed = parsePlaintext(padded(vector));
    expect([parsed.manifest, await fingerprint(parsed.body)]).toEqual([manifest, bodySha256]);
    expect(Buffer.compare(encodePlaintext(parsed), padded(vector))).toBe(0);
  });
  it.each(invalid)("refused: $why", (wrong) => expect(() => parsePlaintext(padded(wrong))).toThrow(refusing(wrong.code)));
});

describe("container", () => {
  type Containers = {
    valid: { container: string; stanzas: number; plaintextBytes: number }[];
    invalid: { why: string; code: string; edits: [number, number, string][] }[];
    long: { why: string; code: string; stanzas: number; payloadBytes: number }[];
  };
  const { valid, invalid, long } = readVectors<Containers>("container");
  const of = (file: string): Uint8Array => bytes(readVectors<{ container: string }>(file.replace(".json", "")).container);
  const cut = (container: Uint8Array, [at, removed, inserted]: [number, number, string]): Uint8Array =>
    concatBytes(container.subarray(0, at), bytes(inserted), container.subarray(at + removed));

  it.each(valid)("of $container", ({ container, ...form }) => expect(parseContainer(of(container))).toEqual(form));
  it.each(invalid)("refused: $why", ({ edits, code }) => expect(() => parseContainer(edits.reduce(cut, of("message-made.json")))).toThrow(refusing(code)));
  it.each(long)("refused: $why", ({ stanzas, payloadBytes, code }) => {
    const stanza = `-> mlkem768x25519 ${"A".repeat(1494)}\n${"A".repeat(43)}\n`;
    const header = `age-encryption.org/v1\n${stanza.repeat(stanzas)}--- ${"A".repeat(43)}\n`;
    expect(() => parseContainer(concatBytes(encodeUtf8(header), new Uint8Array(payloadBytes)))).toThrow(refusing(code));
  });
});

it.each(readVectors<{ invalid: { why: string; seed: string; arguments: string[]; body: string; result: string }[] }>("stanza-invalid").invalid)("stanza $result: $why", (wrong) => {
  const stanza = { args: wrong.arguments, body: bytes(wrong.body) };
  const unwrapped = () => unwrapFileKey([stanza], { seeds: [bytes(wrong.seed) as KemSeed], stanzas: [0] });
  if (wrong.result === "none") expect(unwrapped()).toBeNull();
  else expect(unwrapped).toThrow();
});
