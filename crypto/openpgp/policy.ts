// What OpenPGP may do here: the algorithms that are accepted, fixed, whatever a certificate or the library's defaults say
// (SPEC.md, "OpenPGP").
import { config, enums, type Config } from "openpgp";

/**
 * SHA-1 and older hashes bind nothing any more (chosen-prefix collisions), DSA, ElGamal and secp256k1 are out of RFC 9580's
 * recommendations, and RSA needs 2048 bits: 2047 is what some generators gave for them.
 */
export const STRICT: Config = {
  ...config,
  rejectHashAlgorithms: new Set([enums.hash.md5, enums.hash.ripemd, enums.hash.sha1]),
  rejectMessageHashAlgorithms: new Set([enums.hash.md5, enums.hash.ripemd, enums.hash.sha1]),
  rejectPublicKeyAlgorithms: new Set([enums.publicKey.elgamal, enums.publicKey.dsa]),
  rejectCurves: new Set([enums.curve.secp256k1]),
  minRSABits: 2047,
  // Never compressed: the length of what is encrypted must not depend on what it says.
  preferredCompressionAlgorithm: enums.compression.uncompressed,
  preferredSymmetricAlgorithm: enums.symmetric.aes256,
  showVersion: false,
  showComment: false,
};

/** Only to say why something was refused: nothing is encrypted or verified under it. */
export const LENIENT: Config = {
  ...STRICT,
  rejectHashAlgorithms: new Set(),
  rejectMessageHashAlgorithms: new Set(),
  rejectPublicKeyAlgorithms: new Set(),
  rejectCurves: new Set(),
  minRSABits: 0,
};
