// The texts of a practice: what is signed about them. Reading the signed part; what the texts may be stands in texts-content.ts, sealing and
// opening in seal-texts.ts and open-texts.ts (SPEC.md, "Practice texts").
import { SIGNED_TYPE } from "../labels.ts";
import { RECIPIENTS_MAX } from "../message/container.ts";
import { count, hash, id, listOf, literal, moment, record, refine, type ShapeOf } from "../shape.ts";
import type { SignedObjectForm } from "../signed-object.ts";

/** Of the JSON: a thousand receivers take 95 KB. */
export const TEXTS_OBJECT_MAX_BYTES = 131_072;

/** `kem`: SHA-256 of the key that the receiver's stanza is sealed to. */
const receiver = record({ account: id, kem: hash });
/** In order, each account once. */
const receivers = refine(listOf(receiver, { min: 1, max: RECIPIENTS_MAX }), (list) => list.every(({ account }, place) => place === 0 || list[place - 1]!.account < account));

const fields = record({
  type: literal(SIGNED_TYPE.practiceTexts),
  version: literal(1),
  practice: id,
  /** 1, then one more each time. */
  edition: refine(count, (edition) => edition >= 1),
  /** Unix milliseconds, by the signer's clock. */
  time: moment,
  signer: record({ account: id, identity: hash }),
  /** Whoever it is sealed to, the signer too. */
  receivers,
  /** SHA-256 of the content. */
  content: hash,
});
const shape = refine(fields, ({ signer, receivers: all }) => all.some(({ account }) => account === signer.account));
export type PracticeTexts = ShapeOf<typeof shape>;

/** Signatures: [the sign key of `signer`]. */
export const TEXTS_FORM: SignedObjectForm<PracticeTexts> = {
  type: SIGNED_TYPE.practiceTexts, shape, signatures: { min: 1, max: 1 }, maxBytes: TEXTS_OBJECT_MAX_BYTES,
};
