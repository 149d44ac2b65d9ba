// Sealing a message: manifest, signature, plaintext, container (SPEC.md, "Sealing a message").
import type { Address } from "../address.ts";
import { wipe, type Bytes, type Id, type KemPublicKey } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { encryptAge } from "../primitives/age-wrap.ts";
import { fingerprint } from "../primitives/hash.ts";
import { KEM_PUBLIC_KEY_BYTES } from "../primitives/xwing-lengths.ts";
import { signObject } from "../signed-object-signer.ts";
import { encodeBody, parseBody, type BodyDocument } from "./body.ts";
import { MANIFEST_FORM, noticeHash, type Manifest, type ManifestRecipient, type Notice } from "./manifest.ts";
import { encodePlaintext } from "./plaintext.ts";

/** What the sender decides. The rest of the manifest is computed from the other parts. */
export type ManifestDraft = Pick<
  Manifest,
  "id" | "thread" | "inReplyTo" | "time" | "subject" | "expires" | "forwarded" | "typeClass" | "stateRoot" | "attachments"
>;

/** Exactly one of account and invitation is set. */
export interface Addressee {
  readonly address: Address;
  readonly account: Id | null;
  readonly invitation: Id | null;
  /** 1216 bytes: of the account's verified identity, or of the invitation. */
  readonly kemPublicKey: Uint8Array;
}

export interface Sender {
  readonly account: Id;
  /** Hash of the sender's newest identity. */
  readonly identity: string;
  readonly address: Address;
  /** 1216 bytes: the copy in the Sent folder is encrypted to it. */
  readonly kemPublicKey: Uint8Array;
}

export interface MessageParts {
  readonly manifest: ManifestDraft;
  readonly body: BodyDocument;
  readonly notice: Notice;
  /** In any order, each address once. */
  readonly recipients: readonly Addressee[];
  readonly sender: Sender;
  readonly keyring: Pick<Keyring, "sign">;
}

/**
 * Seals a message to its recipients and its sender. Stanza i is for recipient i of the manifest, the last one is the
 * sender's. Each call gives another container: keep the bytes, and send those again when a try failed.
 * InvalidInputError for parts that no receiver would accept.
 */
export async function sealMessage(parts: MessageParts): Promise<{ container: Bytes; manifest: Manifest }> {
  const recipients = parts.recipients.toSorted((a, b) => (a.address < b.address ? -1 : 1));
  const { manifest, plaintext } = await encodeMessage({ ...parts, recipients });
  const keys = [...recipients, parts.sender].map((each) => requireKemKey(each.kemPublicKey));
  // It holds the attachments' keys.
  const container = await encryptAge(keys, plaintext).finally(() => wipe(plaintext));
  return { container, manifest };
}

/** The deterministic part of sealing: recipients stand in the manifest's order already. */
export async function encodeMessage(parts: MessageParts): Promise<{ manifest: Manifest; plaintext: Bytes }> {
  const { account, identity, address } = parts.sender;
  const body = encodeBody(parseBody(parts.body));
  const manifest: Manifest = {
    ...pickDraft(parts.manifest),
    type: SIGNED_TYPE.manifest,
    version: 1,
    sender: { account, identity, address },
    recipients: await Promise.all(parts.recipients.map(manifestRecipient)),
    body: await fingerprint(body),
    notice: await noticeHash(parts.notice),
  };
  const signed = await signObject(MANIFEST_FORM, { fields: manifest, seeds: [parts.keyring.sign.current] });
  return { manifest, plaintext: encodePlaintext({ manifest: signed, body }) };
}

/** Drops whatever else the caller's object holds: the manifest is a closed shape. */
function pickDraft(draft: ManifestDraft): ManifestDraft {
  const { id, thread, inReplyTo, time, subject, expires, forwarded, typeClass, stateRoot, attachments } = draft;
  return { id, thread, inReplyTo, time, subject, expires, forwarded, typeClass, stateRoot, attachments };
}

async function manifestRecipient(addressee: Addressee): Promise<ManifestRecipient> {
  const { account, invitation, address, kemPublicKey } = addressee;
  return { account, invitation, address, kem: await fingerprint(kemPublicKey) };
}

function requireKemKey(key: Uint8Array): KemPublicKey {
  if (key.length !== KEM_PUBLIC_KEY_BYTES) throw new InvalidInputError("kem public key length");
  return key as KemPublicKey;
}
