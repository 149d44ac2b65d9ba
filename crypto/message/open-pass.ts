// Opening a pass: everything that is checked before a message counts as handed over (SPEC.md, "Pass").
import type { Address } from "../address.ts";
import { fromBase64UrlOf, wipe, type FileKey, type Id, type KemSeed } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import type { VerifiedIdentity } from "../keys/identity.ts";
import { FILE_KEY_BYTES } from "../primitives/age-stanza.ts";
import { decryptAge, type AgeOpened } from "../primitives/age-unwrap.ts";
import { fingerprint } from "../primitives/hash.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import { parseSignedObject, verifySignatures } from "../signed-object.ts";
import { parsePassContainer } from "./container.ts";
import { PASS_FORM, type Pass } from "./pass.ts";
import { parsePassPlaintext } from "./pass-plaintext.ts";

export interface OpenPassOptions {
  /** The receiver's seeds, the likeliest first. */
  readonly kemSeeds: readonly KemSeed[];
  /** The receiver. */
  readonly self: { readonly account: Id; readonly addresses: readonly Address[] };
  /** What the server showed. */
  readonly expect: { readonly message: Id; readonly sender: Id; readonly handOver: Id; readonly giver: Id };
  /** The message's container as it came. */
  readonly container: Uint8Array;
  /** The pinned (or own) verified identity of that hash, not revoked when the message was first seen; null refuses. */
  readonly giverIdentity: (claim: { readonly account: Id; readonly identity: string }) => Promise<VerifiedIdentity | null>;
}

/** What was signed and the file key, which the caller wipes; or OpenError on anything. */
export async function openPass(sealed: Uint8Array, options: OpenPassOptions): Promise<{ pass: Omit<Pass, "fileKey">; fileKey: FileKey }> {
  let opened: AgeOpened | null = null;
  try {
    parsePassContainer(sealed);
    opened = await decryptAge(sealed, { seeds: options.kemSeeds, stanzas: [0] });
    const signed = parseSignedObject(parsePassPlaintext(opened.plaintext), PASS_FORM);
    const { fileKey, ...pass } = signed.fields;
    const { giver, receiver } = pass;
    const { expect } = options;
    must(pass.message === expect.message && pass.sender === expect.sender, "message");
    must(pass.handOver === expect.handOver && giver.account === expect.giver, "hand-over");
    const identity = await options.giverIdentity({ account: giver.account, identity: giver.identity });
    must(identity !== null, "identity unknown");
    must(identity.account === giver.account && identity.hash === giver.identity && identity.address === giver.address, "identity");
    await verifySignatures(signed, [identity.signPublicKey]);
    must(receiver.account === options.self.account && options.self.addresses.includes(receiver.address), "own address");
    must(receiver.kem === (await fingerprint(kemPublicKey(opened.seed))), "own key");
    must(pass.container === (await fingerprint(options.container)), "container");
    return { pass, fileKey: fromBase64UrlOf(fileKey, FILE_KEY_BYTES) as FileKey };
  } catch (cause) {
    throw new OpenError({ cause });
  } finally {
    if (opened !== null) wipe(opened.plaintext);
  }
}

/** `what` stays in the cause of the OpenError, for tests and for developers; screens and servers never see it. */
function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new InvalidInputError(what);
}
