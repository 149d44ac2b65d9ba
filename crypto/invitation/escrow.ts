// The escrow: the invitation's kem seed and who invites, sealed under the access code (SPEC.md, "Escrow").
import { ByteReader } from "../byte-reader.ts";
import {
  concatBytes, constantTimeEqual, decodeUtf8, encodeUtf8, fromBase64Url, lengthPrefixed, toBase64Url, wipe,
  type Bytes, type Id, type KemSeed,
} from "../bytes.ts";
import { OpenError } from "../errors.ts";
import { PURPOSE } from "../labels.ts";
import { SIGNATURE_BYTES } from "../primitives/ed25519-verify.ts";
import { open, seal, sealWith, type SealScope } from "../primitives/seal.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import { parseSignedObject, SIGNED_OBJECT_MAX_BYTES, type SignedObject } from "../signed-object.ts";
import { verifyInvitation, type Invitation } from "./invitation.ts";
import { INVITER_FORM, verifyInviter, type Inviter } from "./inviter.ts";
import type { EscrowKey } from "./keys.ts";

const MAGIC = encodeUtf8("SPE1");
const SEED_BYTES = 32;

export interface Escrow {
  readonly seed: KemSeed;
  /** Made by createInviter. */
  readonly inviter: SignedObject;
}

/** What an opened escrow vouches for. */
export interface OpenedEscrow {
  readonly seed: KemSeed;
  readonly inviter: Inviter;
  readonly invitation: Invitation;
}

/** Seals "SPE1" | seed (32) | u32 length | inviter's JSON | signature (64). An escrow has no editions: its version is 1. */
export function sealEscrow(escrowKey: EscrowKey, scope: { readonly id: Id }, escrow: Escrow): Promise<Bytes> {
  const plaintext = encodeEscrow(escrow);
  return seal(escrowKey, sealScope(scope.id), plaintext).finally(() => wipe(plaintext));
}

/** For vectors: as sealEscrow with the caller's 24-byte salt. */
export function sealEscrowWith(escrowKey: EscrowKey, scope: { readonly id: Id; readonly salt: Uint8Array }, escrow: Escrow): Promise<Bytes> {
  return sealWith(escrowKey, sealScope(scope.id), { salt: scope.salt, plaintext: encodeEscrow(escrow) });
}

/**
 * Opens the escrow and holds it against the invitation that the server showed: same id and practice, signed by the key that
 * the escrow names, and with the public key of the escrow's seed. OpenError for anything else: the code then vouches for
 * nothing, and nobody may register on it. The caller compares the inviter with the directory the server shows, and the
 * invitation's address with its own.
 */
export async function openEscrow(
  escrowKey: EscrowKey, scope: { readonly id: Id; readonly object: SignedObject }, sealed: Uint8Array,
): Promise<OpenedEscrow> {
  const plaintext = await open(escrowKey, sealScope(scope.id), sealed);
  let opened: Escrow | null = null;
  try {
    opened = parseEscrow(plaintext);
    const { seed, inviter: statement } = opened;
    const inviter = await verifyInviter(statement);
    const keys = { signKey: fromBase64Url(inviter.signKey), kemPublicKey: kemPublicKey(seed) };
    const invitation = await verifyInvitation(scope.object, keys);
    if (!agree({ id: scope.id, inviter, invitation })) throw new OpenError();
    return { seed, inviter, invitation };
  } catch (cause) {
    if (opened !== null) wipe(opened.seed);
    throw new OpenError({ cause });
  } finally {
    wipe(plaintext);
  }
}

function agree({ id, inviter, invitation }: { id: Id; inviter: Inviter; invitation: Invitation }): boolean {
  return (
    invitation.id === id && inviter.invitation === id &&
    invitation.practice === inviter.practice &&
    invitation.inviter.account === inviter.account && invitation.inviter.identity === inviter.identity
  );
}

function encodeEscrow({ seed, inviter }: Escrow): Bytes {
  const { signatures } = parseSignedObject(inviter, INVITER_FORM);
  return concatBytes(MAGIC, seed, lengthPrefixed(encodeUtf8(inviter.json)), ...signatures);
}

function parseEscrow(plaintext: Bytes): Escrow {
  const reader = new ByteReader(plaintext);
  if (!constantTimeEqual(reader.take(MAGIC.length), MAGIC)) throw new OpenError();
  const seed = new Uint8Array(reader.take(SEED_BYTES)) as KemSeed;
  const json = decodeUtf8(reader.takeLengthPrefixed(SIGNED_OBJECT_MAX_BYTES));
  const signature = toBase64Url(reader.take(SIGNATURE_BYTES));
  if (reader.left > 0) throw new OpenError();
  return { seed, inviter: { json, signatures: [signature] } };
}

function sealScope(id: Id): SealScope {
  return { purpose: PURPOSE.escrow, owner: id, name: "escrow", version: 1 };
}
