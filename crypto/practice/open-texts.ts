// Opening the texts of a practice: everything that a member checks before any of it is shown (SPEC.md, "Practice texts").
import { encodeUtf8, wipe, type Id, type KemSeed } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import type { VerifiedIdentity } from "../keys/identity.ts";
import { parseTextsContainer } from "../message/container.ts";
import { decryptAge, type AgeOpened } from "../primitives/age-unwrap.ts";
import { fingerprint } from "../primitives/hash.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import { parseSignedObject, verifySignatures, type ParsedObject } from "../signed-object.ts";
import { TEXTS_FORM, type PracticeTexts } from "./texts.ts";
import { parseTextsContent, parseTextsPlaintext, type TextsContent } from "./texts-content.ts";

/** The newest texts that were accepted: their edition, and SHA-256 of the signed JSON and of the content. */
export interface SeenTexts {
  readonly edition: number;
  readonly hash: string;
  readonly content: string;
}

export interface OpenTextsOptions {
  /** The member's seeds, the likeliest first. */
  readonly kemSeeds: readonly KemSeed[];
  /** Which stanza the server says is the member's; no other is tried. */
  readonly stanza: number;
  readonly self: Id;
  /** The member's own practice, and the edition that the server shows. */
  readonly expect: { readonly practice: Id; readonly edition: number };
  /** Null: none was accepted yet. */
  readonly seen: SeenTexts | null;
  /**
   * The identity of that hash, not revoked, of an administrator of the practice by what is signed; null refuses, but where the content is
   * that of the texts accepted last. Not asked for texts that were accepted before: whoever signed them may be gone.
   */
  readonly signerIdentity: (claim: PracticeTexts["signer"]) => Promise<VerifiedIdentity | null>;
}

export interface OpenedTexts {
  /** What to remember; null: sealed anew, with the content accepted last, by somebody who is not proved to administer the practice. */
  readonly accepted: SeenTexts | null;
  readonly edition: number;
  readonly signer: Id;
  /** Hash of the identity that they name as having signed. */
  readonly identity: string;
  readonly time: number;
  readonly receivers: PracticeTexts["receivers"];
  readonly content: TextsContent;
}

/** The texts, or OpenError on anything. */
export async function openPracticeTexts(sealed: Uint8Array, options: OpenTextsOptions): Promise<OpenedTexts> {
  let opened: AgeOpened | null = null;
  try {
    const { expect, seen, self } = options;
    const stanzas = parseTextsContainer(sealed);
    opened = await decryptAge(sealed, { seeds: options.kemSeeds, stanzas: [options.stanza] });
    const plaintext = parseTextsPlaintext(opened.plaintext);
    const signed = parseSignedObject(plaintext.object, TEXTS_FORM);
    const { practice, edition, time, signer, receivers, content } = signed.fields;
    const hash = await fingerprint(encodeUtf8(signed.json));
    must(practice === expect.practice, "practice");
    must(edition === expect.edition, "edition");
    must(seen === null || edition > seen.edition || (edition === seen.edition && hash === seen.hash), "older");
    const proved = hash === seen?.hash || (await isSigned(signed, options));
    must(proved || content === seen?.content, "identity unknown");
    must(stanzas === receivers.length, "number of stanzas");
    const own = receivers[opened.stanza];
    must(own?.account === self, "own account");
    must(own.kem === (await fingerprint(kemPublicKey(opened.seed))), "own key");
    must((await fingerprint(plaintext.content)) === content, "content");
    return { accepted: proved ? { edition, hash, content } : null, edition, signer: signer.account, identity: signer.identity, time, receivers, content: parseTextsContent(plaintext.content) };
  } catch (cause) {
    throw new OpenError({ cause });
  } finally {
    if (opened !== null) wipe(opened.plaintext);
  }
}

/** The signature is by the identity that the texts name, and that identity is an administrator's. False where nobody proves that. */
async function isSigned(signed: ParsedObject<PracticeTexts>, { signerIdentity }: OpenTextsOptions): Promise<boolean> {
  const { signer } = signed.fields;
  const identity = await signerIdentity(signer);
  if (identity === null) return false;
  must(identity.account === signer.account && identity.hash === signer.identity, "identity");
  await verifySignatures(signed, [identity.signPublicKey]);
  return true;
}

/** `what` stays in the cause of the OpenError, for tests and for developers; screens and servers never see it. */
function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new InvalidInputError(what);
}
