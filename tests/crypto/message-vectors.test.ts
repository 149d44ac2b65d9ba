// The frozen vectors of derivation, Seal, segments, stanzas, padding, addresses, canonical JSON and messages. They were
// written once; a change that breaks one breaks everything sealed before it.
import { beforeAll, describe, expect, it } from "vitest";
import { normaliseAddress, type Address } from "../../crypto/address.ts";
import { constantTimeEqual, fromBase64Url, toBase64Url, type AttachmentKey, type FileKey, type Id, type KemSeed, type SignSeed } from "../../crypto/bytes.ts";
import { encodeCanonicalJson, parseCanonicalJson, type JsonValue } from "../../crypto/canonical-json.ts";
import { verifyIdentityChain } from "../../crypto/keys/identity.ts";
import { DERIVATION, type DerivationLabel } from "../../crypto/labels.ts";
import { sealSegmentWith, type SegmentPlace } from "../../crypto/message/attachment.ts";
import type { BodyDocument } from "../../crypto/message/body.ts";
import type { Notice } from "../../crypto/message/manifest.ts";
import { openMessage } from "../../crypto/message/open.ts";
import { encodeMessage, type ManifestDraft, type MessageParts } from "../../crypto/message/seal.ts";
import { padmeLength } from "../../crypto/padding.ts";
import { unwrapFileKey } from "../../crypto/primitives/age-unwrap.ts";
import { wrapFileKey } from "../../crypto/primitives/age-wrap.ts";
import { fingerprint } from "../../crypto/primitives/hash.ts";
import { deriveKey } from "../../crypto/primitives/hkdf.ts";
import { hpkeContext, hpkeSchedule } from "../../crypto/primitives/hpke.ts";
import { open, sealWith, type SealScope } from "../../crypto/primitives/seal.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey, xwingDecapsulate } from "../../crypto/primitives/xwing-decapsulate.ts";
import { xwingEncapsulateWith } from "../../crypto/primitives/xwing-encapsulate.ts";
import type { SignedObject } from "../../crypto/signed-object.ts";
import addressVectors from "../../crypto/vectors/address.json" with { type: "json" };
import canonicalJsonVectors from "../../crypto/vectors/canonical-json.json" with { type: "json" };
import derivationVectors from "../../crypto/vectors/derivation.json" with { type: "json" };
import messageVectors from "../../crypto/vectors/message.json" with { type: "json" };
import paddingVectors from "../../crypto/vectors/padding.json" with { type: "json" };
import passkeyVectors from "../../crypto/vectors/passkey.json" with { type: "json" };
import sealVectors from "../../crypto/vectors/seal.json" with { type: "json" };
import segmentVectors from "../../crypto/vectors/segment.json" with { type: "json" };
import stanzaVectors from "../../crypto/vectors/stanza.json" with { type: "json" };
import { openWholeSegment } from "../support/whole-segment.ts";

const files = {
  "address": addressVectors, "canonical-json": canonicalJsonVectors, "derivation": derivationVectors, "message": messageVectors,
  "padding": paddingVectors, "passkey": passkeyVectors, "seal": sealVectors, "segment": segmentVectors, "stanza": stanzaVectors,
};
const vectors = <T>(name: keyof typeof files): T => files[name] as unknown as T;
const bytes = fromBase64Url;

beforeAll(sodiumReady);

describe("frozen vectors", () => {
  it("of derivation hold for every label there is", async () => {
    const { key, derived } = vectors<{ key: string; derived: Record<string, string> }>("derivation");
    // derivation.json is older than passkeys.
    const passkeys = vectors<{ valid: { output: string; unlockKey: string }[] }>("passkey").valid.map(({ output, unlockKey }) => ({ key: output, label: DERIVATION.passkeyUnlock, derived: unlockKey }));
    const frozen = [...passkeys, ...Object.entries(derived).map(([label, each]) => ({ key, label, derived: each }))];
    expect(new Set(frozen.map(({ label }) => label))).toEqual(new Set(Object.values(DERIVATION)));
    for (const { label, ...vector } of frozen) expect([label, toBase64Url(await deriveKey(bytes(vector.key), label as DerivationLabel))]).toEqual([label, vector.derived]);
  });

  it("of Seal hold both ways", async () => {
    for (const vector of vectors<{ key: string; scope: SealScope; salt: string; plaintext: string; sealed: string }[]>("seal")) {
      const message = { salt: bytes(vector.salt), plaintext: bytes(vector.plaintext) };
      expect(toBase64Url(await sealWith(bytes(vector.key), vector.scope, message))).toBe(vector.sealed);
      expect(toBase64Url(await open(bytes(vector.key), vector.scope, bytes(vector.sealed)))).toBe(vector.plaintext);
    }
  });

  it("of segments hold both ways", async () => {
    type Segment = { place: SegmentPlace; plaintextBytes: number; sealedBytes: number; hash: string; sealed?: string };
    const { key, salt, segments } = vectors<{ key: string; salt: string; segments: Segment[] }>("segment");
    for (const vector of segments) {
      const plaintext = new Uint8Array(vector.plaintextBytes).map((_, index) => index * 31 + (index >> 8));
      const { sealed, hash } = await sealSegmentWith(bytes(key) as AttachmentKey, vector.place, { salt: bytes(salt), plaintext });
      expect(hash).toBe(vector.hash);
      expect(sealed).toHaveLength(vector.sealedBytes);
      expect([undefined, toBase64Url(sealed)]).toContain(vector.sealed);
      expect(constantTimeEqual(await openWholeSegment(bytes(key) as AttachmentKey, { ...vector.place, hash }, sealed), plaintext)).toBe(true);
    }
  });

  it("of the stanza hold both ways", async () => {
    type Stanza = { seed: string; publicKeySha256: string; randomness: string; sharedSecret: string; hpkeKey: string; hpkeNonce: string; fileKey: string; arguments: string[]; body: string };
    const vector = vectors<Stanza>("stanza");
    const seed = bytes(vector.seed) as KemSeed;
    expect(await fingerprint(kemPublicKey(seed))).toBe(vector.publicKeySha256);
    const encapsulation = xwingEncapsulateWith(kemPublicKey(seed), bytes(vector.randomness));
    expect(toBase64Url(encapsulation.sharedSecret)).toBe(vector.sharedSecret);
    expect(toBase64Url(xwingDecapsulate(seed, encapsulation.ciphertext)!)).toBe(vector.sharedSecret);
    const context = hpkeContext(new TextEncoder().encode("age-encryption.org/mlkem768x25519"));
    const { key, nonce } = hpkeSchedule(context, encapsulation.sharedSecret);
    expect([toBase64Url(key), toBase64Url(nonce)]).toEqual([vector.hpkeKey, vector.hpkeNonce]);
    const [stanza] = wrapFileKey(bytes(vector.fileKey) as FileKey, [encapsulation]);
    expect(stanza?.args).toEqual(vector.arguments);
    expect(toBase64Url(stanza!.body)).toBe(vector.body);
    const unwrapped = unwrapFileKey([stanza!], { seeds: [seed], stanzas: [0] });
    expect(toBase64Url(unwrapped!.fileKey)).toBe(vector.fileKey);
  });

  it("of padding hold", () => {
    for (const { length, padme, padded } of vectors<{ length: number; padme: number; padded: number }[]>("padding")) {
      expect(padmeLength(length)).toBe(padme);
      expect(Math.max(4096, padmeLength(length))).toBe(padded);
    }
  });

  it("of addresses hold", () => {
    for (const { typed, address } of vectors<{ typed: string; address: string }[]>("address")) expect(normaliseAddress(typed)).toBe(address);
  });

  it("of canonical JSON hold", () => {
    for (const text of vectors<{ texts: string[] }>("canonical-json").texts) expect(encodeCanonicalJson(parseCanonicalJson(text, { maxBytes: 100 }))).toBe(text);
  });
});

describe("the frozen message", () => {
  type Party = { signSeed: string; kemSeed: string; account: Id; address: Address; identity: SignedObject };
  type Message = {
    sender: Party; recipient: Party; invitee: { kemSeed: string; address: Address; invitation: Id };
    draft: ManifestDraft; body: BodyDocument; notice: Notice;
    manifest: string; plaintextBytes: number; plaintextSha256: string; plaintextWithoutPadding: string; container: string;
  };
  const vector = vectors<Message>("message");
  const publicKey = (seed: string): Uint8Array => kemPublicKey(bytes(seed) as KemSeed);

  async function parts(): Promise<MessageParts> {
    const { sender, recipient, invitee } = vector;
    const [identity] = await verifyIdentityChain([sender.identity], publicKey(sender.kemSeed));
    return {
      manifest: vector.draft,
      body: vector.body,
      notice: vector.notice,
      recipients: [
        { address: recipient.address, account: recipient.account, invitation: null, kemPublicKey: publicKey(recipient.kemSeed) },
        { address: invitee.address, account: null, invitation: invitee.invitation, kemPublicKey: publicKey(invitee.kemSeed) },
      ],
      sender: { account: sender.account, identity: identity.hash, address: sender.address, kemPublicKey: publicKey(sender.kemSeed) },
      keyring: { sign: { current: bytes(sender.signSeed) as SignSeed, old: [] } },
    };
  }

  it("has the same manifest, signature and plaintext, byte for byte", async () => {
    const { manifest, plaintext } = await encodeMessage(await parts());
    expect(encodeCanonicalJson(manifest as unknown as JsonValue)).toBe(vector.manifest);
    expect(plaintext).toHaveLength(vector.plaintextBytes);
    expect(toBase64Url(plaintext).startsWith(vector.plaintextWithoutPadding.slice(0, -2))).toBe(true);
    expect(await fingerprint(plaintext)).toBe(vector.plaintextSha256);
  });

  it.each(["recipient", "invitee", "sender"] as const)("opens for its %s", async (who) => {
    const { draft, sender } = vector;
    const [identity] = await verifyIdentityChain([sender.identity]);
    const { manifest, body } = await openMessage(bytes(vector.container), {
      kemSeeds: [bytes(vector[who].kemSeed) as KemSeed],
      stanza: null,
      self: [vector[who].address],
      role: who === "sender" ? "sender" : "recipient",
      expect: { id: draft.id, thread: draft.thread, inReplyTo: null, sender: sender.account, notice: vector.notice, typeClass: draft.typeClass, expires: draft.expires },
      senderIdentity: async () => identity,
    });
    expect(encodeCanonicalJson(manifest as unknown as JsonValue)).toBe(vector.manifest);
    expect(body).toEqual(vector.body);
  });
});
