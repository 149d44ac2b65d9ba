// The checks on keys, memberships and invitations that no attack reaches by itself, in the order of SPEC.md's second part: a vault looks once
// more, or a server refuses first.
import { type Mutation, NOTHING, of } from './check.ts';

export const keyChecks: readonly Mutation[] = [
  ...of('crypto/primitives/opaque.ts', [
    ['a password is the same however it was typed', 'return password.normalize("NFC");', 'return password;', 'crypto/opaque', 'accents alike'],
  ]),
  ...of('crypto/keys/unlock.ts', [
    ['an account key has 32 bytes', 'if (accountKey.length !== ACCOUNT_KEY_BYTES) throw new OpenError();', NOTHING, 'crypto/key-vectors', 'unlocking'],
    ['a session’s half is a key that cannot be read', '{ name: "HMAC", hash: "SHA-512", length: 512 }, false', '{ name: "HMAC", hash: "SHA-512", length: 512 }, true', 'crypto/unlock'],
    ['a share has 32 bytes', 'if (share.length !== SESSION_SHARE_BYTES) throw new InvalidInputError("session share");', NOTHING, 'crypto/unlock'],
  ]),
  ...of('crypto/keys/recovery-kit.ts', [
    ['a kit has 24 words', 'if (words.length !== KIT_WORDS) throw new RecoveryKitError("word_count");', NOTHING, 'crypto/trust-vectors', 'recovery kit'],
    ['the words of a kit hold their check', 'if (entropy === null) throw new RecoveryKitError("checksum");', 'if (entropy === null) return new Uint8Array(32) as KitEntropy;', 'crypto/recovery-kit', 'does not hold'],
  ]),
  ...of('crypto/keys/keyring-encoding.ts', [
    ['a keyring is of this format', 'if (!constantTimeEqual(reader.take(MAGIC.length), MAGIC)) throw new InvalidInputError("keyring version");', 'reader.take(MAGIC.length);', 'crypto/keyring', 'another version'],
  ]),
  ...of('crypto/keys/state.ts', [
    ['a blob’s padding is zeros', ' && padded.subarray(used).every((byte) => byte === 0)', NOTHING, 'crypto/state', 'padding is not zeros'],
    ['a blob’s padding has its one length', 'padded.length === Math.max(PADDED_MIN, padmeLength(used))', 'padded.length >= used', 'crypto/state', 'right length'],
  ]),
  ...of('crypto/keys/state-root.ts', [
    ['a root says the version that it is sealed under', 'if (root.version === scope.version) return root;', 'return root;', 'crypto/state', 'another version'],
    ['a root lists only names that blobs have', 'STATE_NAME.test(name) && ', NOTHING, 'crypto/state', 'refuses the name'],
  ]),
  ...of('crypto/keys/account.ts', [
    ['the keyring is the one that the root lists', 'await verifyAgainstRoot(root, { name: KEYRING_NAME, ...given.keyring });', NOTHING, 'crypto/account', 'does not list'],
    ['no blob stands twice', 'if (Object.hasOwn(entries, name)) throw new InvalidInputError("state name twice");', NOTHING, 'crypto/account', 'one name twice'],
  ]),
  ...of('crypto/keys/rekey.ts', [
    ['a re-key takes only blobs that the root lists', 'await verifyAgainstRoot(root, blob);', NOTHING, 'crypto/account', 'gives another'],
    ['a re-key revokes what may be in other hands', 'input.reason === "compromise" ? await revokePrevious(keyring, input) : null', 'null', 'crypto/account', 'where it is compromised'],
  ]),
  ...of('crypto/keys/identity.ts', [
    ['a chain has no gap', 'identity.sequence === previous.sequence + 1 &&', NOTHING, 'crypto/identity', 'though rightly signed'],
    ['a link names the one before', 'identity.previous === previous.hash &&', NOTHING, 'crypto/identity', 'though rightly signed'],
    ['a chain is one account’s', 'identity.account === previous.account &&', NOTHING, 'crypto/identity', 'though rightly signed'],
    ['no sign key comes back', 'keysSeen.has(next.signKey) || ', NOTHING, 'crypto/identity', 'comes back'],
    ['no kem key comes back', ' || keysSeen.has(next.kemKeyHash)', NOTHING, 'crypto/identity', 'though rightly signed'],
    ['a chain is not longer than its limit', ' || chain.length > IDENTITY_CHAIN_MAX', NOTHING, 'crypto/identity', '1024 long'],
  ]),
  ...of('crypto/keys/practice.ts', [
    ['a practice is signed by its owner', 'await verifySignatures(parsed, [signKey]);', NOTHING, 'crypto/membership', 'key only'],
  ]),
  ...of('crypto/keys/member.ts', [
    ['a membership is signed by both', 'await verifySignatures(parsed, [keys.administratorKey, keys.accountKey]);', NOTHING, 'crypto/membership', 'in the wrong order'],
    ['a proposal is signed by the account', 'await verifySignatures(parsed, [accountKey]);', NOTHING, 'crypto/membership', 'did not sign'],
  ]),
  ...of('crypto/keys/member-signer.ts', [
    ['only a founder signs for both', "if (made.account !== made.administrator) throw new InvalidInputError(\"founder's membership\");", NOTHING, 'crypto/membership', 'for itself only'],
  ]),
  ...of('crypto/keys/revoke.ts', [
    ['a revocation is signed by what it withdraws', 'await verifySignatures(parsed, [signKey]);', NOTHING, 'crypto/membership', 'signed by the key it withdraws'],
  ]),
  ...of('crypto/invitation/invitation.ts', [
    ['an invitation is signed', 'await verifySignatures(parsed, [keys.signKey]);', NOTHING, 'crypto/invitation', 'is verified by its inviter'],
    ['an invitation is for its own kem key', 'if (keys.kemPublicKey !== undefined && (await fingerprint(keys.kemPublicKey)) !== parsed.fields.kemKeyHash) throw new VerificationError();', NOTHING, 'crypto/invitation', 'is verified by its inviter'],
    ['a renewal changes nothing else', 'Object.entries(rest).every(([name, value]) => renewed[name as keyof typeof rest] === value) &&', NOTHING, 'crypto/trust-vectors', 'renewal'],
    ['a renewal is the same inviter’s', 'renewed.inviter.account === inviter.account &&', NOTHING, 'crypto/trust-vectors', 'renewal'],
    ['a renewal is for longer', 'renewed.expires > expires;', 'true;', 'crypto/trust-vectors', 'renewal'],
  ]),
  ...of('crypto/invitation/inviter.ts', [
    ['the inviter’s statement is signed by the key in it', 'await verifySignatures(parsed, [fromBase64Url(parsed.fields.signKey)]);', NOTHING, 'crypto/invitation', 'did not sign'],
  ]),
  ...of('crypto/invitation/escrow.ts', [
    ['an escrow is of this format', 'if (!constantTimeEqual(reader.take(MAGIC.length), MAGIC)) throw new OpenError();', 'reader.take(MAGIC.length);', 'crypto/invitation', 'of another version'],
    ['nothing follows an escrow', 'if (reader.left > 0) throw new OpenError();', NOTHING, 'crypto/invitation', 'after its end'],
  ]),
];
