// The checks on passkeys: at the server's door, of what they unlock, and of what becomes of them.
import { type Mutation, NOTHING, of } from './check.ts';

export const passkeyChecks: readonly Mutation[] = [
  ...of('server/passkey-proof.ts', [
    ['a passkey answers for our origin', 'expectedOrigin: origin, expectedRPID', 'expectedOrigin: [origin, "https://sealpost.example.attacker.example", "http://localhost:1"], expectedRPID', 'passkeys', 'page of another site'],
    ['a passkey answers for our host', 'expectedRPID: hostname }', 'expectedRPID: [hostname, "attacker.example"] }', 'passkeys', 'another host'],
    ['not in a frame of another page', ' && crossOrigin !== true ?', ' ?', 'passkeys', 'in a frame'],
    ['the person is verified when a passkey answers', '      credential: { id, publicKey: new Uint8Array(publicKey), counter },\n      requireUserVerification: true,', '      credential: { id, publicKey: new Uint8Array(publicKey), counter },\n      requireUserVerification: false,', 'passkeys', 'verified the person'],
    ['the person is verified when a passkey is made', '      requireUserVerification: true,\n      supportedAlgorithmIDs', '      requireUserVerification: false,\n      supportedAlgorithmIDs', 'passkeys', 'without the person verified'],
    ['a counter rises', 'publicKey: new Uint8Array(publicKey), counter }', 'publicKey: new Uint8Array(publicKey), counter: 0 }', 'passkeys', 'copied key'],
    ['a passkey is added under its own id', '!verified || registrationInfo.credential.id !== id', '!verified', 'passkeys', 'under another id'],
  ]),
  ...of('server/routes/second-factor/passkey.ts', [
    ['a challenge is the account’s', 'ticket === null || ticket.account !== account ? null', 'ticket === null ? null', 'passkeys', 'that account’s challenge'],
    ['a passkey says whose it is', "return handle === null ? !needed :", 'return handle === null ? true :', 'passkeys', 'without a handle'],
    ['and it is theirs', "handle.equals(Buffer.from(account, 'base64url'))", 'handle.length > 0', 'passkeys', 'another account’s handle'],
  ]),
  ...of('server/database/passkeys.ts', [
    ['a passkey is the account’s', "    .where('credential_id', '=', credential)\n    .where('account_id', '=', account)\n", "    .where('credential_id', '=', credential)\n", 'passkeys', 'passkey of their own account'],
    ['a passkey is renamed by its owner', "set({ name }).where('account_id', '=', account).where('id', '=', id)", "set({ name }).where('id', '=', id)", 'passkeys', 'neither renamed'],
    ['a passkey is removed by its owner', "deleteFrom('passkeys').where('account_id', '=', account).where('id', '=', id)", "deleteFrom('passkeys').where('id', '=', id)", 'passkeys', 'neither renamed'],
  ]),
  ...of('server/routes/passkeys.ts', [
    ['an account has so many passkeys and no more', "if ((await countPasskeys(writer, account)) >= PASSKEYS_MAX) throw new ApiError('too_many_passkeys');", NOTHING, 'server/passkeys', 'stops at twenty'],
    ['a challenge that was answered wrongly is spent', "if (proved === null) return 'wrong_passkey';", "if (proved === null) throw new ApiError('wrong_passkey');", 'passkeys', 'is refused for another site'],
    ['the password is asked for before a passkey is added', "await useReauthentication(writer, { reauth, account, now });\n        return", 'return', 'server/passkeys', 'asks for the password again'],
    ['and before it is removed', "await useReauthentication(writer, { reauth, account, now });\n        await remove", 'await remove', 'server/passkeys', 'with password and second factor'],
    ['and before it unlocks', "      await useReauthentication(writer, { reauth, account, now });\n      if (!(await put", '      if (!(await put', 'passkeys', 'neither add a passkey'],
    ['a passkey lets itself unlock and no other', "if (used?.id !== id) return 'wrong_passkey';", "if (used === null) return 'wrong_passkey';", 'passkeys', 'another one unlock'],
    ['who came in by a removed passkey is out', "  await endSessions(writer, { account, keep });\n  await record(writer, { event: 'passkey-removed'", "  await record(writer, { event: 'passkey-removed'", 'server/passkeys', 'is out'],
  ]),
  ...of('server/routes/passkey-login.ts', [
    ['answers of a passkey are counted', 'await count(parts, use);', NOTHING, 'passkeys', 'after twenty'],
    ['a passkey that opens nothing gives no session', "if (passkey.sealed === null) return 'passkey_opens_nothing';", "if (passkey.sealed === null) return { wrap: { version: 1, sealed: Buffer.alloc(32) }, started: await startSession(writer, { account, device, as: 'log-in' }) };", 'server/passkeys', 'second factor only'],
    ['a suspended account is not let in, and its log says that somebody tried', 'if (await isSuspended(writer, account)) {', "if (account === '') {", 'server/passkeys', 'suspended account'],
  ]),
  ...of('server/routes/accounts/rekey.ts', [
    ['a new kit takes the unlocking from passkeys', 'await deletePasskeyWraps(writer, account);', NOTHING, 'server/passkeys', 'new recovery kit takes'],
    ['a passkey sealed for the old key is not added', "await endTickets(writer, { account, purposes: ['passkey-adding', 'passkey-change'] });", NOTHING, 'server/passkeys', 'begun before a new kit'],
  ]),
  ...of('server/routes/second-factor/check.ts', [
    ['what was begun without a second factor is not finished', "await endTickets(writer, { account, purposes: ['second-factor-set-up', 'passkey-adding'] });", NOTHING, 'passkeys', 'begun before there was'],
    ['a second factor that is there is asked for', 'if (await hasSecondFactor(parts.database, account)) return await withSecondFactor(parts, checking);', NOTHING, 'passkeys', 'neither add a passkey'],
  ]),
  ...of('web/session/vault/passkeys.ts', [
    ['a locked page opens for its own account', "if (address !== null && opened.session.address !== address)", 'if (address === opened.session.account)', 'web/passkeys', 'that is locked'],
    ['no session without keys remains', 'await settled(context.api.session.$delete()).catch(() => undefined);', NOTHING, 'web/passkeys', 'no session remains'],
  ]),
  ...of('crypto/keys/unlock.ts', [
    ['a passkey’s wrap is that passkey’s', '`${PASSKEY_WRAP_PREFIX}${await fingerprint(credential)}`', '`${PASSKEY_WRAP_PREFIX}${(await fingerprint(credential)).slice(0, 0)}`', 'crypto/unlock', 'by a passkey'],
    ['a PRF gives 32 bytes', 'if (output.length !== PRF_OUTPUT_BYTES) throw new InvalidInputError("PRF output");', NOTHING, 'crypto/unlock', 'of a passkey come'],
  ]),
];
