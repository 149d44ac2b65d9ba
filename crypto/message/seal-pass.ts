// Handing a message over: its file key, sealed to a colleague in a signed pass (SPEC.md, "Pass").
import type { Address } from "../address.ts";
import { toBase64Url, wipe, type Bytes, type FileKey, type Id, type KemPublicKey, type KemSeed } from "../bytes.ts";
import { OpenError } from "../errors.ts";
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { encryptAge } from "../primitives/age-wrap.ts";
import { fileKeyOf } from "../primitives/age-unwrap.ts";
import { fingerprint } from "../primitives/hash.ts";
import { signObject } from "../signed-object-signer.ts";
import { containerHeader, parseContainer } from "./container.ts";
import { stanzasToTry } from "./open.ts";
import { PASS_FORM, type Pass } from "./pass.ts";
import { encodePassPlaintext } from "./pass-plaintext.ts";

export interface MessageKeyOptions {
  readonly kemSeeds: readonly KemSeed[];
  /** Which stanza the server says it is; it only saves time. */
  readonly stanza: number | null;
  /** As whom the message was opened: so it is the same stanza that gives the key. */
  readonly role: "recipient" | "sender";
}

/** The file key of a message that one was sent, or has sent; the caller has opened and verified it, and wipes the key. */
export async function messageFileKey(container: Uint8Array, { kemSeeds, ...by }: MessageKeyOptions): Promise<FileKey> {
  try {
    const { stanzas } = parseContainer(container);
    return await fileKeyOf(containerHeader(container), { seeds: kemSeeds, stanzas: stanzasToTry(stanzas, by) });
  } catch (cause) {
    throw new OpenError({ cause });
  }
}

export interface PassParts {
  readonly handOver: Id;
  readonly message: Id;
  /** The account that the message is from. */
  readonly sender: Id;
  readonly container: Uint8Array;
  readonly fileKey: FileKey;
  readonly time: number;
  /** `identity`: hash of the giver's newest. */
  readonly giver: Pass["giver"];
  readonly receiver: { readonly account: Id; readonly address: Address; readonly kemPublicKey: KemPublicKey };
  readonly keyring: Pick<Keyring, "sign">;
}

/** Each call gives other bytes. The receiver's key is that of a verified identity. */
export async function sealPass(parts: PassParts): Promise<Bytes> {
  const { handOver, message, sender, time, giver, receiver } = parts;
  const fields: Pass = {
    type: SIGNED_TYPE.pass,
    version: 1,
    handOver,
    message,
    sender,
    container: await fingerprint(parts.container),
    fileKey: toBase64Url(parts.fileKey),
    time,
    giver: { account: giver.account, identity: giver.identity, address: giver.address },
    receiver: { account: receiver.account, address: receiver.address, kem: await fingerprint(receiver.kemPublicKey) },
  };
  const plaintext = encodePassPlaintext(await signObject(PASS_FORM, { fields, seeds: [parts.keyring.sign.current] }));
  return await encryptAge([receiver.kemPublicKey], plaintext).finally(() => wipe(plaintext));
}
