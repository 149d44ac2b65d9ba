// The keyring as bytes, so that no seed ever becomes a string that cannot be overwritten (SPEC.md, "Keyring").
import { ByteReader } from "../byte-reader.ts";
import { concatBytes, constantTimeEqual, encodeUtf8, lengthPrefixed, wipe, type Bytes, type KemSeed, type SignSeed } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import type { Keyring } from "./keyring.ts";

const MAGIC = encodeUtf8("SPK1");
const SEED_BYTES = 32;
/** Rotations and redeemed invitations of a lifetime, and far within the 1 MiB of a state blob. */
const SEEDS_MAX = 4096;

/** "SPK1" | u32 length, sign seeds (32 each) | u32 length, kem seeds (32 each): current first, then old, newest first. */
export function encodeKeyring(keyring: Keyring): Bytes {
  const parts = [encodeSeeds([keyring.sign.current, ...keyring.sign.old]), encodeSeeds([keyring.kem.current, ...keyring.kem.old])];
  const encoded = concatBytes(MAGIC, ...parts);
  wipe(...parts);
  return encoded;
}

/** The keyring of exactly such bytes, in memory of its own. InvalidInputError for anything else. */
export function parseKeyring(encoded: Uint8Array): Keyring {
  const reader = new ByteReader(encoded);
  if (!constantTimeEqual(reader.take(MAGIC.length), MAGIC)) throw new InvalidInputError("keyring version");
  const sign = parseSeeds<SignSeed>(reader);
  const kem = parseSeeds<KemSeed>(reader);
  if (reader.left > 0) throw new InvalidInputError("bytes after keyring");
  return { sign, kem };
}

function encodeSeeds(seeds: readonly Uint8Array[]): Bytes {
  const whole = seeds.length <= SEEDS_MAX && seeds.every((seed) => seed.length === SEED_BYTES);
  if (!whole) throw new InvalidInputError("keyring seeds");
  const joined = concatBytes(...seeds);
  const prefixed = lengthPrefixed(joined);
  wipe(joined);
  return prefixed;
}

function parseSeeds<Seed extends Bytes>(reader: ByteReader): { current: Seed; old: Seed[] } {
  const seeds = new ByteReader(reader.takeLengthPrefixed(SEEDS_MAX * SEED_BYTES));
  const next = (): Seed => new Uint8Array(seeds.take(SEED_BYTES)) as Seed;
  const current = next();
  const old: Seed[] = [];
  while (seeds.left > 0) old.push(next());
  return { current, old };
}
