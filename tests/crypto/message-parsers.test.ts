// The parsers of messages under any input: they refuse with their one error, or accept exactly what the encoder writes.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newId, toBase64Url, type Bytes } from "../../crypto/bytes.ts";
import { encodeCanonicalJson, type JsonValue } from "../../crypto/canonical-json.ts";
import { InvalidInputError, OpenError, VerificationError } from "../../crypto/errors.ts";
import { parseContainer } from "../../crypto/message/container.ts";
import { MANIFEST_FORM, type Manifest } from "../../crypto/message/manifest.ts";
import { openMessage } from "../../crypto/message/open.ts";
import { encodePlaintext, parsePlaintext } from "../../crypto/message/plaintext.ts";
import { encodeMessage, sealMessage, type MessageParts } from "../../crypto/message/seal.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { parseSignedObject } from "../../crypto/signed-object.ts";
import { createPerson, messageFrom, openOptions, type Person } from "./people.ts";
import { unlessRefused } from "./refused.ts";

let anna: Person, bert: Person;
let parts: MessageParts;
let container: Bytes, plaintext: Bytes;
let manifest: Manifest;

beforeAll(async () => {
  await sodiumReady();
  [anna, bert] = await Promise.all([createPerson("anna@praxis.example"), createPerson("bert@lab.example")]);
  const attachment = {
    id: newId(), name: "a.pdf", path: null, mediaType: "application/pdf", size: 5, segmentSize: 5_242_880, key: toBase64Url(new Uint8Array(32)),
    segments: [toBase64Url(new Uint8Array(32))], thumbnail: null,
  };
  parts = messageFrom(anna, [bert], { attachments: [attachment] });
  ({ manifest, plaintext } = await encodeMessage(parts));
  ({ container } = await sealMessage(parts));
});

/** One to three bytes written over, a piece cut out, or a piece put in. */
const alteration = fc.oneof(
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }).map((changes) => (bytes: Uint8Array) => {
    const altered = new Uint8Array(bytes);
    for (const [at, value] of changes) altered[at % altered.length] = value;
    return altered;
  }),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 2000 })).map(([at, length]) => (bytes: Uint8Array) =>
    new Uint8Array(Buffer.concat([bytes.subarray(0, at % bytes.length), bytes.subarray((at % bytes.length) + length)]))),
  fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 200 })).map(([at, piece]) => (bytes: Uint8Array) =>
    new Uint8Array(Buffer.concat([bytes.subarray(0, at % bytes.length), piece, bytes.subarray(at % bytes.length)]))),
);

describe("parseContainer", () => {
  it("refuses any bytes with InvalidInputError", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      expect(unlessRefused(InvalidInputError, () => parseContainer(bytes))).toBeNull();
    }));
  });

  it("gives the same answer or refuses, when a container was altered", () => {
    fc.assert(fc.property(alteration, (alter) => {
      const parsed = unlessRefused(InvalidInputError, () => parseContainer(alter(container)));
      expect([null, 2]).toContain(parsed?.stanzas ?? null);
    }), { numRuns: 300 });
  });
});

describe("parsePlaintext", () => {
  it("refuses any bytes with InvalidInputError", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      expect(unlessRefused(InvalidInputError, () => parsePlaintext(bytes))).toBeNull();
    }));
  });

  it("accepts nothing but what encodePlaintext writes", () => {
    expect(Buffer.compare(encodePlaintext(parsePlaintext(plaintext)), plaintext)).toBe(0);
    fc.assert(fc.property(alteration, (alter) => {
      const altered = alter(plaintext);
      const again = unlessRefused(InvalidInputError, () => encodePlaintext(parsePlaintext(altered)));
      expect(again === null || Buffer.compare(again, altered) === 0).toBe(true);
    }), { numRuns: 500 });
  });
});

/** The names and types of all fields, without the values. */
const kindsOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "object" ? inner : typeof inner));
const isNullable = (path: readonly (string | number)[]): boolean =>
  ["account", "invitation", "inReplyTo", "expires", "path", "thumbnail", "attachments"].includes(String(path.at(-1)));

describe("the manifest's parser", () => {
  const signatures = [toBase64Url(new Uint8Array(64))];
  const anyValue = fc.oneof(fc.anything(), fc.constantFrom<unknown>(null, -1, 2 ** 53, "", [], {}, true));

  it("accepts a manifest, and throws nothing but VerificationError when one field, at any depth, is something else", () => {
    const honest = parseSignedObject({ json: encodeCanonicalJson(manifest as unknown as JsonValue), signatures }, MANIFEST_FORM).fields;
    expect(honest).toEqual(manifest);
    const places: (string | number)[][] = [];
    const visit = (value: unknown, path: (string | number)[]): void => {
      if (path.length > 0) places.push(path);
      if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name]);
    };
    visit(manifest, []);
    expect(places.length).toBeGreaterThan(30);
    fc.assert(fc.property(fc.constantFrom(...places), anyValue, (path, value) => {
      const altered = structuredClone(manifest) as unknown as Record<string | number, unknown>;
      const holder = path.slice(0, -1).reduce<Record<string | number, unknown>>((inner, name) => inner[name] as Record<string | number, unknown>, altered);
      holder[path.at(-1)!] = value;
      const json = unlessRefused(InvalidInputError, () => encodeCanonicalJson(altered as unknown as JsonValue)) ?? "null";
      const parsed = unlessRefused(VerificationError, () => parseSignedObject({ json, signatures }, MANIFEST_FORM));
      // What is accepted has the same fields of the same kinds all the same.
      expect(parsed === null || kindsOf(parsed.fields) === kindsOf(honest) || isNullable(path)).toBe(true);
    }), { numRuns: 1000 });
  });

  it("refuses a manifest that lacks any one field", () => {
    for (const name of Object.keys(manifest)) {
      const { [name as keyof Manifest]: _left, ...rest } = manifest;
      expect(MANIFEST_FORM.shape(rest)).toBe(false);
    }
    expect(MANIFEST_FORM.shape(manifest)).toBe(true);
  });
});

describe("openMessage", () => {
  it("opens nothing that was altered, and fails with OpenError alone", async () => {
    await expect(openMessage(container, openOptions(bert, parts, [anna]))).resolves.toBeDefined();
    await fc.assert(fc.asyncProperty(alteration, async (alter) => {
      const altered = alter(container);
      fc.pre(Buffer.compare(altered, container) !== 0);
      await expect(openMessage(altered, openOptions(bert, parts, [anna]))).rejects.toThrow(OpenError);
    }), { numRuns: 100 });
  });
});
