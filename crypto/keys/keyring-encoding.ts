// The keyring as bytes, so that no seed ever becomes a string that cannot be overwritten (SPEC.md, "Keyring").
import { concatBytes, constantTimeEqual, encodeUint32, encodeUtf8, type Bytes, type KemSeed, type SignSeed } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import type { Keyring } from "./keyring.ts";

const MAGIC = encodeUtf8("SPK1");
const COUNT_BYTES = 4;
const SEED_BYTES = 32;
/** Rotations and redeemed invitations of a lifetime, and far within the 1 MiB of a state blob. */
const SEEDS_MAX = 4096;

/** "SPK1" | u32 s | s sign seeds (32 each) | u32 k | k kem seeds (32 each): current first, then old, newest first. */
export function encodeKeyring(keyring: Keyring): Bytes {
  return concatBytes(
    MAGIC,
    ...encodeSeeds([keyring.sign.current, ...keyring.sign.old]),
    ...encodeSeeds([keyring.kem.current, ...keyring.kem.old]),
  );
}

/** The keyring of exactly such bytes, in memory of its own, or null. */
export function parseKeyring(encoded: Uint8Array): Keyring | null {
  if (!constantTimeEqual(encoded.subarray(0, MAGIC.length), MAGIC)) return null;
  const sign = parseSeeds<SignSeed>(encoded, MAGIC.length);
  if (sign === null) return null;
  const kem = parseSeeds<KemSeed>(encoded, sign.end);
  if (kem === null || kem.end !== encoded.length) return null;
  return { sign: { current: sign.current, old: sign.old }, kem: { current: kem.current, old: kem.old } };
}

function encodeSeeds(seeds: readonly Uint8Array[]): Uint8Array[] {
  const whole = seeds.length <= SEEDS_MAX && seeds.every((seed) => seed.length === SEED_BYTES);
  if (!whole) throw new InvalidInputError("keyring seeds");
  return [encodeUint32(seeds.length), ...seeds];
}

function parseSeeds<Seed extends Bytes>(encoded: Uint8Array, start: number): { current: Seed; old: Seed[]; end: number } | null {
  const first = start + COUNT_BYTES;
  if (encoded.length < first) return null;
  const count = new DataView(encoded.buffer, encoded.byteOffset).getUint32(start);
  const end = first + count * SEED_BYTES;
  if (count > SEEDS_MAX || encoded.length < end) return null;
  const seeds = Array.from({ length: count }, (_, i) => new Uint8Array(encoded.subarray(first + i * SEED_BYTES, first + (i + 1) * SEED_BYTES)) as Seed);
  const [current, ...old] = seeds;
  return current === undefined ? null : { current, old, end };
}
