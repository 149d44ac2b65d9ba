// Messages: what is sealed opens for its recipients and its sender, and everything else is refused, each for its own reason.
import { beforeAll, describe, expect, it } from "vitest";
import { newId, type KemPublicKey } from "../../crypto/bytes.ts";
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
      // A hint that names the other role's stanza, which the same key opens, changes nothing.
      for (const stanza of [null, 0, 2]) {
        expect((await openMessage(container, options(anna, parts, { role, stanza }))).manifest).toEqual(manifest);
      }
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
    // The server's answer for another person, or for another identity of the same, does not do.
    for (const other of [{ account: newId() }, { hash: eve.identity.hash }, { address: eve.address }]) {
      expect(await refusal(container, options(bert, parts, { senderIdentity: async () => ({ ...anna.identity, ...other }) }))).toBe("identity");
    }
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
