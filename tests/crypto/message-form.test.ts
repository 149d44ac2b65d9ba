// What stands inside a message: manifest, plaintext and container of every wrong form are refused, each for its own reason.
import { beforeAll, describe, expect, it } from "vitest";
import { newId, toBase64Url } from "../../crypto/bytes.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { MANIFEST_FORM, type Manifest } from "../../crypto/message/manifest.ts";
import { openMessage, type OpenMessageOptions } from "../../crypto/message/open.ts";
import { encodeMessage, sealMessage, type MessageParts } from "../../crypto/message/seal.ts";
import { parseContainer } from "../../crypto/message/container.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { createPerson, forge, messageFrom, openOptions, refusal, type Person } from "./people.ts";

let anna: Person, bert: Person, cleo: Person;

beforeAll(async () => {
  await sodiumReady();
  [anna, bert, cleo] = await Promise.all(["anna@praxis.example", "bert@lab.example", "cleo@klinik.example"].map(createPerson)) as [Person, Person, Person];
});

const options = (person: Person, parts: MessageParts): OpenMessageOptions => openOptions(person, parts, [anna, bert, cleo]);

describe("the manifest's form", () => {
  const attachment = {
    id: newId(), name: "scan.stl", path: "upper/left", mediaType: "model/stl", size: 5_242_881, segmentSize: 5_242_880,
    key: toBase64Url(new Uint8Array(32)), segments: [toBase64Url(new Uint8Array(32)), toBase64Url(new Uint8Array(32).fill(1))], thumbnail: null,
  };

  it("carries attachments", async () => {
    const thumbnail = { id: newId(), size: 16_384, sha256: toBase64Url(new Uint8Array(32)) };
    const attachments = [
      { ...attachment, thumbnail: { ...thumbnail, id: newId(), size: 1 } },
      { ...attachment, id: newId(), path: null, size: 0, segments: [attachment.segments[0]!], thumbnail },
    ];
    const parts = messageFrom(anna, [bert], { attachments });
    const { container } = await sealMessage(parts);
    expect((await openMessage(container, options(bert, parts))).manifest.attachments).toEqual(attachments);
  });

  it.each<[string, object]>([
    ["a path that climbs", { path: "../secret" }], ["an absolute path", { path: "/etc" }], ["an empty folder", { path: "a//b" }], ["a path with a backslash", { path: "a\\..\\b" }],
    ["a name with a slash", { name: "a/b" }], ["a name that is dots", { name: ".." }], ["no name", { name: "" }], ["a name turned around", { name: "photo\u202Egpj.exe" }],
    ["a name with a line break", { name: "a\nb" }], ["a media type with a parameter", { mediaType: "text/html; charset=x" }], ["a media type in capitals", { mediaType: "Text/HTML" }],
    ["too few segments", { segments: [attachment.segments[0]] }], ["too many segments", { segments: [...attachment.segments, ...attachment.segments] }],
    ["no segments", { segments: [] }], ["a small segment size", { segmentSize: 1024 }], ["a crooked segment size", { segmentSize: 5_242_881 }],
    ["a key of another length", { key: toBase64Url(new Uint8Array(31)) }], ["a negative size", { size: -1 }], ["an unknown field", { html: "" }],
    ["an empty thumbnail", { thumbnail: { id: newId(), size: 0, sha256: toBase64Url(new Uint8Array(32)) } }],
    ["a large thumbnail", { thumbnail: { id: newId(), size: 16_385, sha256: toBase64Url(new Uint8Array(32)) } }],
  ])("refuses an attachment with %s, when sealing and when opening", async (_, change) => {
    const parts = messageFrom(anna, [bert]);
    const attachments = [{ ...attachment, ...change }];
    await expect(sealMessage(messageFrom(anna, [bert], { attachments } as never))).rejects.toThrow(InvalidInputError);
    const container = await forge(parts, { manifest: (manifest) => ({ ...manifest, attachments }) as never });
    expect(await refusal(container, options(bert, parts))).toBe("fields of signed object");
  });

  it("takes 1000 attachments and not 1001", async () => {
    const { manifest } = await encodeMessage(messageFrom(anna, [bert]));
    const many = Array.from({ length: 1001 }, () => ({ ...attachment, id: newId() }));
    expect(MANIFEST_FORM.shape({ ...manifest, attachments: many.slice(1) })).toBe(true);
    expect(MANIFEST_FORM.shape({ ...manifest, attachments: many })).toBe(false);
  });

  it("is never longer than a receiver reads: what is refused is refused when sealing", async () => {
    // 1000 files with the longest folders, in letters of three bytes: each is allowed, all of them are more than 4 MiB.
    const path = Array.from({ length: 4 }, () => "家".repeat(255)).join("/");
    const segments = Array.from({ length: 10 }, () => attachment.segments[0]!);
    const many = Array.from({ length: 1000 }, () => ({ ...attachment, id: newId(), path, name: "家".repeat(255), size: 10 * 5_242_880, segments }));
    await expect(sealMessage(messageFrom(anna, [bert], { attachments: many }))).rejects.toThrow(InvalidInputError);
    await expect(sealMessage(messageFrom(anna, [bert], { attachments: many.slice(0, 900) }))).resolves.toBeDefined();
  });

  it("refuses two attachments under one id", async () => {
    await expect(sealMessage(messageFrom(anna, [bert], { attachments: [attachment, attachment] }))).rejects.toThrow(InvalidInputError);
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ["an unknown field", (manifest) => ({ ...manifest, bcc: [] })],
    ["a missing field", ({ forwarded: _forwarded, ...manifest }) => manifest],
    ["another type", (manifest) => ({ ...manifest, type: "statement" })],
    ["another version", (manifest) => ({ ...manifest, version: 2 })],
    ["a subject with a line break", (manifest) => ({ ...manifest, subject: "a\nb" })],
    ["a subject that is too long", (manifest) => ({ ...manifest, subject: "a".repeat(1001) })],
    ["a negative time", (manifest) => ({ ...manifest, time: -1 })],
    ["a time that no date has", (manifest) => ({ ...manifest, time: 8.64e15 + 1 })],
    ["an end that no date has", (manifest) => ({ ...manifest, expires: 8.64e15 + 1 })],
    ["a class that does not exist", (manifest) => ({ ...manifest, typeClass: "harmless" })],
  ])("refuses %s", async (_, change) => {
    const parts = messageFrom(anna, [bert]);
    const container = await forge(parts, { manifest: change as never });
    expect(await refusal(container, options(bert, parts))).toBe("fields of signed object");
  });
});

describe("the plaintext", () => {
  const flip = (at: number) => (plaintext: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    const changed = plaintext.slice();
    changed[at < 0 ? plaintext.length + at : at]! ^= 1;
    return changed;
  };

  it.each<[string, (plaintext: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>, RegExp]>([
    ["another magic", flip(0), /plaintext magic/],
    ["a manifest altered after signing", (plaintext) => flip(Buffer.from(plaintext).indexOf("Findings"))(plaintext), /^not verified$/],
    ["a signature altered", (plaintext) => flip(Buffer.from(plaintext).indexOf('"version":1}') + 12)(plaintext), /^not verified$/],
    ["padding that is not zero", flip(-1), /^padding$/],
    ["more padding", (plaintext) => new Uint8Array([...plaintext, ...new Uint8Array(256)]), /padding length/],
    ["less padding", (plaintext) => plaintext.slice(0, 3968), /padding length|container payload length/],
    ["something after the padding", (plaintext) => new Uint8Array([...plaintext, 1]), /padding length|container payload length/],
    ["lengths that lead outside", (plaintext) => { const changed = plaintext.slice(); changed.set([0, 0x3f, 0xff, 0xff], 4); return changed; }, /bytes end too early/],
    ["a length beyond all limits", (plaintext) => { const changed = plaintext.slice(); changed.set([0xff, 0xff, 0xff, 0xff], 4); return changed; }, /part too long/],
  ])("refuses %s", async (_, change, reason) => {
    const parts = messageFrom(anna, [bert]);
    expect(await refusal(await forge(parts, { plaintext: change }), options(bert, parts))).toMatch(reason);
  });

  it("refuses a body that is not the signed one", async () => {
    const parts = messageFrom(anna, [bert]);
    const body = new TextEncoder().encode('{"content":[{"type":"paragraph"}],"type":"doc"}');
    expect(await refusal(await forge(parts, { body }), options(bert, parts))).toBe("body");
  });

  it.each([
    ["HTML", '"<b>x</b>"'], ["an unknown node", '{"content":[{"attrs":{"src":"https://evil.example"},"type":"image"}],"type":"doc"}'],
    ["JSON that is not canonical", '{"type":"doc","content":[{"type":"paragraph"}]}'],
  ])("refuses a signed body that is %s", async (_, text) => {
    const parts = messageFrom(anna, [bert]);
    const body = new TextEncoder().encode(text);
    const hash = toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
    const container = await forge(parts, { body, manifest: (manifest) => ({ ...manifest, body: hash }) as never });
    expect(await refusal(container, options(bert, parts))).toMatch(/^body$|not canonical/);
  });
});

describe("the container", () => {
  it("refuses one flipped bit, wherever", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    const places = [...Array.from({ length: 60 }, (_, index) => Math.floor((index * container.length) / 60)), container.length - 1];
    for (const at of places) {
      const altered = container.slice();
      altered[at]! ^= 1;
      expect(await refusal(altered, options(bert, parts))).not.toBe("");
    }
  });

  it("refuses truncation and anything after the end", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    for (const cut of [1, 16, 100, 4000]) {
      expect(await refusal(container.subarray(0, container.length - cut), options(bert, parts))).toBe("container payload length");
    }
    expect(await refusal(container.subarray(0, 0), options(bert, parts))).toBe("bytes end too early");
    expect(await refusal(new Uint8Array([...container, 0]), options(bert, parts))).toBe("container payload length");
  });

  it("has no empty chunk at its end, and none without its tag: no plaintext has that length, though one could reckon it so", async () => {
    const { container } = await sealMessage(messageFrom(anna, [bert]));
    const header = container.subarray(0, container.length - 16 - 4096 - 16);
    const withPayload = (bytes: number) => new Uint8Array([...header, ...new Uint8Array(16 + bytes)]);
    expect(parseContainer(withPayload(65_552)).plaintextBytes).toBe(65_536);
    expect(parseContainer(withPayload(2 * 65_552)).plaintextBytes).toBe(131_072);
    for (const bytes of [65_552 + 16, 65_552 + 1, 2 * 65_552 + 16, 16, 0]) expect(() => parseContainer(withPayload(bytes))).toThrow("container payload length");
  });

  it("refuses a header whose stanzas were swapped, dropped or taken from another message", async () => {
    const parts = messageFrom(anna, [bert, cleo]);
    const { container } = await sealMessage(parts);
    const other = (await sealMessage(parts)).container;
    const start = 22;
    const stanza = (from: Uint8Array, index: number): Uint8Array => from.subarray(start + index * 1557, start + (index + 1) * 1557);
    const rest = container.subarray(start + 3 * 1557);
    const [b, c, a] = [0, 1, 2].map((index) => stanza(container, index)) as [Uint8Array, Uint8Array, Uint8Array];
    for (const stanzas of [[c, b, a], [b, a], [b, c, c, a], [b, stanza(other, 1), a], [b, a, c]]) {
      const altered = new Uint8Array(Buffer.concat([container.subarray(0, start), ...stanzas, rest]));
      expect(await refusal(altered, options(bert, parts))).toMatch(/invalid header HMAC/);
    }
  });
});
