// Our frozen vectors for handing over: a pass made again from its randomness, what it opens, and for everything that a receiver checks
// what it refuses, each by the check that it names.
import { beforeAll, describe, expect, it } from "vitest";
import type { Address } from "../../crypto/address.ts";
import { fromBase64Url, toBase64Url, type FileKey, type Id, type KemSeed } from "../../crypto/bytes.ts";
import { OpenError } from "../../crypto/errors.ts";
import { verifyIdentityChain, type VerifiedIdentity } from "../../crypto/keys/identity.ts";
import type { Notice } from "../../crypto/message/manifest.ts";
import { openMessage, type ExpectedMessage } from "../../crypto/message/open.ts";
import { openPass, type OpenPassOptions } from "../../crypto/message/open-pass.ts";
import { encodePassPlaintext } from "../../crypto/message/pass-plaintext.ts";
import { messageFileKey } from "../../crypto/message/seal-pass.ts";
import { fingerprint } from "../../crypto/primitives/hash.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey } from "../../crypto/primitives/xwing-decapsulate.ts";
import type { SignedObject } from "../../crypto/signed-object.ts";
import { ageFileWith } from "./age-file.ts";
import { readVectors } from "./vectors.ts";

type Who = { account: Id; address: Address; kemSeed: string };
type Refused = { rule: string; why: string; code: string; as?: "stranger"; sealed?: string; container?: string; expect?: Partial<OpenPassOptions["expect"]>; known?: SignedObject | null };
type Vectors = {
  receiver: Who & { oldKemSeed: string }; stranger: Who; randomness: { fileKey: string; payloadNonce: string; encapsulation: string };
  pass: string; signature: string; plaintextSha256: string; sealed: string; sha256: string; wrongFileKeys: string[]; invalid: Refused[];
};
type Message = {
  sender: Who & { identity: SignedObject }; recipient: Who & { identity: SignedObject }; manifest: string; notice: Notice;
  draft: Pick<ExpectedMessage, "id" | "thread" | "inReplyTo" | "typeClass" | "expires">;
};

const vectors = readVectors<Vectors>("pass");
const message = readVectors<Message>("message");
const made = readVectors<{ container: string; fileKey: string }>("message-made");
const pass = JSON.parse(vectors.pass) as { handOver: Id; message: Id; sender: Id; fileKey: string };

/** What stands in the error's cause where a check refuses: for developers, and for this test. */
const CAUSES: Record<string, RegExp> = {
  "two stanzas": /^stanzas of a pass$/, "a message in its place": /^pass too long$/, "without its last byte": /^invalid tag/, "a byte after it": /^invalid tag/,
  "longer than 8192 bytes": /^pass too long$/, "the MAC altered": /^invalid header HMAC/, "the last byte altered": /^invalid tag/, "for another key": /^no identity matched/,
  "opened by somebody else": /^no identity matched/, "the magic of a message": /^pass magic$/, padding: /^bytes after the pass$/, "without a signature": /^bytes end too early$/,
  "JSON that is not canonical": /^JSON not canonical$/, "JSON longer than 4096 bytes": /^JSON too long$/, "a field too many": /^fields of signed object$/,
  "a field missing": /^fields of signed object$/, "version 2": /^fields of signed object$/, "another type": /^fields of signed object$/, "a file key of 15 bytes": /^fields of signed object$/, "signed as an object of another type": /^not verified$/, "another message shown": /^message$/,
  "another sender shown": /^message$/, "another hand-over shown": /^hand-over$/, "another giver shown": /^hand-over$/, "a giver whose identity is not known or revoked": /^identity unknown$/,
  "another identity of the giver held": /^identity$/, "the giver under another address": /^identity$/, "signed by somebody else in the giver's name": /^not verified$/,
  "for another account": /^own address$/, "for another address": /^own address$/, "sealed to another key of the receiver than it names": /^own key$/,
  "for another container of the message": /^container$/,
};

let sender: VerifiedIdentity;
let giver: VerifiedIdentity;
beforeAll(async () => {
  await sodiumReady();
  [[sender], [giver]] = [await verifyIdentityChain([message.sender.identity]), await verifyIdentityChain([message.recipient.identity])];
});

const seed = (text: string) => fromBase64Url(text) as KemSeed;

async function optionsOf({ as, container = made.container, expect: shown, known }: Partial<Refused>): Promise<OpenPassOptions> {
  const held = known === undefined ? giver : known === null ? null : (await verifyIdentityChain([known]))[0];
  const self = as === "stranger" ? vectors.stranger : vectors.receiver;
  return {
    kemSeeds: as === "stranger" ? [seed(self.kemSeed)] : [seed(vectors.receiver.kemSeed), seed(vectors.receiver.oldKemSeed)],
    self: { account: self.account, addresses: [self.address] },
    expect: { message: pass.message, sender: pass.sender, handOver: pass.handOver, giver: message.recipient.account, ...shown },
    container: fromBase64Url(container),
    giverIdentity: async () => held,
  };
}

function openWith(fileKey: string) {
  const { id, thread, inReplyTo, typeClass, expires } = message.draft;
  return openMessage(fromBase64Url(made.container), {
    kemSeeds: [], stanza: null, self: [vectors.receiver.address], role: "handed", fileKey: fromBase64Url(fileKey) as FileKey,
    expect: { id, thread, inReplyTo, typeClass, expires, sender: message.sender.account, notice: message.notice }, senderIdentity: async () => sender,
  });
}

describe("a pass", () => {
  it("is made again from its randomness, byte for byte", async () => {
    const { fileKey, payloadNonce, encapsulation } = vectors.randomness;
    const plaintext = encodePassPlaintext({ json: vectors.pass, signatures: [vectors.signature] });
    expect(await fingerprint(plaintext)).toBe(vectors.plaintextSha256);
    const randomness = { fileKey: fromBase64Url(fileKey), payloadNonce: fromBase64Url(payloadNonce), encapsulations: [fromBase64Url(encapsulation)] };
    const again = await ageFileWith(randomness, { keys: [kemPublicKey(seed(vectors.receiver.kemSeed))], plaintext });
    expect([toBase64Url(again), await fingerprint(again)]).toEqual([vectors.sealed, vectors.sha256]);
  });

  it("carries the key that the giver’s own stanza gives", async () => {
    const key = await messageFileKey(fromBase64Url(made.container), { kemSeeds: [seed(message.recipient.kemSeed)], stanza: null, role: "recipient" });
    expect([toBase64Url(key), pass.fileKey]).toEqual([made.fileKey, made.fileKey]);
  });

  it("opens for its receiver, and with it the message", async () => {
    const opened = await openPass(fromBase64Url(vectors.sealed), await optionsOf({}));
    expect({ ...opened.pass, fileKey: toBase64Url(opened.fileKey) }).toEqual(pass);
    expect((await openWith(toBase64Url(opened.fileKey))).manifest).toEqual(JSON.parse(message.manifest));
  });

  it.each(vectors.wrongFileKeys)("with the file key %s the message does not open", async (key) => {
    await expect(openWith(key)).rejects.toThrow(OpenError);
  });
});

describe("opening a pass", () => {
  it.each(vectors.invalid)("$rule refuses: $why", async ({ sealed = vectors.sealed, ...wrong }) => {
    const refused: unknown = await openPass(fromBase64Url(sealed), await optionsOf(wrong)).then(() => null, (error: unknown) => error);
    expect(refused).toMatchObject({ code: wrong.code, message: "cannot open" });
    let cause = refused;
    while (cause instanceof Error && cause.cause !== undefined) ({ cause } = cause);
    expect((cause as Error).message.replace("invalid input: ", "")).toMatch(CAUSES[wrong.why]!);
  });

  it("has a vector for each check that is listed here", () => {
    expect(vectors.invalid.map(({ why }) => why).toSorted()).toEqual(Object.keys(CAUSES).toSorted());
  });
});
