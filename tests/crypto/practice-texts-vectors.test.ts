// Our frozen vectors of a practice's texts: made again from their randomness, opened, and for everything that a member checks what it refuses,
// each by the check that it names.
import { beforeAll, describe, expect, it } from "vitest";
import { encodeUtf8, fromBase64Url, toBase64Url, type Id, type KemSeed, type SignSeed } from "../../crypto/bytes.ts";
import { verifyIdentityChain } from "../../crypto/keys/identity.ts";
import { openPracticeTexts, type OpenTextsOptions, type SeenTexts } from "../../crypto/practice/open-texts.ts";
import { encodePracticeTexts } from "../../crypto/practice/seal-texts.ts";
import { encodeTextsContent, parseTextsContent } from "../../crypto/practice/texts-content.ts";
import type { PracticeTexts } from "../../crypto/practice/texts.ts";
import { fingerprint } from "../../crypto/primitives/hash.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey } from "../../crypto/primitives/xwing-decapsulate.ts";
import type { SignedObject } from "../../crypto/signed-object.ts";
import { ageFileWith } from "./age-file.ts";
import { readVectors } from "./vectors.ts";

type Who = { account: Id; kemSeed: string };
type Opening = { as?: "stranger"; sealed?: string; stanza?: number; expect?: Partial<OpenTextsOptions["expect"]>; seen?: SeenTexts | null; known?: SignedObject | null };
type Vectors = {
  practice: Id; place: number; signer: Who & { identity: SignedObject; signSeed: string }; reader: Who & { oldKemSeed: string }; stranger: Who;
  randomness: { fileKey: string; payloadNonce: string; encapsulations: string[] };
  content: string; object: string; signature: string; plaintextSha256: string; sealed: string; sha256: string;
  valid: (Opening & { why: string; accepted?: false })[]; invalid: (Opening & { rule: string; why: string; code: string })[];
};

const vectors = readVectors<Vectors>("practice-texts");
const object = JSON.parse(vectors.object) as PracticeTexts;
const content = parseTextsContent(encodeUtf8(vectors.content));

/** What stands in the error's cause where a check refuses: for developers, and for this test. */
const CAUSES: Record<string, RegExp> = {
  "without its last byte": /^container payload length$/, "a byte after it": /^container payload length$/, "the MAC altered": /^invalid header HMAC/, "the last byte altered": /^invalid tag/,
  "another stanza shown as one's own": /^no identity matched/, "opened by somebody else": /^no identity matched/, "the magic of a message": /^texts magic$/, "padding that is not zero": /^padding$/,
  "padded further than it must be": /^padding length$/, "JSON that is not canonical": /^JSON not canonical$/, "a field too many": /^fields of signed object$/, "a field missing": /^fields of signed object$/,
  "version 2": /^fields of signed object$/, "another type": /^fields of signed object$/, "edition 0": /^fields of signed object$/, "receivers in another order": /^fields of signed object$/,
  "a receiver twice": /^fields of signed object$/, "no receivers": /^fields of signed object$/, "not sealed to its signer": /^fields of signed object$/, "another practice's": /^practice$/,
  "another edition shown": /^edition$/, "older than what was accepted": /^older$/, "another of the same edition": /^older$/, "a signer who is no administrator, or whose identity is revoked": /^identity unknown$/,
  "such a signer, with other content than was accepted": /^identity unknown$/, "so, with the content accepted before": /^not verified$/, "another identity of the signer held": /^identity$/, "signed by somebody else in the signer's name": /^not verified$/, "signed as an object of another type": /^not verified$/, "altered after it was signed": /^not verified$/,
  "a stanza more than receivers": /^number of stanzas$/, "another account at one's place": /^own account$/, "sealed to another key of the receiver than it names": /^own key$/, "other content than was signed": /^content$/,
  "content that is not canonical": /^JSON not canonical$/, "content with a field too many": /^texts$/, "content without a signature's place": /^texts$/, "a template without a name": /^texts$/, "a template twice": /^texts$/,
  "a subject of two lines": /^texts$/, "a control character in the notice": /^texts$/, "a notice's signature of 1001 characters": /^texts$/, "a body that is none": /^texts$/,
};

beforeAll(sodiumReady);

const seed = (text: string) => fromBase64Url(text) as KemSeed;

async function open({ as, sealed = vectors.sealed, stanza = vectors.place, expect: shown, seen = null, known = vectors.signer.identity }: Opening) {
  const self = as === "stranger" ? vectors.stranger : vectors.reader;
  const held = known === null ? null : (await verifyIdentityChain([known]))[0];
  return await openPracticeTexts(fromBase64Url(sealed), {
    kemSeeds: as === "stranger" ? [seed(self.kemSeed)] : [seed(vectors.reader.kemSeed), seed(vectors.reader.oldKemSeed)],
    stanza,
    self: self.account,
    expect: { practice: vectors.practice, edition: object.edition, ...shown },
    seen,
    signerIdentity: async () => held,
  });
}

describe("the texts of a practice", () => {
  it("are made again from their randomness, byte for byte", async () => {
    const { practice, edition, time, signer } = object;
    const keys = [vectors.signer, vectors.reader].map(({ account, kemSeed }) => ({ account, kemPublicKey: kemPublicKey(seed(kemSeed)) }));
    const receivers = object.receivers.map(({ account }) => keys.find((each) => each.account === account)!);
    const keyring = { sign: { current: fromBase64Url(vectors.signer.signSeed) as SignSeed, old: [] } };
    const { plaintext, json } = await encodePracticeTexts({ practice, edition, time, signer, receivers, content, keyring });
    expect([json, await fingerprint(plaintext), Buffer.from(encodeTextsContent(content)).toString()]).toEqual([vectors.object, vectors.plaintextSha256, vectors.content]);
    const { fileKey, payloadNonce, encapsulations } = vectors.randomness;
    const randomness = { fileKey: fromBase64Url(fileKey), payloadNonce: fromBase64Url(payloadNonce), encapsulations: encapsulations.map((text) => fromBase64Url(text)) };
    const again = await ageFileWith(randomness, { keys: receivers.map(({ kemPublicKey: key }) => key), plaintext });
    expect([toBase64Url(again), await fingerprint(again)]).toEqual([vectors.sealed, vectors.sha256]);
  });

  it.each(vectors.valid)("open: $why", async ({ accepted = true, ...given }) => {
    const { edition, time, signer, receivers } = object;
    expect(await open(given)).toEqual({
      accepted: accepted ? { edition, hash: await fingerprint(encodeUtf8(vectors.object)), content: object.content } : null, edition, time, signer: signer.account, identity: signer.identity, receivers, content,
    });
  });
});

describe("opening them", () => {
  it.each(vectors.invalid)("$rule refuses: $why", async (wrong) => {
    const refused: unknown = await open(wrong).then(() => null, (error: unknown) => error);
    expect(refused).toMatchObject({ code: wrong.code, message: "cannot open" });
    let cause = refused;
    while (cause instanceof Error && cause.cause !== undefined) ({ cause } = cause);
    expect((cause as Error).message.replace("invalid input: ", "")).toMatch(CAUSES[wrong.why]!);
  });

  it("has a vector for each check that is listed here", () => {
    expect(vectors.invalid.map(({ why }) => why).toSorted()).toEqual(Object.keys(CAUSES).toSorted());
  });
});
