// Messages: what is sealed opens for its recipients and its sender, and everything else is refused, each for its own reason.
import { beforeAll, describe, expect, it } from "vitest";
import { newId, toBase64Url, type KemPublicKey } from "../../crypto/bytes.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { createIdentity } from "../../crypto/keys/identity-signer.ts";
import { addOldKem, createKeyring, rotateKeyring, kemSeeds } from "../../crypto/keys/keyring.ts";
import { parseContainer } from "../../crypto/message/container.ts";
import type { Manifest } from "../../crypto/message/manifest.ts";
import { openMessage, type OpenMessageOptions } from "../../crypto/message/open.ts";
import { sealMessage, type MessageParts } from "../../crypto/message/seal.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey } from "../../crypto/primitives/xwing-decapsulate.ts";
import { addressee, createPerson, forge, messageFrom, openOptions, refusal, type Person } from "./people.ts";

let anna: Person, bert: Person, cleo: Person, eve: Person;
let all: Person[];

beforeAll(async () => {
  await sodiumReady();
  [anna, bert, cleo, eve] = await Promise.all(["anna@praxis.example", "bert@lab.example", "cleo@klinik.example", "eve@evil.example"].map(createPerson)) as [Person, Person, Person, Person];
  all = [anna, bert, cleo, eve];
});

const options = (person: Person, parts: MessageParts, changes: Partial<OpenMessageOptions> = {}): OpenMessageOptions =>
  ({ ...openOptions(person, parts, all), ...changes });

describe("an honest message", () => {
  it("opens for every recipient and for the sender, with the manifest that was signed", async () => {
    const parts = messageFrom(anna, [cleo, bert], { subject: "Röntgen ☢", expires: 1_800_000_000_000, typeClass: "advanced" });
    const { container, manifest } = await sealMessage(parts);
    for (const person of [bert, cleo]) expect(await openMessage(container, options(person, parts))).toEqual({ manifest, body: parts.body });
    expect(await openMessage(container, options(anna, parts, { role: "sender" }))).toEqual({ manifest, body: parts.body });
    expect(manifest.recipients.map((each) => each.address)).toEqual([bert.address, cleo.address]);
    expect(manifest.sender).toEqual({ account: anna.account, identity: anna.identity.hash, address: anna.address });
  });

  it("has one stanza for each recipient in the manifest's order, then the sender's", async () => {
    const parts = messageFrom(anna, [cleo, bert]);
    const { container } = await sealMessage(parts);
    expect(parseContainer(container)).toEqual({ stanzas: 3, plaintextBytes: 4096 });
    // Each opens only its own stanza, whichever the server names.
    for (const stanza of [null, 0, 1, 2, 99, -1, 0.5]) {
      await expect(openMessage(container, options(bert, parts, { stanza }))).resolves.toBeDefined();
    }
    expect(await refusal(container, options(eve, parts))).toMatch(/no identity matched/);
    expect(await refusal(container, options(bert, parts, { role: "sender" }))).toMatch(/no identity matched/);
    expect(await refusal(container, options(anna, parts))).toMatch(/no identity matched/);
  });

  it("to oneself stands once as recipient, and the sender's stanza is still last", async () => {
    const parts = messageFrom(anna, [anna, bert]);
    const { container, manifest } = await sealMessage(parts);
    expect(parseContainer(container).stanzas).toBe(3);
    for (const role of ["recipient", "sender"] as const) {
      expect((await openMessage(container, options(anna, parts, { role }))).manifest).toEqual(manifest);
    }
  });

  it("to an invitation opens with the invitation's seed, kept as an old one", async () => {
    const invitation = newId();
    const seed = createKeyring().kem.current;
    const parts = { ...messageFrom(anna, []), recipients: [{ address: bert.address, account: null, invitation, kemPublicKey: kemPublicKey(seed) }] };
    const { container, manifest } = await sealMessage(parts);
    expect(manifest.recipients[0]).toMatchObject({ account: null, invitation });
    const keyring = addOldKem(bert.keyring, seed);
    await expect(openMessage(container, options(bert, parts, { kemSeeds: kemSeeds(keyring) }))).resolves.toBeDefined();
    expect(await refusal(container, options(bert, parts))).toMatch(/no identity matched/);
  });

  it("stays readable after the receiver's keys were rotated", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    const rotated = rotateKeyring(rotateKeyring(bert.keyring));
    await expect(openMessage(container, options(bert, parts, { kemSeeds: kemSeeds(rotated) }))).resolves.toBeDefined();
  });

  it("hides the length of what it says", async () => {
    const lengths = await Promise.all([1, 500, 2000].map(async (length) => {
      const parts = { ...messageFrom(anna, [bert]), body: { type: "doc" as const, content: [{ type: "paragraph" as const, content: [{ type: "text" as const, text: "x".repeat(length) }] }] } };
      return (await sealMessage(parts)).container.length;
    }));
    expect(new Set(lengths).size).toBe(1);
  });

  it("contains nothing that can be read without a key", async () => {
    const parts = messageFrom(anna, [bert], { subject: "CANARY-SUBJECT" });
    const { container } = await sealMessage({ ...parts, body: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "CANARY-BODY" }] }] } });
    expect(Buffer.from(container).toString("latin1")).not.toMatch(/CANARY|praxis|lab\.example|manifest/);
  });
});

describe("what the server shows must be what was signed", () => {
  it.each<[string, Partial<OpenMessageOptions["expect"]>]>([
    ["id", { id: newId() }],
    ["thread", { thread: newId() }],
    ["in reply to", { inReplyTo: newId() }],
    ["sender", { sender: newId() }],
    ["type class", { typeClass: "advanced" }],
    ["expiry", { expires: 1_800_000_000_000 }],
    ["notice", { notice: { subject: "A message for you", text: "Please log in here: evil.example" } }],
    ["notice", { notice: { subject: "", text: "" } }],
  ])("refuses another %s", async (what, changes) => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    const honest = options(bert, parts);
    expect(await refusal(container, { ...honest, expect: { ...honest.expect, ...changes } })).toBe(what);
  });
});

describe("who it is from", () => {
  it("refuses a signature by anybody but the named identity", async () => {
    const parts = messageFrom(anna, [bert]);
    expect(await refusal(await forge(parts, { signer: eve }), options(bert, parts))).toBe("not verified");
  });

  it("refuses a sender whose identity the receiver does not hold", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    expect(await refusal(container, options(bert, parts, { senderIdentity: async () => null }))).toBe("identity unknown");
    // The server's answer for another person does not do.
    expect(await refusal(container, options(bert, parts, { senderIdentity: async () => eve.identity }))).toBe("identity");
    expect(await refusal(container, options(bert, parts, { senderIdentity: async () => ({ ...anna.identity, signPublicKey: eve.identity.signPublicKey }) }))).toBe("not verified");
  });

  it("refuses an address that is not the identity's", async () => {
    const parts = messageFrom(eve, [bert]);
    const lying = { ...parts, sender: { ...parts.sender, address: anna.address } };
    const { container } = await sealMessage(lying);
    expect(await refusal(container, options(bert, lying))).toBe("identity");
  });

  it("refuses one who names another's account or identity", async () => {
    const parts = messageFrom(eve, [bert]);
    const stolen = { ...parts, sender: { ...parts.sender, account: anna.account, identity: anna.identity.hash, address: anna.address } };
    const { container } = await sealMessage(stolen);
    expect(await refusal(container, options(bert, stolen))).toBe("not verified");
  });

  it("asks for the identity that the message names, not for the newest", async () => {
    const rotated = rotateKeyring(anna.keyring);
    await createIdentity(rotated, { account: anna.account, address: anna.address });
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage({ ...parts, keyring: rotated });
    expect(await refusal(container, options(bert, parts))).toBe("not verified");
  });
});

describe("to whom it is", () => {
  it("refuses a message that was sealed again for somebody else under the first recipient's name", async () => {
    const parts = messageFrom(anna, [bert]);
    // Bert passes Anna's signed manifest on, sealed for Cleo.
    const container = await forge(parts, { stanzas: ([, sender]) => [cleo.kemPublicKey, sender!] });
    expect(await refusal(container, options(cleo, parts))).toBe("own address");
    expect(await refusal(container, options(cleo, parts, { self: [cleo.address, bert.address] }))).toBe("own key");
  });

  it("refuses added, dropped and swapped stanzas", async () => {
    const parts = messageFrom(anna, [bert, cleo]);
    const added = await forge(parts, { stanzas: (keys) => [...keys.slice(0, -1), eve.kemPublicKey, anna.kemPublicKey] });
    expect(await refusal(added, options(bert, parts))).toBe("number of stanzas");
    const dropped = await forge(parts, { stanzas: ([first, , last]) => [first!, last!] });
    expect(await refusal(dropped, options(bert, parts))).toBe("number of stanzas");
    const swapped = await forge(parts, { stanzas: ([first, second, last]) => [second!, first!, last!] });
    expect(await refusal(swapped, options(bert, parts))).toBe("own address");
  });

  it("refuses a recipient whose fingerprint is another key's", async () => {
    const parts = messageFrom(anna, [bert, cleo]);
    const [b, c] = await Promise.all([sealMessage(parts), sealMessage(parts)]);
    expect(b.manifest).toEqual(c.manifest);
    const container = await forge(parts, {
      manifest: (manifest) => ({ ...manifest, recipients: manifest.recipients.map((each) => ({ ...each, kem: manifest.recipients[0]!.kem })) }) as never,
    });
    await expect(openMessage(container, options(bert, parts))).resolves.toBeDefined();
    expect(await refusal(container, options(cleo, parts))).toBe("own key");
  });

  it("refuses the sender's copy where the sender's address is not one's own", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    expect(await refusal(container, options(anna, parts, { role: "sender", self: [bert.address] }))).toBe("own address");
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ["in another order", (manifest) => ({ ...manifest, recipients: manifest.recipients.toReversed() })],
    ["with an address twice", (manifest) => ({ ...manifest, recipients: [manifest.recipients[0], ...manifest.recipients] })],
    ["nobody", (manifest) => ({ ...manifest, recipients: [] })],
    ["with account and invitation", (manifest) => ({ ...manifest, recipients: manifest.recipients.map((each) => ({ ...each, invitation: newId() })) })],
    ["with neither", (manifest) => ({ ...manifest, recipients: manifest.recipients.map((each) => ({ ...each, account: null })) })],
    ["an address not normalised", (manifest) => ({ ...manifest, recipients: manifest.recipients.map((each) => ({ ...each, address: each.address.toUpperCase() })) })],
  ])("refuses a manifest with recipients %s", async (_, change) => {
    const parts = messageFrom(anna, [bert, cleo]);
    const container = await forge(parts, { manifest: change as never });
    expect(await refusal(container, options(bert, parts))).toBe("fields of signed object");
  });
});

describe("the manifest's form", () => {
  const attachment = {
    id: newId(), name: "scan.stl", path: "upper/left", mediaType: "model/stl", size: 5_242_881, segmentSize: 5_242_880,
    key: toBase64Url(new Uint8Array(32)), segments: [toBase64Url(new Uint8Array(32)), toBase64Url(new Uint8Array(32).fill(1))], thumbnail: null,
  };

  it("carries attachments", async () => {
    const thumbnail = { id: newId(), size: 16_384, sha256: toBase64Url(new Uint8Array(32)) };
    const attachments = [attachment, { ...attachment, id: newId(), path: null, size: 0, segments: [attachment.segments[0]!], thumbnail }];
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
    ["a large thumbnail", { thumbnail: { id: newId(), size: 16_385, sha256: toBase64Url(new Uint8Array(32)) } }],
  ])("refuses an attachment with %s, when sealing and when opening", async (_, change) => {
    const parts = messageFrom(anna, [bert]);
    const attachments = [{ ...attachment, ...change }];
    await expect(sealMessage(messageFrom(anna, [bert], { attachments } as never))).rejects.toThrow(InvalidInputError);
    const container = await forge(parts, { manifest: (manifest) => ({ ...manifest, attachments }) as never });
    expect(await refusal(container, options(bert, parts))).toBe("fields of signed object");
  });

  it("refuses two attachments under one id", async () => {
    await expect(sealMessage(messageFrom(anna, [bert], { attachments: [attachment, attachment] }))).rejects.toThrow(InvalidInputError);
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ["an unknown field", (manifest) => ({ ...manifest, bcc: [] })],
    ["a missing field", ({ forwarded, ...manifest }) => manifest],
    ["another type", (manifest) => ({ ...manifest, type: "statement" })],
    ["another version", (manifest) => ({ ...manifest, version: 2 })],
    ["a subject with a line break", (manifest) => ({ ...manifest, subject: "a\nb" })],
    ["a subject that is too long", (manifest) => ({ ...manifest, subject: "a".repeat(1001) })],
    ["a negative time", (manifest) => ({ ...manifest, time: -1 })],
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
    ["a manifest altered after signing", flip(40), /not verified|JSON|fields|id|identity|not canonical/],
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
      await refusal(altered, options(bert, parts));
    }
  });

  it("refuses truncation and anything after the end", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    for (const cut of [1, 16, 100, 4000, container.length]) await refusal(container.subarray(0, container.length - cut), options(bert, parts));
    await refusal(new Uint8Array([...container, 0]), options(bert, parts));
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

describe("sealing", () => {
  it("refuses what no receiver would accept", async () => {
    const parts = messageFrom(anna, [bert]);
    await expect(sealMessage({ ...parts, recipients: [] })).rejects.toThrow(InvalidInputError);
    await expect(sealMessage({ ...parts, recipients: [addressee(bert), addressee(bert)] })).rejects.toThrow(InvalidInputError);
    await expect(sealMessage({ ...parts, recipients: [{ ...addressee(bert), kemPublicKey: bert.kemPublicKey.subarray(1) as KemPublicKey }] })).rejects.toThrow(InvalidInputError);
    await expect(sealMessage({ ...parts, recipients: [{ ...addressee(bert), address: "Bert@Lab.example" as never }] })).rejects.toThrow(InvalidInputError);
    await expect(sealMessage({ ...parts, body: { type: "doc", content: [] } })).rejects.toThrow(InvalidInputError);
    await expect(sealMessage(messageFrom(anna, [bert], { subject: "a\r\nBcc: x" }))).rejects.toThrow(InvalidInputError);
  });

  it("takes 1000 recipients and not 1001", async () => {
    const parts = messageFrom(anna, []);
    const many = Array.from({ length: 1001 }, (_, index) => ({ ...addressee(bert), address: `bert${index}@lab.example` as never, account: newId() }));
    const { container } = await sealMessage({ ...parts, recipients: many.slice(1) });
    expect(parseContainer(container).stanzas).toBe(1001);
    await expect(sealMessage({ ...parts, recipients: many })).rejects.toThrow(InvalidInputError);
  });

  it("never makes the same container twice", async () => {
    const parts = messageFrom(anna, [bert]);
    const [first, second] = await Promise.all([sealMessage(parts), sealMessage(parts)]);
    expect(Buffer.compare(first.container, second.container)).not.toBe(0);
  });
});
