// Passes: a colleague is given the file key of a message, signed by who gives it. Reading the signed part; sealing and opening
// stand in seal-pass.ts and open-pass.ts (SPEC.md, "Pass").
import { SIGNED_TYPE } from "../labels.ts";
import { FILE_KEY_BYTES } from "../primitives/age-stanza.ts";
import { address, bytesText, hash, id, literal, moment, record, type ShapeOf } from "../shape.ts";
import type { SignedObjectForm } from "../signed-object.ts";

const shape = record({
  type: literal(SIGNED_TYPE.pass),
  version: literal(1),
  /** Which hand-over it belongs to. */
  handOver: id,
  message: id,
  /** The account that the message is from. */
  sender: id,
  /** SHA-256 of the container. */
  container: hash,
  /** Of the container. */
  fileKey: bytesText(FILE_KEY_BYTES),
  /** Unix milliseconds, by the giver's clock. */
  time: moment,
  giver: record({ account: id, identity: hash, address }),
  /** `kem`: SHA-256 of the key that the pass is sealed to. */
  receiver: record({ account: id, address, kem: hash }),
});
export type Pass = ShapeOf<typeof shape>;

/** Signatures: [the sign key of `giver`]. */
export const PASS_FORM: SignedObjectForm<Pass> = { type: SIGNED_TYPE.pass, shape, signatures: { min: 1, max: 1 }, maxBytes: 4096 };
