// Sealing the texts of a practice to its members (SPEC.md, "Practice texts").
import { encodeUtf8, wipe, type Bytes, type Id, type KemPublicKey } from "../bytes.ts";
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { encryptAge } from "../primitives/age-wrap.ts";
import { fingerprint } from "../primitives/hash.ts";
import { signObject } from "../signed-object-signer.ts";
import type { SeenTexts } from "./open-texts.ts";
import { TEXTS_FORM, type PracticeTexts } from "./texts.ts";
import { encodeTextsContent, encodeTextsPlaintext, type TextsContent } from "./texts-content.ts";

export interface TextsParts {
  readonly practice: Id;
  /** One more than that of the texts which these replace. */
  readonly edition: number;
  readonly time: number;
  /** `identity`: hash of the signer's newest. */
  readonly signer: PracticeTexts["signer"];
  /** In any order, each account once, the signer too. */
  readonly receivers: readonly { readonly account: Id; readonly kemPublicKey: KemPublicKey }[];
  readonly content: TextsContent;
  readonly keyring: Pick<Keyring, "sign">;
}

export interface SealedTexts {
  readonly sealed: Bytes;
  /** Whose the stanzas are, in their order. */
  readonly receivers: readonly Id[];
  /** What their writer has accepted by that. */
  readonly accepted: SeenTexts;
}

/** Each call gives other bytes. InvalidInputError for texts that no reader accepts. The receivers' keys are those of verified identities. */
export async function sealPracticeTexts(parts: TextsParts): Promise<SealedTexts> {
  const ordered = parts.receivers.toSorted((a, b) => (a.account < b.account ? -1 : 1));
  const { plaintext, json, content } = await encodePracticeTexts({ ...parts, receivers: ordered });
  const sealed = await encryptAge(ordered.map(({ kemPublicKey }) => kemPublicKey), plaintext).finally(() => wipe(plaintext));
  const accepted = { edition: parts.edition, hash: await fingerprint(encodeUtf8(json)), content };
  return { sealed, receivers: ordered.map(({ account }) => account), accepted };
}

/** The deterministic part of sealing: receivers stand in their order already. */
export async function encodePracticeTexts(parts: TextsParts): Promise<{ plaintext: Bytes; json: string; content: string }> {
  const { practice, edition, time, signer, receivers } = parts;
  const content = encodeTextsContent(parts.content);
  const fields: PracticeTexts = {
    type: SIGNED_TYPE.practiceTexts,
    version: 1,
    practice,
    edition,
    time,
    signer: { account: signer.account, identity: signer.identity },
    receivers: await Promise.all(receivers.map(async ({ account, kemPublicKey }) => ({ account, kem: await fingerprint(kemPublicKey) }))),
    content: await fingerprint(content),
  };
  const object = await signObject(TEXTS_FORM, { fields, seeds: [parts.keyring.sign.current] });
  return { plaintext: encodeTextsPlaintext({ object, content }), json: object.json, content: fields.content };
}
