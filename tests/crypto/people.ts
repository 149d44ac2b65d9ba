// People with real keys and identities, and messages between them, for the tests of crypto/.
import { normaliseAddress, type Address } from "../../crypto/address.ts";
import { newId, toBase64Url, type Bytes, type Id, type KemPublicKey } from "../../crypto/bytes.ts";
import { CryptoError, OpenError } from "../../crypto/errors.ts";
import { createIdentity } from "../../crypto/keys/identity-signer.ts";
import { verifyIdentityChain, type VerifiedIdentity } from "../../crypto/keys/identity.ts";
import { createKeyring, kemSeeds, type Keyring } from "../../crypto/keys/keyring.ts";
import type { BodyDocument } from "../../crypto/message/body.ts";
import type { Manifest } from "../../crypto/message/manifest.ts";
import { openMessage, type OpenMessageOptions } from "../../crypto/message/open.ts";
import { encodePlaintext } from "../../crypto/message/plaintext.ts";
import { encodeMessage, type Addressee, type MessageParts } from "../../crypto/message/seal.ts";
import { encryptAge } from "../../crypto/primitives/age-wrap.ts";
import { signEd25519 } from "../../crypto/primitives/ed25519-sign.ts";
import { encodeCanonicalJson, type JsonValue } from "../../crypto/canonical-json.ts";
import { signedMessage } from "../../crypto/signed-object.ts";

export interface Person {
  readonly account: Id;
  readonly address: Address;
  readonly keyring: Keyring;
  readonly identity: VerifiedIdentity;
  readonly kemPublicKey: KemPublicKey;
}

export async function createPerson(typed: string): Promise<Person> {
  const account = newId();
  const address = normaliseAddress(typed);
  const keyring = createKeyring();
  const { identity, kemPublicKey } = await createIdentity(keyring, { account, address });
  const [verified] = await verifyIdentityChain([identity], kemPublicKey);
  return { account, address, keyring, identity: verified, kemPublicKey };
}

export const addressee = ({ address, account, kemPublicKey }: Person): Addressee => ({ address, account, invitation: null, kemPublicKey });

export const paragraph = (text: string): BodyDocument => ({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] });

export function messageFrom(sender: Person, recipients: readonly Person[], changes: Partial<MessageParts["manifest"]> = {}): MessageParts {
  return {
    manifest: {
      id: newId(), thread: newId(), inReplyTo: null, time: 1_790_000_000_000, subject: "Findings", expires: null, forwarded: false,
      typeClass: "standard", stateRoot: 7, attachments: [], ...changes,
    },
    body: paragraph("The secret text"),
    notice: { subject: "A message for you", text: "Please log in." },
    recipients: recipients.map(addressee),
    sender: { account: sender.account, identity: sender.identity.hash, address: sender.address, kemPublicKey: sender.kemPublicKey },
    keyring: sender.keyring,
  };
}

/** How an honest client of this person opens this message when the server says the truth. */
export function openOptions(person: Person, parts: MessageParts, known: readonly Person[]): OpenMessageOptions {
  const { id, thread, inReplyTo, typeClass, expires } = parts.manifest;
  return {
    kemSeeds: kemSeeds(person.keyring),
    stanza: null,
    self: [person.address],
    role: "recipient",
    expect: { id, thread, inReplyTo, typeClass, expires, notice: parts.notice, sender: parts.sender.account },
    senderIdentity: async ({ account, identity }) =>
      known.find((each) => each.account === account && each.identity.hash === identity)?.identity ?? null,
  };
}

export interface Forgery {
  /** Changes the manifest before it is signed. */
  readonly manifest?: (manifest: Manifest) => JsonValue;
  /** Who signs; the sender by default. */
  readonly signer?: Person;
  /** For whom the stanzas are, in order; the honest ones by default. */
  readonly stanzas?: (honest: readonly KemPublicKey[]) => readonly KemPublicKey[];
  /** Changes the finished plaintext. */
  readonly plaintext?: (plaintext: Bytes) => Bytes;
  readonly body?: Bytes;
}

/** A container from a client that was changed: it signs and encrypts properly, but what it wants. */
export async function forge(parts: MessageParts, forgery: Forgery): Promise<Bytes> {
  const recipients = parts.recipients.toSorted((a, b) => (a.address < b.address ? -1 : 1));
  const { manifest, plaintext: honest } = await encodeMessage({ ...parts, recipients });
  const json = encodeCanonicalJson((forgery.manifest?.(manifest) ?? manifest) as JsonValue);
  const seed = forgery.signer?.keyring.sign.current ?? parts.keyring.sign.current;
  const signatures = [toBase64Url(signEd25519(seed, await signedMessage("manifest", json)))];
  const changed = forgery.manifest !== undefined || forgery.signer !== undefined || forgery.body !== undefined;
  const body = forgery.body ?? new TextEncoder().encode(encodeCanonicalJson(parts.body as unknown as JsonValue));
  const plaintext = changed ? encodePlaintext({ manifest: { json, signatures }, body }) : honest;
  const keys = [...recipients, parts.sender].map((each) => each.kemPublicKey as KemPublicKey);
  return encryptAge(forgery.stanzas?.(keys) ?? keys, forgery.plaintext?.(plaintext) ?? plaintext);
}

/** Why a message was refused: the innermost cause. Fails unless the error itself is OpenError and says nothing. */
export async function refusal(container: Uint8Array, options: OpenMessageOptions): Promise<string> {
  try {
    await openMessage(container, options);
  } catch (error) {
    if (!(error instanceof OpenError) || error.message !== "cannot open" || error.code !== "cannot_open") throw error;
    let cause: unknown = error;
    while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
    return cause instanceof CryptoError || cause instanceof Error ? cause.message.replace("invalid input: ", "") : String(cause);
  }
  throw new Error("the message was opened");
}
