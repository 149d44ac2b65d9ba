// What an access code opens: three keys by Argon2id and HKDF (SPEC.md, "Access code").
import { encodeUtf8, idBytes, wipe, type Bytes, type Id } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { DERIVATION } from "../labels.ts";
import { deriveKey } from "../primitives/hkdf.ts";
import { parseAccessCode } from "./code.ts";

declare const escrowBrand: unique symbol;
declare const claimBrand: unique symbol;
/** 32 bytes that seal the escrow. */
export type EscrowKey = Bytes & { readonly [escrowBrand]: "EscrowKey" };
/** 32 bytes that make and check the claim. */
export type ClaimKey = Bytes & { readonly [claimBrand]: "ClaimKey" };

export interface InvitationKeys {
  readonly escrowKey: EscrowKey;
  /** 32 bytes, shown to the server, which keeps its SHA-256. */
  readonly proof: Bytes;
  readonly claimKey: ClaimKey;
}

/**
 * Derives the keys; costs one Argon2id. InvalidInputError for what parseAccessCode refuses.
 *
 *     stretched (64) = Argon2id(the 15 symbols in ASCII, salt = 16 bytes of the invitation's id)
 *     escrow key, proof, claim key (32 each) = HKDF(stretched, "invitation/escrow" | "invitation/proof" | "invitation/claim")
 */
export async function deriveInvitationKeys(code: string, invitation: Id): Promise<InvitationKeys> {
  const parsed = parseAccessCode(code);
  if (parsed === null) throw new InvalidInputError("access code");
  // Loaded with the first code that is made or typed: a mailbox opens without.
  const { argon2id } = await import("../primitives/argon2id.ts");
  const symbols = encodeUtf8(parsed.replaceAll("-", ""));
  const stretched = await argon2id(symbols, idBytes(invitation)).finally(() => wipe(symbols));
  const [escrowKey, proof, claimKey] = await Promise.all([
    deriveKey(stretched, DERIVATION.invitationEscrow),
    deriveKey(stretched, DERIVATION.invitationProof),
    deriveKey(stretched, DERIVATION.invitationClaim),
  ]);
  wipe(stretched);
  return { escrowKey: escrowKey as EscrowKey, proof, claimKey: claimKey as ClaimKey };
}
