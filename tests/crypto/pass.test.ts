// Passes: a colleague opens exactly the message that was handed over, by the key that was signed and sealed to them, and nothing else.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { concatBytes, newId, wipe, type Bytes } from "../../crypto/bytes.ts";
import { InvalidInputError, OpenError } from "../../crypto/errors.ts";
import { kemSeeds } from "../../crypto/keys/keyring.ts";
import { parsePassContainer } from "../../crypto/message/container.ts";
import { openMessage } from "../../crypto/message/open.ts";
import { openPass, type OpenPassOptions } from "../../crypto/message/open-pass.ts";
import { encodePassPlaintext, parsePassPlaintext } from "../../crypto/message/pass-plaintext.ts";
import { messageFileKey, sealPass, type PassParts } from "../../crypto/message/seal-pass.ts";
import { sealMessage, type MessageParts } from "../../crypto/message/seal.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { unlessRefused } from "./refused.ts";
import { createPerson, messageFrom, openOptions, refusal, type Person } from "./people.ts";

let [author, leaver, colleague, outsider]: Person[] = [];
beforeAll(async () => {
  await sodiumReady();
  [author, leaver, colleague, outsider] = await Promise.all(["author", "leaver", "colleague", "outsider"].map((name) => createPerson(`${name}@praxis.example`)));
});

interface Handed {
  readonly parts: MessageParts;
  readonly container: Bytes;
  readonly passParts: PassParts;
  readonly options: OpenPassOptions;
}

async function handed(from: Person = author!, by: Person = leaver!): Promise<Handed> {
  const parts = messageFrom(from, [leaver!]);
  const { container } = await sealMessage(parts);
  const handOver = newId();
  const fileKey = await messageFileKey(container, { kemSeeds: kemSeeds(by.keyring), stanza: null, role: from === by ? "sender" : "recipient" });
  const { id: message } = parts.manifest;
  const passParts: PassParts = {
    handOver, message, sender: from.account, container, fileKey, time: 1_790_000_000_000,
    giver: { account: by.account, identity: by.identity.hash, address: by.address },
    receiver: { account: colleague!.account, address: colleague!.address, kemPublicKey: colleague!.kemPublicKey },
    keyring: by.keyring,
  };
  return { parts, container, passParts, options: optionsOf(colleague!, { passParts, container, by }) };
}

function optionsOf(person: Person, { passParts, container, by }: Pick<Handed, "passParts" | "container"> & { by: Person }): OpenPassOptions {
  return {
    kemSeeds: kemSeeds(person.keyring),
    self: { account: person.account, addresses: [person.address] },
    expect: { message: passParts.message, sender: passParts.sender, handOver: passParts.handOver, giver: by.account },
    container,
    giverIdentity: async ({ account, identity }) => [leaver!, author!, outsider!].find((each) => each.account === account && each.identity.hash === identity)?.identity ?? null,
  };
}

async function why(sealed: Uint8Array, options: OpenPassOptions): Promise<string> {
  try {
    await openPass(sealed, options);
  } catch (error) {
    if (!(error instanceof OpenError) || error.message !== "cannot open") throw error;
    let cause: unknown = error;
    while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
    return cause instanceof Error ? cause.message.replace("invalid input: ", "") : String(cause);
  }
  throw new Error("the pass was opened");
}

describe("a message that was handed over", () => {
  it("opens for the colleague with its own sender, recipients, time and text", async () => {
    const { parts, container, passParts, options } = await handed();
    const { pass, fileKey } = await openPass(await sealPass(passParts), options);
    expect(pass).toMatchObject({ giver: { account: leaver!.account }, message: parts.manifest.id });
    expect("fileKey" in pass).toBe(false);
    const opened = await openMessage(container, { ...openOptions(colleague!, parts, [author!]), role: "handed", fileKey });
    expect(opened.manifest).toMatchObject({ sender: { account: author!.account }, recipients: [{ address: leaver!.address }], time: parts.manifest.time });
    expect(opened.body).toEqual(parts.body);
  });

  it("opens where the giver had sent it", async () => {
    const { parts, container, passParts, options } = await handed(leaver!);
    const { fileKey } = await openPass(await sealPass(passParts), options);
    const { manifest } = await openMessage(container, { ...openOptions(colleague!, parts, [leaver!]), role: "handed", fileKey });
    expect(manifest.sender.account).toBe(leaver!.account);
  });

  it("may be handed on by whoever has it by a pass", async () => {
    const { parts, container, passParts, options } = await handed();
    const { fileKey } = await openPass(await sealPass(passParts), options);
    const { account, identity, address, keyring } = outsider!;
    const on = { ...passParts, fileKey, giver: { account, identity: identity.hash, address }, keyring };
    const again = await openPass(await sealPass(on), optionsOf(colleague!, { passParts: on, container, by: outsider! }));
    const opened = await openMessage(container, { ...openOptions(colleague!, parts, [author!]), role: "handed", fileKey: again.fileKey });
    expect(opened.manifest.sender.account).toBe(author!.account);
  });

  it("does not open with another message’s key, nor by claiming to be a recipient, nor without a key", async () => {
    const [one, other] = [await handed(), await handed()];
    const options = { ...openOptions(colleague!, one.parts, [author!]), role: "handed" } as const;
    await expect(openMessage(one.container, { ...options, fileKey: other.passParts.fileKey })).rejects.toThrow(OpenError);
    expect(await refusal(one.container, options)).toBe("file key");
    expect(await refusal(one.container, { ...options, role: "recipient", fileKey: one.passParts.fileKey })).toBe("file key");
  });

  it("is held against what the server shows, as for any recipient", async () => {
    const { parts, container, passParts } = await handed();
    const options = { ...openOptions(colleague!, parts, [author!]), role: "handed", fileKey: passParts.fileKey } as const;
    expect(await refusal(container, { ...options, expect: { ...options.expect, sender: leaver!.account } })).toBe("sender");
    expect(await refusal(container, { ...options, expect: { ...options.expect, notice: { subject: "Another", text: "" } } })).toBe("notice");
    expect(await refusal(container, { ...options, senderIdentity: async () => null })).toBe("identity unknown");
  });
});

describe("a pass", () => {
  it("is refused where the server shows another message, sender, hand-over, giver or container", async () => {
    const { passParts, options } = await handed();
    const sealed = await sealPass(passParts);
    const shown = (change: Partial<OpenPassOptions["expect"]>) => why(sealed, { ...options, expect: { ...options.expect, ...change } });
    expect(await shown({ message: newId() })).toBe("message");
    expect(await shown({ sender: newId() })).toBe("message");
    expect(await shown({ handOver: newId() })).toBe("hand-over");
    expect(await shown({ giver: author!.account })).toBe("hand-over");
    expect(await why(sealed, { ...options, container: (await handed()).container })).toBe("container");
  });

  it("is refused where its giver is unknown, or somebody else signed in their name", async () => {
    const { passParts, options } = await handed();
    expect(await why(await sealPass(passParts), { ...options, giverIdentity: async () => null })).toBe("identity unknown");
    expect(await why(await sealPass({ ...passParts, keyring: outsider!.keyring }), options)).toMatch(/verif/i);
  });

  it("is refused by whom it names not: another account, another address, another key", async () => {
    const { passParts, container, options } = await handed();
    const to = (receiver: Partial<PassParts["receiver"]>) => sealPass({ ...passParts, receiver: { ...passParts.receiver, ...receiver } });
    expect(await why(await to({ account: outsider!.account }), options)).toBe("own address");
    expect(await why(await to({ address: outsider!.address }), options)).toBe("own address");
    await expect(openPass(await sealPass(passParts), optionsOf(outsider!, { passParts, container, by: leaver! }))).rejects.toThrow(OpenError);
  });

  it("has one form: one stanza, nothing missing and nothing after it", async () => {
    const { passParts, container, options } = await handed();
    const sealed = await sealPass(passParts);
    expect(() => parsePassContainer(sealed)).not.toThrow();
    expect(() => parsePassContainer(container)).toThrow("stanzas of a pass");
    const header = Buffer.from(sealed).indexOf("\n", Buffer.from(sealed).indexOf("\n--- ") + 1) + 1;
    expect(() => parsePassContainer(sealed.subarray(0, header + 16 + 17))).not.toThrow();
    for (const length of [header - 1, header, header + 16 + 16]) expect(() => parsePassContainer(sealed.subarray(0, length))).toThrow(InvalidInputError);
    for (const changed of [sealed.subarray(0, -1), concatBytes(sealed, new Uint8Array(1)), container]) await expect(openPass(changed, options)).rejects.toThrow(OpenError);
  });

  it("gives keys that the caller can overwrite", async () => {
    const { passParts, options } = await handed();
    const { fileKey } = await openPass(await sealPass(passParts), options);
    wipe(fileKey);
    expect([...fileKey]).toEqual(Array.from({ length: 16 }, () => 0));
  });
});

describe("its parsers", () => {
  it("refuse any bytes with their one error", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      expect(unlessRefused(InvalidInputError, () => {
        parsePassContainer(bytes);
        return "accepted";
      })).toBeNull();
      expect(unlessRefused(InvalidInputError, () => parsePassPlaintext(bytes))).toBeNull();
    }));
  });

  it("accept nothing but what the encoder writes", () => {
    const plaintext = encodePassPlaintext({ json: JSON.stringify({ type: "pass" }), signatures: ["A".repeat(86)] });
    expect(Buffer.compare(encodePassPlaintext(parsePassPlaintext(plaintext)), plaintext)).toBe(0);
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(), (at, flip, length) => {
      for (const altered of [plaintext.map((byte, index) => (index === at % plaintext.length ? byte ^ flip : byte)), plaintext.subarray(0, length % plaintext.length)]) {
        const again = unlessRefused(InvalidInputError, () => encodePassPlaintext(parsePassPlaintext(altered)));
        expect(again === null || Buffer.compare(again, altered) === 0).toBe(true);
      }
    }));
  });
});
