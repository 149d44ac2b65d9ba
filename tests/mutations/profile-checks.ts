// The checks of how practices are reached: of the formats, of the server, of members who vouch, and of recipients.
import { type Mutation, NOTHING, of } from './check.ts';

export const profileChecks: readonly Mutation[] = [
  ...of('crypto/profile/profile.ts', [
    ['G3: no older edition, and no other of the same number', 'if (seen === null || shown.edition > seen.edition) return;', 'return;', 'practice-profile', 'no older card'],
    ['a website names no host in front of its own', ' && !text.includes("@")', NOTHING, 'crypto/practice-profile'],
    ['a number that can be dialled', ' && PHONE.test(text)', NOTHING, 'crypto/practice-profile'],
  ]),
  ...of('crypto/profile/voucher.ts', [
    ['G2: the account and identity that the profile is read for', 'if (voucher.account !== expect.account || voucher.identity !== expect.identity) throw', 'if (false) throw', 'crypto/practice-profile'],
    ['G2: the very text', 'voucher.profile !== named || ', NOTHING, 'practice-profile', 'no changed card'],
    ['G2: practice and edition are the profile’s', ' || voucher.practice !== profile.practice || voucher.edition !== profile.edition', NOTHING, 'crypto/practice-profile'],
  ]),
  ...of('crypto/profile/logo.ts', [
    ['G4: no more bytes', 'bytes.length > LOGO_MAX_BYTES || ', NOTHING, 'crypto/practice-profile'],
    ['G4: a PNG', 'if (![...SIGNATURE, ...FIRST_CHUNK].every((byte, at) => bytes[at] === byte)) return false;', NOTHING, 'crypto/practice-profile'],
    ['G4: nothing behind its end', 'if (!LAST_CHUNK.every(', 'if (false && !LAST_CHUNK.every(', 'crypto/practice-profile'],
    ['G4: no more pixels', 'return width >= 1 && width <= LOGO_MAX_WIDTH && height >= 1 && height <= LOGO_MAX_HEIGHT;', 'return true;', 'crypto/practice-profile'],
  ]),
  ...of('web/session/vault/practice-profile.ts', [
    ['G1: of the practice that one has signed', ' || fields.practice !== (await signedPractice(context, shown.own))', NOTHING, 'practice-profile', 'the server alone says'],
    ['G1: nobody signs for another practice', "if ((await signedPractice(context, own)) !== practice) throw new VaultError('not_allowed');", NOTHING, 'practice-profile', 'the server alone says'],
    ['G1: signed by whom it names', ' || !(await verifyProfile(profile.object, signer.key).then(() => true, () => false))', NOTHING, 'practice-profile', 'no card that is changed'],
    ['G1: by a colleague', 'return colleague ? keyIn(', 'return true ? keyIn(', 'practice-profile', 'no colleague'],
    ['G1: by keys that are not withdrawn', "return signer.withdrawn ? 'withdrawn' : 'proved';", "return 'proved';", 'practice-profile', 'withdrawn'],
    ['G1, G3: members vouch for no older one', 'if (isOlder(await seenEdition(context, fields.practice), accepted)) {', 'if (false) {', 'practice-profile', 'and says so'],
    ['G2: by keys that are accepted for the sender', "if (!identity || kind === 'changed' || kind === 'unconfirmed') return null;", 'if (!identity) return null;', 'practice-profile', 'somebody else vouches'],
    ['nobody else is said to have signed', 'signer: signer && signer.account === fields?.signer.account ? signer.name : null', 'signer: signer?.name ?? null', 'practice-profile', 'no other name'],
    ['a number is not for comparing the keys that it came with', "compared: kind === 'access-code' || kind === 'compared' || kind === 'self'", 'compared: true', 'practice-profile', 'not to compare keys'],
    ['G3: recipients see no older one', 'verifyProfileNotOlder(await seenEdition(context, profile.practice), accepted);', NOTHING, 'practice-profile', 'no older card'],
    ['G3: no earlier voucher', 'if (time < (await seenVoucher(context, account))) return null;', NOTHING, 'practice-profile', 'earlier voucher'],
    ['G4: the form of a logo', '!isLogo(bytes) || ', NOTHING, 'practice-profile', 'no other picture'],
    ['G4: the very picture', ' || (await fingerprint(bytes)) !== logo', NOTHING, 'practice-profile', 'no other picture'],
    ['nobody signs the last edition that there is', "if (edition > (seen?.edition ?? 0) + PROFILE_EDITIONS_AHEAD) throw new VaultError('not_verified');", NOTHING, 'practice-profile', 'there is no other'],
    ['G6: anew after a re-key', ' && said.identity === self.newest.hash', NOTHING, 'web/practice-profile'],
  ]),
  ...of('server/routes/accounts/rekey.ts', [
    ['what withdrawn keys have signed stands beside no message', 'await deleteVouchersFor(writer, { signer: account });', NOTHING, 'practice-profile', 'withdrawn'],
  ]),
  ...of('server/routes/practice-profile.ts', [
    ['an edition rises by a thousand at most', ' || signed.edition > body.after + PROFILE_EDITIONS_AHEAD', NOTHING, 'server/practice-profile', 'never back'],
    ['a voucher is later than the one before', "if (before !== null && signed.time <= (JSON.parse(before.object.json) as Voucher).time) throw new ApiError('profile_changed');", NOTHING, 'server/practice-profile', 'own word'],
    ['a voucher is not of tomorrow', "if (signed.time > now.getTime() + VOUCHER_AHEAD_MS) throw new ApiError('not_verified');", NOTHING, 'server/practice-profile', 'own word'],
    ['the edition that was looked at is the one there is', "if (body.after !== (before?.edition ?? 0)) throw new ApiError('profile_changed');", NOTHING, 'server/practice-profile'],
    ['signed by who sends it, for their practice', "if (!own || signed.practice !== practice || signed.edition <= body.after || signed.edition > body.after + PROFILE_EDITIONS_AHEAD) throw new ApiError('not_verified');", NOTHING, 'server/practice-profile'],
    ['the logo is the one that is signed, in its form', 'await assertLogo(signed, { logo: body.logo, before });', NOTHING, 'server/practice-profile'],
    ['a voucher is its member’s own', "if (signed.account !== account || signed.identity !== identity.hash || signed.practice !== practice) throw new ApiError('not_verified');", NOTHING, 'server/practice-profile'],
    ['a voucher is for the profile as it is', "if (signed.profile !== profile.hash.toString('base64url') || signed.edition !== profile.edition) throw new ApiError('profile_changed');", NOTHING, 'server/practice-profile'],
  ]),
  ...of('server/database/practice-profiles.ts', [
    ['only for whoever has a message from there', ".where('deliveries.account_id', '=', asker)", NOTHING, 'server/practice-profile'],
    ['not for a message that is gone', '.where(inMailbox)', NOTHING, 'server/practice-profile'],
    ['not for one that has expired', '.where(unexpired(now))', NOTHING, 'server/practice-profile'],
    ['only what is vouched for', ".onRef('practice_profiles.hash', '=', 'profile_vouchers.profile_hash')", NOTHING, 'server/practice-profile'],
  ]),
];
