// Texts of a practice: whoever is in the list opens exactly what an administrator signed, and nobody else does.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newId, type Id } from "../../crypto/bytes.ts";
import { InvalidInputError, OpenError } from "../../crypto/errors.ts";
import { kemSeeds } from "../../crypto/keys/keyring.ts";
import { parseTextsContainer, RECIPIENTS_MAX, TEXTS_MAX_BYTES } from "../../crypto/message/container.ts";
import { sealMessage } from "../../crypto/message/seal.ts";
import { openPracticeTexts, type OpenTextsOptions } from "../../crypto/practice/open-texts.ts";
import { sealPracticeTexts, type TextsParts } from "../../crypto/practice/seal-texts.ts";
import { encodeTextsContent, encodeTextsPlaintext, parseTextsContent, parseTextsPlaintext, PRACTICE_TEMPLATES_MAX, TEXTS_CONTENT_MAX_BYTES, type TextsContent } from "../../crypto/practice/texts-content.ts";
import { TEXTS_OBJECT_MAX_BYTES } from "../../crypto/practice/texts.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { padmeLength } from "../../crypto/padding.ts";
import { createPerson, messageFrom, paragraph, type Person } from "./people.ts";
import { unlessRefused } from "./refused.ts";

const practice = newId();
let [administrator, member, outsider]: Person[] = [];
beforeAll(async () => {
  await sodiumReady();
  [administrator, member, outsider] = await Promise.all(["administrator", "member", "outsider"].map((name) => createPerson(`${name}@praxis.example`)));
});

const template = { id: newId(), name: "Findings", noticeSubject: "From us", noticeText: "Two\nlines", secureSubject: "Findings", body: paragraph("Dear colleague,") };
const content: TextsContent = { signature: { body: paragraph("{name}, Practice"), notice: "Practice" }, templates: [template] };

const partsOf = (changes: Partial<TextsParts> = {}): TextsParts => ({
  practice, edition: 1, time: 1_790_000_000_000, signer: { account: administrator!.account, identity: administrator!.identity.hash },
  receivers: [administrator!, member!].map(({ account, kemPublicKey }) => ({ account, kemPublicKey })), content, keyring: administrator!.keyring, ...changes,
});

const optionsOf = (person: Person, receivers: readonly Id[], changes: Partial<OpenTextsOptions> = {}): OpenTextsOptions => ({
  kemSeeds: kemSeeds(person.keyring), stanza: receivers.indexOf(person.account), self: person.account, expect: { practice, edition: 1 }, seen: null,
  signerIdentity: async ({ account, identity }) => (account === administrator!.account && identity === administrator!.identity.hash ? administrator!.identity : null), ...changes,
});

describe("the texts of a practice", () => {
  it("open for everybody they are sealed to, with what was written", async () => {
    const { sealed, receivers, accepted } = await sealPracticeTexts(partsOf());
    expect(parseTextsContainer(sealed)).toBe(2);
    for (const person of [administrator!, member!]) expect(await openPracticeTexts(sealed, optionsOf(person, receivers))).toMatchObject({ content, edition: 1, accepted, signer: administrator!.account });
    await expect(openPracticeTexts(sealed, { ...optionsOf(outsider!, receivers), stanza: 0 })).rejects.toThrow(OpenError);
  });

  it("may be sealed to their writer alone", async () => {
    const { sealed, receivers } = await sealPracticeTexts(partsOf({ receivers: [administrator!] }));
    expect((await openPracticeTexts(sealed, optionsOf(administrator!, receivers))).content).toEqual(content);
  });

  it("are never sealed without their writer, or twice to somebody, or where no reader would accept them", async () => {
    for (const wrong of [
      { receivers: [member!] }, { receivers: [administrator!, member!, member!] }, { receivers: [] }, { edition: 0 },
      { content: { ...content, templates: [template, template] } }, { content: { ...content, templates: [{ ...template, name: "" }] } },
    ]) await expect(sealPracticeTexts(partsOf(wrong))).rejects.toThrow(InvalidInputError);
  });

  it("cannot be sealed on to somebody else by whoever read them", async () => {
    const { sealed } = await sealPracticeTexts(partsOf({ receivers: [administrator!, outsider!], keyring: member!.keyring }));
    const receivers = [administrator!.account, outsider!.account].toSorted();
    await expect(openPracticeTexts(sealed, optionsOf(outsider!, receivers))).rejects.toThrow(OpenError);
  });

  it("show nothing of how long they are but Padmé’s length", async () => {
    const [one, other] = [await sealPracticeTexts(partsOf()), await sealPracticeTexts(partsOf({ content: { signature: null, templates: [] } }))];
    expect(one.sealed).toHaveLength(other.sealed.length);
  });

  it("need no signer once they were accepted, and others do", async () => {
    const signerIdentity = async () => null;
    const [{ sealed, receivers, accepted: seen }, changed] = [await sealPracticeTexts(partsOf()), await sealPracticeTexts(partsOf({ edition: 2, content: { ...content, signature: null } }))];
    await expect(openPracticeTexts(sealed, optionsOf(member!, receivers, { signerIdentity }))).rejects.toThrow(OpenError);
    expect(await openPracticeTexts(sealed, optionsOf(member!, receivers, { signerIdentity, seen }))).toMatchObject({ content, accepted: seen });
    const second = optionsOf(member!, receivers, { signerIdentity, seen, expect: { practice, edition: 2 } });
    await expect(openPracticeTexts(changed.sealed, second)).rejects.toThrow(OpenError);
    // Sealed anew, by somebody whom nobody proves: it is what was accepted, and accepted is nothing new.
    const anew = await sealPracticeTexts(partsOf({ edition: 2, receivers: [administrator!, member!, outsider!] }));
    const options = { ...second, stanza: anew.receivers.indexOf(member!.account) };
    expect(await openPracticeTexts(anew.sealed, options)).toMatchObject({ content, edition: 2, accepted: null });
  });
});

describe("their limits", () => {
  it("let the longest list and the longest content into a container", () => {
    const plaintext = padmeLength(4 + 4 + TEXTS_OBJECT_MAX_BYTES + 64 + 4 + TEXTS_CONTENT_MAX_BYTES);
    expect(22 + RECIPIENTS_MAX * 1557 + 48 + 16 + plaintext + 16 * Math.ceil(plaintext / 65_536)).toBeLessThanOrEqual(TEXTS_MAX_BYTES);
    // {"account":…22…,"kem":…43…}, and a comma.
    expect(RECIPIENTS_MAX * (22 + 43 + 22) + 1000).toBeLessThanOrEqual(TEXTS_OBJECT_MAX_BYTES);
  });

  it("refuse more templates, and longer content", () => {
    const many = (length: number) => ({ signature: null, templates: Array.from({ length }, () => ({ ...template, id: newId() })) });
    expect(encodeTextsContent(many(PRACTICE_TEMPLATES_MAX)).length).toBeGreaterThan(1000);
    expect(() => encodeTextsContent(many(PRACTICE_TEMPLATES_MAX + 1))).toThrow(InvalidInputError);
    const long = (characters: number) => ({ signature: null, templates: [{ ...template, body: paragraph("x".repeat(characters)) }] });
    expect(encodeTextsContent(long(262_000 - 300)).length).toBeLessThanOrEqual(TEXTS_CONTENT_MAX_BYTES);
    expect(() => encodeTextsContent(long(262_144))).toThrow("texts too long");
  });

  it("refuse a message in their place, no stanza, and more than 1000", async () => {
    const { container } = await sealMessage(messageFrom(administrator!, [member!]));
    // By its form it could be one: what is inside tells (`texts magic`).
    expect(parseTextsContainer(container)).toBe(2);
    const { sealed } = await sealPracticeTexts(partsOf());
    const text = Buffer.from(sealed).toString("latin1");
    const stanza = text.slice(22, 22 + 1557);
    const withStanzas = (count: number) => Buffer.from(text.slice(0, 22) + stanza.repeat(count) + text.slice(22 + 2 * 1557), "latin1");
    expect(parseTextsContainer(withStanzas(1000))).toBe(1000);
    for (const count of [0, 1001]) expect(() => parseTextsContainer(withStanzas(count))).toThrow(InvalidInputError);
    expect(() => parseTextsContainer(new Uint8Array(TEXTS_MAX_BYTES + 1))).toThrow("texts too long");
  });
});

describe("their parsers", () => {
  it("refuse any bytes with their one error", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      for (const parse of [parseTextsContainer, parseTextsPlaintext, parseTextsContent]) expect(unlessRefused(InvalidInputError, () => parse(bytes) ?? "accepted")).toBeNull();
    }));
  });

  it("accept nothing but what the encoder writes", () => {
    const plaintext = encodeTextsPlaintext({ object: { json: JSON.stringify({ type: "practice-texts" }), signatures: ["A".repeat(86)] }, content: encodeTextsContent(content) });
    const again = (bytes: Uint8Array) => encodeTextsPlaintext(parseTextsPlaintext(bytes));
    expect(Buffer.compare(again(plaintext), plaintext)).toBe(0);
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const altered = plaintext.map((byte, index) => (index === at % plaintext.length ? byte ^ flip : byte));
      const read = unlessRefused(InvalidInputError, () => again(altered));
      expect(read === null || Buffer.compare(read, altered) === 0).toBe(true);
    }));
  });
});
