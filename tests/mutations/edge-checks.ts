// The checks at the edge: what leaves for programs of others, and what comes back from them (SPEC.md, Part III).
import { type Mutation, NOTHING, of } from './check.ts';

export const edgeChecks: readonly Mutation[] = [
  ...of('crypto/openpgp/certificate.ts', [
    ['nothing is encrypted to a certificate that is refused', 'if (problem !== null) throw new CertificateError(problem);', NOTHING, 'crypto/mail-copy', 'certificate is refused'],
    ['a certificate is one public key', 'if (keys.some((each) => each.isPrivate())) throw new CertificateError("secret_key");', NOTHING, 'crypto/openpgp.gpg', 'cannot be'],
    ['two certificates are none', 'if (others.length > 0) throw new CertificateError("several");\n  return key;', 'return key;', 'crypto/openpgp.gpg', 'cannot be'],
    ['names are those that the key has signed', '&& (await holds(user.verify(date, STRICT)))', NOTHING, 'crypto/openpgp.gpg', 'has not signed'],
    ['a weak certificate is not encrypted to', 'key.getEncryptionKey(undefined, date, undefined, STRICT)', 'key.getEncryptionKey(undefined, date, undefined, LENIENT)', 'crypto/openpgp.gpg', 'nothing is encrypted to it'],
    ['a certificate is looked at as of that moment', 'if (await holds(key.getEncryptionKey(undefined, date, undefined, STRICT))) return null;', 'if (await holds(key.getEncryptionKey(undefined, null as never, undefined, STRICT))) return null;', 'crypto/openpgp.gpg', 'nothing is encrypted to it'],
  ]),
  ...of('crypto/openpgp/detached-signature.ts', [
    ['a signature is by a key that may sign', 'each.verified.then(() => each.signature, () => null)', 'each.signature', 'crypto/openpgp.gpg', 'their detached signature'],
  ]),
  ...of('crypto/openpgp/policy.ts', [
    ['nothing counts that is signed over SHA-1', 'rejectHashAlgorithms: new Set([enums.hash.md5, enums.hash.ripemd, enums.hash.sha1])', 'rejectHashAlgorithms: new Set()', 'crypto/openpgp.gpg', 'nothing is encrypted to it'],
    ['RSA has at least 2047 bits', 'minRSABits: 2047', 'minRSABits: 1024', 'crypto/openpgp.gpg', 'nothing is encrypted to it'],
    ['DSA and ElGamal are out', 'rejectPublicKeyAlgorithms: new Set([enums.publicKey.elgamal, enums.publicKey.dsa])', 'rejectPublicKeyAlgorithms: new Set()', 'crypto/openpgp.gpg', 'nothing is encrypted to it'],
    ['nothing is compressed', 'preferredCompressionAlgorithm: enums.compression.uncompressed', 'preferredCompressionAlgorithm: enums.compression.zlib', 'crypto/openpgp.gpg', 'is not compressed'],
  ]),
  ...of('crypto/keys/identity-file.ts', [
    ['a file of keys holds nothing else', 'throw new IdentityFileError(/^AGE-(SECRET-KEY|PLUGIN)-/', 'if (Math.random() < 2) return new Uint8Array(32) as KemSeed;\n    throw new IdentityFileError(/^AGE-(SECRET-KEY|PLUGIN)-/', 'crypto/identity-file', 'a file to import'],
    ['a file of keys is not read beyond its limit', 'if (file.length > IDENTITY_FILE_MAX_BYTES) throw new IdentityFileError("too_long");', NOTHING, 'crypto/identity-file', 'a file to import'],
  ]),
  ...of('crypto/primitives/age-passphrase.ts', [
    ['no file asks for more memory than there is', 'Number(factor) <= WORK_FACTOR_MAX', 'true', 'crypto/identity-file', 'a file to import'],
  ]),
];
