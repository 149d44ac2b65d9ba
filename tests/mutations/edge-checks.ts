// The checks at the edge: what leaves for programs of others, and what comes back from them (SPEC.md, Part III).
import { type Mutation, NOTHING, of } from './check.ts';

export const edgeChecks: readonly Mutation[] = [
  ...of('crypto/openpgp/certificate.ts', [
    ['nothing is encrypted to a certificate that is refused', 'if (problem !== null) throw new CertificateError(problem);', NOTHING, 'crypto/mail-copy', 'certificate is refused'],
    ['a certificate is one public key', 'if (keys.some((each) => each.isPrivate())) throw new CertificateError("secret_key");', NOTHING, 'crypto/openpgp.gpg', 'cannot be'],
    ['two certificates are none', 'if (others.length > 0) throw new CertificateError("several");\n  return key;', 'return key;', 'crypto/openpgp.gpg', 'cannot be'],
    ['names are those that the key has signed', '&& (await holds(user.verify(date, STRICT)))', NOTHING, 'crypto/openpgp.gpg', 'has not signed'],
    ['a weak certificate is not encrypted to', 'if ((await encryptingKey(key, date, STRICT)) !== null) return null;', 'if ((await encryptingKey(key, date, LENIENT)) !== null) return null;', 'crypto/openpgp.gpg', 'nothing is encrypted to it'],
    ['a certificate is looked at as of that moment', 'await holds(key.getEncryptionKey(id, date, undefined, config))', 'await holds(key.getEncryptionKey(id, null as never, undefined, config))', 'crypto/openpgp.gpg', 'nothing is encrypted to it'],
    ['a certificate that was revoked over SHA-1 is revoked', 'if (await isRevoked(key, key, date)) return "revoked";', NOTHING, 'crypto/openpgp-revoked.gpg', 'the whole certificate'],
    ['a key that was revoked over SHA-1 is not encrypted to', '!(await isRevoked(key, part, date)) && ', NOTHING, 'crypto/openpgp-revoked.gpg', 'SHA-1'],
    ['a name that was revoked over SHA-1 is not shown', ' && !(await isRevoked(key, user, date))', NOTHING, 'crypto/openpgp-revoked.gpg', 'of a name'],
  ]),
  ...of('crypto/openpgp/encrypt.ts', [
    ['the key that was found valid is encrypted to', 'encryptionKeys, encryptionKeyIDs, signingKeys', 'encryptionKeys, signingKeys', 'crypto/openpgp-revoked.gpg', 'of two keys'],
  ]),
  ...of('crypto/openpgp/revoked.ts', [
    ['a revocation is by the key itself', ' || !issuerKeyID.equals(certificate.getKeyID())', NOTHING, 'crypto/openpgp-revoked.gpg', 'somebody else'],
  ]),
  ...of('crypto/openpgp/detached-signature.ts', [
    ['a signature is over these very bytes', 'packet?.signatureType !== enums.signature.binary || !packet.created', '!packet?.created', 'crypto/openpgp-revoked.gpg', 'a detached signature'],
    ['what was signed by a key that was revoked over SHA-1 is not verified', 'if (!(await wasRevoked(verificationKeys, { by: each.keyID, at: packet.created })))', NOTHING, 'crypto/openpgp-revoked.gpg', 'over SHA-1'],
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
