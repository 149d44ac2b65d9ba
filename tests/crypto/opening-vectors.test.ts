// Our frozen vectors for opening a message: a container made again from its randomness, and for every rule of SPEC.md, "Opening
// a message", what it refuses. Each is refused by the rule that it names and by no other.
import { beforeAll, describe, expect, it } from "vitest";
import type { Address } from "../../crypto/address.ts";
import { fromBase64Url, toBase64Url, type Id, type KemSeed } from "../../crypto/bytes.ts";
import { verifyIdentityChain, type VerifiedIdentity } from "../../crypto/keys/identity.ts";
import type { Notice } from "../../crypto/message/manifest.ts";
import { openMessage, type ExpectedMessage, type OpenMessageOptions } from "../../crypto/message/open.ts";
import { decryptAge } from "../../crypto/primitives/age-unwrap.ts";
import { fingerprint } from "../../crypto/primitives/hash.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey } from "../../crypto/primitives/xwing-decapsulate.ts";
import type { SignedObject } from "../../crypto/signed-object.ts";
import { ageFileWith } from "./age-file.ts";
import { refusal } from "./people.ts";
import { readVectors } from "./vectors.ts";

type Receiver = { kemSeed: string; address: Address };
type Message = {
  sender: Receiver & { account: Id; identity: SignedObject }; recipient: Receiver; invitee: Receiver;
  draft: Pick<ExpectedMessage, "id" | "thread" | "inReplyTo" | "typeClass" | "expires">; notice: Notice; manifest: string;
};
type Made = { fileKey: string; payloadNonce: string; encapsulations: string[]; plaintextSha256: string; container: string; sha256: string };
type Refused = {
  rule: number; why: string; code: string; as?: "recipient" | "invitee" | "sender" | "stranger"; role?: "recipient" | "sender";
  self?: Address[]; expect?: Partial<ExpectedMessage>; known?: SignedObject | null; container?: string;
};

const message = readVectors<Message>("message");
const made = readVectors<Made>("message-made");
const { stranger, invalid } = readVectors<{ stranger: Receiver; invalid: Refused[] }>("message-invalid");
const receivers = { sender: message.sender, recipient: message.recipient, invitee: message.invitee, stranger };

/** What stands in the error's cause where a rule refuses: for developers, and for this test. */
const CAUSES: Record<number, RegExp> = {
  2: /^(no identity matched|invalid header HMAC|invalid tag)/, 3: /^(plaintext|padding)/, 4: /^fields of signed object$/, 5: /^(id|thread|in reply to|sender|type class|expiry)$/,
  6: /^identity( unknown)?$/, 7: /^not verified$/, 8: /^number of stanzas$/, 9: /^own (address|key)$/, 10: /^notice$/, 11: /^body$/,
};

let sender: VerifiedIdentity;
beforeAll(async () => {
  await sodiumReady();
  [sender] = await verifyIdentityChain([message.sender.identity]);
});

async function optionsOf({ as = "recipient", ...wrong }: Partial<Refused>): Promise<OpenMessageOptions> {
  const { id, thread, inReplyTo, typeClass, expires } = message.draft;
  const { known } = wrong;
  const held = known === undefined ? sender : known === null ? null : (await verifyIdentityChain([known]))[0];
  return {
    kemSeeds: [fromBase64Url(receivers[as].kemSeed) as KemSeed],
    stanza: null,
    self: wrong.self ?? [receivers[as].address],
    role: wrong.role ?? (as === "sender" ? "sender" : "recipient"),
    expect: { id, thread, inReplyTo, typeClass, expires, sender: message.sender.account, notice: message.notice, ...wrong.expect },
    senderIdentity: async () => held,
  };
}

describe("a container", () => {
  it("is made again from its randomness, byte for byte", async () => {
    const keys = [message.recipient, message.invitee, message.sender].map(({ kemSeed }) => kemPublicKey(fromBase64Url(kemSeed) as KemSeed));
    const { plaintext } = await decryptAge(fromBase64Url(made.container), { seeds: [fromBase64Url(message.sender.kemSeed) as KemSeed], stanzas: [2] });
    expect(await fingerprint(plaintext)).toBe(made.plaintextSha256);
    const randomness = { fileKey: fromBase64Url(made.fileKey), payloadNonce: fromBase64Url(made.payloadNonce), encapsulations: made.encapsulations.map(fromBase64Url) };
    const again = await ageFileWith(randomness, { keys, plaintext });
    expect([toBase64Url(again), await fingerprint(again)]).toEqual([made.container, made.sha256]);
  });

  it.each(["recipient", "invitee", "sender"] as const)("opens for its %s", async (as) => {
    const { manifest } = await openMessage(fromBase64Url(made.container), await optionsOf({ as }));
    expect(manifest).toEqual(JSON.parse(message.manifest));
  });
});

describe("opening", () => {
  it.each(invalid)("rule $rule refuses: $why", async (wrong) => {
    const container = fromBase64Url(wrong.container ?? made.container);
    const options = await optionsOf(wrong);
    await expect(openMessage(container, options)).rejects.toThrow(expect.objectContaining({ code: wrong.code }));
    expect(await refusal(container, options)).toMatch(CAUSES[wrong.rule]!);
  });

  it("has a vector for every rule from the second on; the first is that of container.json", () => {
    expect([...new Set(invalid.map(({ rule }) => rule))].toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
