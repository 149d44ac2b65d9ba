// Opening a message: everything a receiver checks before it shows anything (SPEC.md, "Opening a message").
import type { Address } from "../address.ts";
import { wipe, type Bytes, type FileKey, type Id, type KemSeed } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import type { VerifiedIdentity } from "../keys/identity.ts";
import { decryptAge, decryptAgeWithFileKey } from "../primitives/age-unwrap.ts";
import { fingerprint } from "../primitives/hash.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import { parseSignedObject, verifySignatures, type ParsedObject } from "../signed-object.ts";
import { parseBodyBytes, type BodyDocument } from "./body.ts";
import { parseContainer } from "./container.ts";
import { MANIFEST_FORM, noticeHash, type Manifest, type Notice } from "./manifest.ts";
import { parsePlaintext } from "./plaintext.ts";

/** What the server showed about the message. All of it must be what the sender signed. */
export interface ExpectedMessage {
  readonly id: Id;
  readonly thread: Id;
  readonly inReplyTo: Id | null;
  /** The sender's account. */
  readonly sender: Id;
  readonly notice: Notice;
  readonly typeClass: Manifest["typeClass"];
  readonly expires: number | null;
}

export interface OpenMessageOptions {
  /** The receiver's seeds, the likeliest first. */
  readonly kemSeeds: readonly KemSeed[];
  /** Which stanza the server says is the receiver's; it only saves time. */
  readonly stanza: number | null;
  /** The receiver's own addresses. */
  readonly self: readonly Address[];
  /** As whom the receiver opens it: recipients have all stanzas but the last, the sender has the last; to whom it was handed over, none. */
  readonly role: "recipient" | "sender" | "handed";
  /** Of whom it was handed over to, out of the pass that was verified; nobody else has one. */
  readonly fileKey?: FileKey;
  readonly expect: ExpectedMessage;
  /** The pinned (or own) verified identity of that hash, not revoked when the message was first seen; null refuses. */
  readonly senderIdentity: (claim: { readonly account: Id; readonly identity: string }) => Promise<VerifiedIdentity | null>;
}

/** The message, or OpenError on anything. What is returned was vouched for by the sender, down to the addresses. */
export async function openMessage(
  container: Uint8Array, options: OpenMessageOptions,
): Promise<{ manifest: Manifest; body: BodyDocument }> {
  let opened: Decrypted | null = null;
  try {
    const { stanzas } = parseContainer(container);
    opened = await decrypt(container, { stanzas, options });
    const plaintext = parsePlaintext(opened.plaintext);
    const signed = parseSignedObject(plaintext.manifest, MANIFEST_FORM);
    const manifest = signed.fields;
    requireShown(manifest, options.expect);
    await requireSender(signed, options);
    must(stanzas === manifest.recipients.length + 1, "number of stanzas");
    await requireAddressed(manifest, opened, options);
    must((await noticeHash(options.expect.notice)) === manifest.notice, "notice");
    must((await fingerprint(plaintext.body)) === manifest.body, "body");
    return { manifest, body: parseBodyBytes(plaintext.body) };
  } catch (cause) {
    throw new OpenError({ cause });
  } finally {
    // It holds the attachments' keys.
    if (opened !== null) wipe(opened.plaintext);
  }
}

/** `by` null: with a file key that was handed over. */
interface Decrypted {
  readonly plaintext: Bytes;
  readonly by: { readonly stanza: number; readonly seed: KemSeed } | null;
}

async function decrypt(container: Uint8Array, { stanzas, options }: { stanzas: number; options: OpenMessageOptions }): Promise<Decrypted> {
  const { fileKey } = options;
  must((options.role === "handed") === (fileKey !== undefined), "file key");
  if (fileKey !== undefined) return { plaintext: await decryptAgeWithFileKey(container, fileKey), by: null };
  const { plaintext, ...by } = await decryptAge(container, { seeds: options.kemSeeds, stanzas: stanzasToTry(stanzas, options) });
  return { plaintext, by };
}

/** The server's hint first, then every other stanza that the role may have. */
export function stanzasToTry(stanzas: number, { role, stanza: hint }: Pick<OpenMessageOptions, "role" | "stanza">): number[] {
  const last = stanzas - 1;
  if (role === "sender") return [last];
  const all = Array.from({ length: last }, (_, index) => index);
  return hint !== null && all.includes(hint) ? [hint, ...all.filter((index) => index !== hint)] : all;
}

function requireShown(manifest: Manifest, expect: ExpectedMessage): void {
  must(manifest.id === expect.id, "id");
  must(manifest.thread === expect.thread, "thread");
  must(manifest.inReplyTo === expect.inReplyTo, "in reply to");
  must(manifest.sender.account === expect.sender, "sender");
  must(manifest.typeClass === expect.typeClass, "type class");
  must(manifest.expires === expect.expires, "expiry");
}

/** The signature is by the identity that the manifest names, and that identity is one the receiver holds for its sender. */
async function requireSender(signed: ParsedObject<Manifest>, options: OpenMessageOptions): Promise<void> {
  const { account, identity: hash, address } = signed.fields.sender;
  const identity = await options.senderIdentity({ account, identity: hash });
  must(identity !== null, "identity unknown");
  must(identity.account === account && identity.hash === hash && identity.address === address, "identity");
  await verifySignatures(signed, [identity.signPublicKey]);
}

/**
 * The stanza that opened is the one whose recipient has this receiver's key and address; or this receiver is the sender. Whoever was handed
 * the message is neither: who gave it to them, and that it is for them, stands in the pass.
 */
async function requireAddressed(manifest: Manifest, { by }: Decrypted, options: OpenMessageOptions): Promise<void> {
  if (options.role === "handed") return;
  if (options.role === "sender") {
    must(options.self.includes(manifest.sender.address), "own address");
    return;
  }
  must(by !== null, "stanza");
  const recipient = manifest.recipients[by.stanza];
  must(recipient !== undefined && options.self.includes(recipient.address), "own address");
  must(recipient.kem === (await ownFingerprint(by.seed)), "own key");
}

const fingerprints = new WeakMap<KemSeed, Promise<string>>();

/**
 * Of the public key of a seed. Computed once, since that takes longer than opening a message's stanza. Not secret, and safe to keep: a seed
 * is never changed but to be wiped, and a wiped one opens no stanza, so nobody asks for it again.
 */
function ownFingerprint(seed: KemSeed): Promise<string> {
  const known = fingerprints.get(seed) ?? fingerprint(kemPublicKey(seed));
  fingerprints.set(seed, known);
  return known;
}

/** `what` stays in the cause of the OpenError, for tests and for developers; screens and servers never see it. */
function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new InvalidInputError(what);
}
