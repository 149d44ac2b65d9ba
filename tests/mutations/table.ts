// Which checks there are, how each is taken out of the code, and which test must then fail. `find` stands exactly once in `file`:
// tests/architecture/mutations.test.ts holds that.
import { activityChecks } from './activity-checks.ts';
import { backupChecks } from './backup-checks.ts';
import { type Mutation, NOTHING, of } from './check.ts';
import { cryptoChecks } from './crypto-checks.ts';
import { handOverChecks } from './hand-over-checks.ts';
import { limitChecks } from './limit-checks.ts';
import { memberChecks } from './member-checks.ts';
import { passkeyChecks } from './passkey-checks.ts';
import { ownAccountChecks } from './own-account-checks.ts';
import { practiceChecks } from './practice-checks.ts';
import { practiceTextsChecks } from './practice-texts-checks.ts';
import { profileChecks } from './profile-checks.ts';
import { secondFactorChecks } from './second-factor-checks.ts';
import { statementChecks } from './statement-checks.ts';

export const mutations: readonly Mutation[] = [
  ...practiceChecks,
  ...memberChecks,
  ...limitChecks,
  ...activityChecks,
  ...backupChecks,
  ...practiceTextsChecks,
  ...profileChecks,
  ...statementChecks,
  ...secondFactorChecks,
  ...passkeyChecks,
  ...ownAccountChecks,
  ...handOverChecks,
  ...of('server/database/deliveries.ts', [
    ['what is held or recalled is in nobody’s mailbox', "not in ('removed', 'held', 'recalled')", "not in ('removed')", 'taken-back', 'reach in every way'],
    ['what is past its date is not handed out', '(messages.expires_at is null or messages.expires_at > ${now})', '(${now}::timestamptz is not null)', 'taken-back', 'before it is deleted'],
  ]),
  ...of('server/database/releases.ts', [
    ['a held message is taken back by its sender', ".where('id', '=', message).where('sender_id', '=', account).forUpdate()", ".where('id', '=', message).forUpdate()", 'taken-back', 'by its sender only'],
    ['what has gone out is not undone', "if (held.release_at === null || held.release_at <= now) return { outcome: 'released' };", NOTHING, 'taken-back', 'after its time'],
    ['an invitation that somebody else uses stays', "|| (await isUsed(writer, invitation.id))) continue;", ') continue;', 'server/undo', 'leaves an invitation'],
  ]),
  ...of('server/database/messages.ts', [
    ['what was recalled meanwhile is not handed out', "\n          .where(inMailbox),", ',', 'taken-back', 'at that moment'],
  ]),
  ...of('server/database/recalls.ts', [
    ['a message is recalled by its sender', ".where('sender_id', '=', account).where('release_at'", ".where('release_at'", 'taken-back', 'by its sender only'],
    ['what was opened is not recalled', "    .where('opened_at', 'is', null)\n", NOTHING, 'taken-back', 'who has opened it'],
  ]),
  ...cryptoChecks,
  // What the mailbox keeps of opened messages, and who signed them.
  ...of('web/session/vault/mailbox.ts', [
    ['one container for each sender and id', 'if (seen && seen.hash !== hash) return REFUSED;', NOTHING, 'replayed-message', 'cannot be replaced'],
    ['the first container is remembered', 'if (!seen) await context.device.rememberContainer(seenAs, { hash, at: context.now() });', NOTHING, 'replayed-message', 'cannot be replaced'],
    ['what was opened is verified anew for another row', "return known?.status === 'open' && known.shown === shownOf(row);", "return known?.status === 'open';", 'altered-notice', 'verified anew'],
    ['nothing is shown under a row it was not opened for', 'known: known.get(row) ?? REFUSED', 'known: known.get(row) ?? requireUnlocked(context).messages.get(requireId(row.id)) ?? REFUSED', 'swapped-sender', 'container again'],
    ['the message is the one that was asked for', "if (row.id !== id) throw new VaultError('not_found');", NOTHING, 'replayed-message', 'in the answer'],
  ]),
  ...of('web/session/vault/summaries.ts', [
    ['recipients shown are the signed ones', '(open?.manifest ?? row).recipients', 'row.recipients', 'added-recipient', 'to the list'],
    ['the sender’s address shown is the signed one', 'open?.manifest.sender.address ?? row.sender.address', 'row.sender.address', 'swapped-sender', 'cannot name another account'],
    ['names of recipients are one’s own', 'address, name: senders.nameAt(address) }))', "address, name: row.recipients.find((each) => each.address === address)?.name ?? '' }))", 'false-names', 'address book'],
  ]),
  ...of('web/session/vault/senders.ts', [
    ['a withdrawn key signs nothing new', 'if (isRevoked(found.hash, { pin, person }) && !seen) return null;', NOTHING, 'withheld-revocation', 'withheld after'],
    ['a changed sender is withheld', "if (judge(pin, person) === 'changed') withheld.add(account);", "if (judge(pin, person) === 'changed') return found;", 'swapped-sender', 'withheld until'],
    ['an identity before a restart signs nothing', 'else if (vouchedIdentities(person).includes(found)) return found;', 'else return found;', 'swapped-sender', 'before a restart'],
    ['mail before the claim is unverified', "if ((!pin || isElsewhere(book, { person, now, invitations })) && doubtAbout(invitations, { addresses: addressesOf(person), now }) !== null) return { kind: 'unconfirmed' };", NOTHING, 'taken-invitee-place', 'without the code|made up'],
    ['a claimant is not pinned by a mere message', "&& doubtAbout(invitations, { addresses: addressesOf(person), now }) === null;", ';', 'taken-invitee-place', 'without the code'],
    ['what did not open is from nobody verified', "if (identity === null) return { kind: 'unconfirmed' };", NOTHING, 'swapped-sender', 'verified contact'],
  ]),

  // Other people's keys.
  ...of('web/session/vault/people.ts', [
    ['an entry’s account and address are its identity’s', "if (newest.account !== directory.account || newest.address !== address) throw new VaultError('not_verified');", NOTHING, 'swapped-recipient-key', 'of somebody else'],
    ['an entry’s kem key is its identity’s', 'verifyIdentityChain(directory.identities, kemPublicKey)', 'verifyIdentityChain(directory.identities)', 'swapped-recipient-key', 'of somebody else'],
    ['a revocation is signed by the withdrawn key', 'const revoke = await verifyRevoke(object, identity.signPublicKey);', 'const revoke = JSON.parse(object.json) as { account: Id; identity: string };', 'withheld-revocation', 'makes up'],
    ['one’s own entry has one’s own keys', "if (!own) throw new VaultError('state_rolled_back');", NOTHING, 'rolled-back-state', 'one’s own'],
  ]),
  ...of('crypto/keys/identity.ts', [
    ['a chain is signed', 'await verifySignatures(parsed, [signPublicKey, ...vouching]);', NOTHING, 'swapped-recipient-key', 'of somebody else'],
    ['a chain begins at its beginning', 'if (previous === null) return identity.version === 1 && identity.sequence === 0 && identity.previous === null && !identity.restart;', 'if (previous === null) return true;', 'swapped-recipient-key', 'of somebody else'],
    ['the key before vouches for the next', 'await verifySignatures(parsed, [signPublicKey, ...vouching]);', 'await verifySignatures({ ...parsed, signatures: parsed.signatures.slice(0, 1) }, [signPublicKey]); void vouching;', 'forged-identity', 'not vouched for'],
    ['a kem key is its identity’s', 'if (kemPublicKey !== undefined && (await fingerprint(kemPublicKey)) !== newest.kemKeyHash) throw new VerificationError();', NOTHING, 'forged-identity', 'another key'],
  ]),
  ...of('web/session/vault/directory.ts', [
    ['an entry is for the address that was asked for', '!person || person.address !== address', '!person', 'swapped-recipient-key', 'of somebody else'],
    ['an invitation is for this id and address', 'signed !== null && signed.id === invitation.id && signed.address === address &&', 'signed !== null &&', 'replaced-escrow', 'own key written to'],
    ['an invitation has not run out', ' && signed.expires * 1000 > context.now()', NOTHING, 'replaced-escrow', 'own key written to'],
    ['an inviter is a colleague', 'if (!right || !(own || (await isColleague(context, { person: inviter, memberships: invitation, identity: signed.inviter.identity })))) return null;', 'if (!right) return null;', 'false-colleague'],
  ]),
  ...of('web/session/vault/signed-invitation.ts', [
    ['an invitation is signed by its inviter', 'const invitation = await verifyInvitation(object, { signKey, kemPublicKey }).catch(() => null);', 'const invitation = JSON.parse(object.json) as Invitation;', 'replaced-escrow', 'own key written to'],
    ['an invitation is for the key that is written to', '{ signKey, kemPublicKey }', '{ signKey }', 'replaced-escrow', 'own key written to'],
  ]),
  ...of('web/session/vault/pins.ts', [
    ['a withdrawn key is a changed one', "if (isRevoked(person.newest.hash, { pin, person })) return 'changed';", NOTHING, 'withheld-revocation', 'makes up'],
    ['keys that do not go back to the pinned ones are a change', "if (known === -1) return 'changed';", "if (known === -1) return 'known';", 'swapped-recipient-key', 'the same account'],
    ['a restart is a change', "if (later.some(({ restart }) => restart)) return 'changed';", NOTHING, 'swapped-recipient-key', 'follow by a restart'],
    ['revocations are remembered', 'return news.length === 0 ? pin : { ...pin, revoked: [...before, ...news] };', 'return pin;', 'withheld-revocation', 'keys that stay'],
    ['revocations are remembered through a rotation', 'const revoked = [...new Set([...(before?.revoked ?? []), ...person.revoked])];', 'const revoked: string[] = [];', 'withheld-revocation', 'withheld after'],
    ['only what the newest keys vouch for is pinned', 'return identities.slice(Math.max(0, identities.findLastIndex(({ restart }) => restart)));', 'return identities;', 'taken-invitee-place', 'before a restart'],
  ]),
  ...of('web/session/vault/recipients.ts', [
    ['a broken entry is an alarm', "if (found.broken) return { ...named, state: 'alarm' };", NOTHING, 'swapped-recipient-key', 'of somebody else'],
    ['known keys do not vanish', "if (contact?.pin && !own) return { ...named, state: 'changed' };", NOTHING, 'swapped-recipient-key', 'that vanish'],
    ['an unanswered invitation is an alarm', "if (doubt === 'refused') return { state: 'alarm' };", NOTHING, 'taken-invitee-place', 'without the code'],
    ['keys that were withdrawn are told', "if (elsewhere || judgement === 'changed' || doubt === 'unproved') return { state: 'changed' };", "if (elsewhere || doubt === 'unproved') return { state: 'changed' };", 'withheld-revocation', 'signed by another key'],
    ['an invitation that ran out without an answer is asked about', "if (elsewhere || judgement === 'changed' || doubt === 'unproved') return { state: 'changed' };", "if (elsewhere || judgement === 'changed') return { state: 'changed' };", 'withheld-claim'],
  ]),
  ...of('web/features/reading/body-link.tsx', [
    ['words that only contain a host do not hide it', 'new URL(written).host === host', 'written.includes(host)', 'misleading-words', 'that only contain'],
    ['what stands before an @ is no host', " && !shown.includes('@')", NOTHING, 'misleading-words', 'that only contain'],
  ]),
  ...of('web/features/reading/who-wrote.ts', [
    ['one name of two people is not enough', "sender.name === '' || isShared ?", "sender.name === '' ?", 'misleading-words', 'told from them'],
  ]),
  ...of('web/session/vault/sealed-draft.ts', [
    ['nothing is sealed to unsafe keys', "if (addresses.length > 0) throw new VaultError(code, { addresses });", NOTHING, 'swapped-recipient-key', 'the server swaps'],
    ['what an access code was to prove is not sealed to first use unseen', "if (unseen.length > 0) throw new VaultError('recipient_changed', { addresses: unseen });", NOTHING, 'swapped-recipient-key', 'access code'],
  ]),
  ...of('web/session/vault/contacts.ts', [
    ['exactly what was shown is confirmed', 'person.newest.hash !== shown || ', NOTHING, 'swapped-recipient-key', 'are confirmed exactly'],
    ['a look does not outweigh a missing claim', "if (doubt === 'refused' && choice.as === 'first-use') throw new VaultError('claim_wrong', { addresses: [address] });", NOTHING, 'taken-invitee-place', 'without the code'],
  ]),
  ...of('web/session/vault/sending.ts', [
    ['no notice with an open code leaves', "if (containsAccessCode(`${draft.noticeSubject}\\n${draft.noticeText}`, codes)) throw new VaultError('notice_contains_code');", NOTHING, 'altered-notice', 'access code'],
  ]),
  ...of('crypto/invitation/code.ts', [
    ['a code is found however it is written', 'return normaliseCrockford(text).replaceAll(/[^0-9A-Z]/g, "");', 'return text;', 'altered-notice', 'access code'],
    ['a mistyped code is noticed', ' || !holdsCheck(values)', NOTHING, 'replaced-escrow', 'mistyped'],
  ]),

  // Invitation, escrow, claim.
  ...of('web/session/vault/claims.ts', [
    ['the claim is made with the code', 'if (!(await verifyClaim(claimKey, asked))) continue;', NOTHING, 'taken-invitee-place', 'made up'],
    ['what follows a claim is no restart', 'return person.identities.slice(index + 1).some(({ restart }) => restart) ? null : person;', 'return person;', 'taken-invitee-place', 'keys before a restart'],
  ]),
  ...of('web/session/vault/invitations.ts', [
    ['who never answered is remembered', '[...new Set([...unanswered, ...forgotten])]', '[...new Set(unanswered)]', 'withheld-claim', 'is remembered'],
    ['only one’s own invitation is signed again', "if (own?.id !== id || own.address !== stored.address) throw new VaultError('not_verified');", NOTHING, 'replaced-escrow', 'signed again'],
  ]),
  ...of('crypto/invitation/claim.ts', [
    ['the claim is for the invited address', 'return made && claimed.identity.address === claimed.address;', 'return made;', 'taken-invitee-place', 'for another address'],
    ['the claim is for this invitation and identity', 'return concatBytes(encodeUtf8(CLAIM_PREFIX), idBytes(id), fromBase64UrlOf(identityHash, HASH_BYTES));', 'return concatBytes(encodeUtf8(CLAIM_PREFIX), idBytes(id));', 'taken-invitee-place', 'another identity'],
  ]),
  ...of('server/routes/wire.ts', [
    ['names are kept without what is hidden in them', '.transform(plainName)', ".transform((text) => text.normalize('NFC').trim())", 'disguised-names', 'kept so by the server'],
  ]),
  ...of('web/session/api.ts', [
    ['names in answers are made plain', 'return withPlainNames(await response.json());', 'return response.json();', 'disguised-names', 'is shown without'],
  ]),
  ...of('web/session/vault/redeem.ts', [
    ['the inviter is the one in the escrow', ' || !isInviter(inviter, opened.inviter)', NOTHING, 'replaced-escrow', 'one by one'],
    ['the address is the invited one', ' || opened.invitation.address !== address', NOTHING, 'replaced-escrow', 'one by one'],
    ['the inviter’s keys are followed by no restart', "return at !== -1 && !person.identities.slice(at + 1).some(({ restart }) => restart)", 'return at !== -1', 'replaced-escrow', 'follow by a restart'],
    ['the inviter’s name is the escrow’s', 'plainName(opened.inviter.name) || inviter.name', 'inviter.name', 'false-names', 'does not name'],
    ['only the inviter’s signature starts an account again', "if (started.existing && !restart) throw new VaultError('claim_wrong');", NOTHING, 'forced-restart', 'does not say so'],
  ]),
  ...of('web/session/vault/new-account.ts', [
    ['an account starts again on its own chain', "if (!previous || newest?.account !== account || newest.address !== address) throw new VaultError('not_verified');", "if (!previous || !newest) throw new VaultError('not_verified');", 'forced-restart', 'not its own'],
  ]),
  ...of('crypto/invitation/escrow.ts', [
    ['the invitation is signed by the escrow’s key', 'const invitation = await verifyInvitation(scope.object, keys);', 'const invitation = JSON.parse(scope.object.json) as Invitation;', 'replaced-escrow', 'one by one'],
    ['escrow, inviter and invitation agree', 'if (!agree({ id: scope.id, inviter, invitation })) throw new OpenError();', NOTHING, 'crypto/invitation', 'does not'],
  ]),
  ...of('server/routes/invitations/register.ts', [
    ['a role is given by who may still give it', "if (giver === undefined || giver.suspended || !mayGiveRole(giver.role, role)) throw new ApiError('invitation_cancelled');", NOTHING, 'coworkers', 'does not live on'],
    ['a coworker has signed what the invitation says', "if (!right) throw new ApiError('not_verified');\n  if (member !== null) return", 'if (member !== null) return', 'coworkers', 'whatever the invitee signs'],
    ['one who uses an invitation locks it', "if (invitation.status === 'claimed') throw new RaceLostError('invitation_used');\n  assertTakesCodes({ ...invitation, paused_until: null }, now);", NOTHING, 'racing-invitees'],
    ['a restart needs the mailbox', "if (!mailbox) throw new ApiError('mailbox_token_required');", NOTHING, 'server/renewal'],
  ]),
  ...of('server/routes/invitations/new-invitations.ts', [
    ['a role is given by who may give it', "if (!invitations.every(mayGive)) throw new ApiError('not_allowed');", NOTHING, 'coworkers', 'by an administrator'],
    ['only a sponsor lets an account start again', "if ((await findMember(writer, id)) !== null || !(await isSponsor(writer, { account: id, practice }))) throw new ApiError('not_allowed');", NOTHING, 'squatted-address', 'by an invitation'],
    ['nobody is invited who is there', "if ((account !== null) !== restart) throw new ApiError('recipient_changed', { addresses: [address] });", NOTHING, 'squatted-address', 'by an invitation'],
  ]),
  ...of('server/routes/invitations/redeem.ts', [
    ['wrong codes are counted', 'const tries = fresh ? 1 : invitation.wrong_tries + 1;', 'const tries = 1;', 'access-codes', 'ten in an hour'],
    ['ten wrong codes pause', 'tries >= WRONG_TRIES_BEFORE_PAUSE ?', 'false ?', 'access-codes', 'ten in an hour'],
    ['a paused invitation takes no code', "if (state === 'paused') throw", "if (false) throw", 'access-codes', 'ten in an hour'],
    ['tries follow each other', 'const invitation = await lockInvitation(writer, id);', "const invitation = ((await writer.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst()) ?? null) as InvitationRow | null;", 'access-codes', 'at once'],
  ]),
  ...of('server/routes/accounts/new-account.ts', [
    ['an identity is for the proved address and account', "if (later.length > 0 || identity.account !== made.account || identity.address !== address) throw new ApiError('not_verified');", NOTHING, 'forged-identity', 'another address'],
  ]),
  ...of('server/routes/accounts/rekey.ts', [
    ['a rotation is no restart', "newest.restart !== (as === 'restart')", 'false', 'forged-identity', 'not vouched for'],
  ]),

  // Addresses whose mailbox has not spoken.
  ...of('server/database/accounts.ts', [
    ['unconfirmed accounts are not found by their address', ".where('address', '=', address)\n    .where('confirmed_at', 'is not', null)\n    .executeTakeFirst();\n  return row ?? null;", ".where('address', '=', address)\n    .executeTakeFirst();\n  return row ?? null;", 'squatted-address'],
    ['an unconfirmed account is for its own browser', ", where('sign_up_browser_hash', '=', browserHash)]", ']', 'squatted-address', 'logged in to'],
    ['an address is confirmed once', 'if (await isTakenFrom(writer, { account, address, now })) return false;', NOTHING, 'squatted-address', 'never confirmed'],
    ['who confirms ends the others', 'await deleteUnconfirmed(writer, (await rivals.execute()).map((rival) => rival.id));', NOTHING, 'squatted-address', 'does not keep'],
  ]),

  ...of('server/database/directory.ts', [
    ['an unconfirmed account is listed for nobody', "where('confirmed_at', 'is not', null),\n        where(\n", "where('id', 'is not', null),\n        where(\n", 'squatted-address', 'is not written to'],
  ]),

  // State and root.
  ...of('crypto/keys/state-root.ts', [
    ['a root is not older than one that was seen', 'if (seen === null || next.version > seen.version) return next;', 'if (seen === null || next.version !== seen.version) return next;', 'rolled-back-state', 'knew better'],
    ['a version has one root', 'if (next.version < seen.version || next.sha256 !== seen.sha256) throw', 'if (next.version < seen.version) throw', 'rolled-back-state', 'same version'],
    ['a blob is the one that the root lists', 'if (entry.sha256 !== (await fingerprint(blob.sealed))) throw new VerificationError();', NOTHING, 'rolled-back-state', 'same version'],
    ['a blob has the version that the root lists', ' || entry.version !== blob.version) throw', ') throw', 'crypto/state', 'no other'],
  ]),
  ...of('web/session/vault/state.ts', [
    ['blobs are held against the root', 'await verifyAgainstRoot(state.root, { name, version, sealed });', NOTHING, 'rolled-back-state', 'knew better'],
    ['a blob that is missing is an older state', "if (!blob) throw new VaultError('state_rolled_back');", "if (!blob) return { version: 0, value: null };", 'rolled-back-state', 'knew better'],
    ['a root that is read anew is held against what was seen', 'const opened = await fetchState(context, unlocked);\n  await rememberRoot(context, unlocked.rootMemory, opened.sealedRoot);', 'const opened = await fetchState(context, unlocked);', 'rolled-back-state', 'while the account is open'],
  ]),
  ...of('web/session/search/shards.ts', [
    ['what the root does not vouch for is told and not used', 'index.refused = true;', NOTHING, 'search-shards', 'swapped for each other'],
  ]),
  ...of('web/session/search/find.ts', [
    ['what is not there any more is not found', 'if (index.placements !== null && placement === undefined) return false;', NOTHING, 'web/search'],
  ]),
  ...of('web/session/vault/open-account.ts', [
    ['an account opens with the newest root only', 'await rememberRoot(context, memory, sealedRoot);', NOTHING, 'rolled-back-state', 'knew better'],
    ['a new device asks the sent messages', "if (!known && (await witnessedRoot(context)) > sealedRoot.version) throw new VaultError('state_rolled_back');", NOTHING, 'rolled-back-state', 'by a new device'],
    ['one’s address is the signed one', "if (requireAddress(session.address) !== self.address) throw new VaultError('state_rolled_back');", NOTHING, 'false-names', 'one has signed'],
  ]),
  ...of('web/session/vault/recovery.ts', [
    ['a re-key is not made of an older state', 'await rememberRoot(context, rootMemory(self), sealedRoot);', NOTHING, 'rolled-back-state', 'by a re-key'],
    ['recovery is not made of an older state', 'await rememberRoot(context, rootMemory({ account, identities }), sealedRoot);', NOTHING, 'rolled-back-state', 'by a re-key'],
    ['recovery is of one’s own chain', "if (own.account !== account || own.signKey !== publicKeysOf(keyring).signKey) throw new VaultError('state_rolled_back');", NOTHING, 'enrolled-recovery-key', 'another account’s state'],
  ]),
  ...of('crypto/keys/rekey.ts', [
    ['a re-key forgets no blob that is held back', 'if (blob === undefined) throw new VerificationError();', 'if (blob === undefined) return { name, version: 0, content: new Uint8Array(0) };', 'rolled-back-state', 'without a blob'],
  ]),
  ...of('crypto/primitives/seal.ts', [
    ['sealed bytes are bound to their purpose', 'lengthPrefixed(encodeUtf8(scope.purpose)),', NOTHING, 'substituted-thumbnail', 'nor anything else'],
    ['sealed bytes are bound to their owner', 'lengthPrefixed(encodeUtf8(scope.owner)),', NOTHING, 'substituted-thumbnail', 'of another attachment'],
    ['sealed bytes are bound to their name', 'lengthPrefixed(encodeUtf8(scope.name)),', NOTHING, 'foreign-sealed-blob', 'password opens'],
    ['sealed bytes are bound to their version', 'lengthPrefixed(encodeUint64(scope.version)),', NOTHING, 'foreign-sealed-blob', 'password opens'],
  ]),

  // Attachments.
  ...of('crypto/message/attachment.ts', [
    ['a segment is the signed one', 'hash.status === "fulfilled" && constantTimeEqual(hash.value, expectedHash)', 'true', 'swapped-segments', 'knows the key'],
    ['a segment is bound to its attachment', 'idBytes(place.id),', NOTHING, 'swapped-segments', 'another attachment'],
    ['a segment is bound to the file’s size', 'encodeUint64(place.size),', NOTHING, 'swapped-segments', 'do not fit'],
    ['a segment is bound to the size of segments', 'encodeUint32(place.segmentSize),', NOTHING, 'swapped-segments', 'do not fit'],
    ['a segment is bound to its place', 'encodeUint32(place.index),', NOTHING, 'swapped-segments', 'do not fit'],
  ]),
  ...of('web/session/vault/attachment-stream.ts', [
    ['a file is of the type that its sender declared', "if (first && manifest.typeClass === 'standard' && classOf(attachment, pieces[0]) === 'advanced') throw new VaultError('cannot_open');", NOTHING, 'understated-type'],
    ['nothing follows the last segment', "if (!(await reader.atEnd())) throw new VaultError('cannot_open');", NOTHING, 'swapped-segments', 'goes on after|appends'],
  ]),
  ...of('crypto/message/thumbnail.ts', [
    ['a thumbnail is the signed one', 'if (!constantTimeEqual(await sha256(sealed), fromBase64UrlOf(place.sha256, 32))) throw new OpenError();', NOTHING, 'substituted-thumbnail', 'of other content'],
    ['an opened thumbnail is of a thumbnail’s size', 'if (image.length < 1 || image.length > THUMBNAIL_MAX_BYTES) throw new OpenError();', NOTHING, 'substituted-thumbnail', 'is empty or larger'],
  ]),

  // Passwords and access codes.
  ...of('crypto/primitives/opaque.ts', [
    ['passwords are stretched by 64 MiB', 'const KEY_STRETCHING = "memory-constrained";', 'const KEY_STRETCHING = "rfc-recommended" as "memory-constrained";', 'weakened-kdf', 'the password'],
  ]),
  ...of('crypto/primitives/argon2id.ts', [
    ['access codes are stretched by 64 MiB', 'const MEMORY_KIB = 65_536;', 'const MEMORY_KIB = 8_192;', 'weakened-kdf', 'an access code'],
    ['access codes are stretched by 3 passes', 'const PASSES = 3;', 'const PASSES = 1;', 'weakened-kdf', 'an access code'],
  ]),
  ...of('server/routes/login.ts', [
    ['a start counts as a wrong try', 'for (const use of uses) await count(parts, use);', NOTHING, 'password-oracle', 'count as wrong tries'],
    ['tries of many clients count together', "{ rate: 'log-in-by-address', key: address, now },", NOTHING, 'password-oracle', 'from many clients'],
    ['one client’s tries on many addresses count', "byClient('log-in-by-client'), json(startBody)", 'json(startBody)', 'password-oracle', 'many addresses'],
    ['an unknown address has an identifier of its own', 'found?.user_identifier ?? fake', "found?.user_identifier ?? ''", 'enumeration', 'asks an unknown address'],
    ['unknown addresses are answered', 'const found = await findForLogIn(database, { address, browserHash });', "const found = await findForLogIn(database, { address, browserHash });\n  if (found === null) throw new ApiError('wrong_credentials');", 'enumeration', 'in status, sizes'],
    ['a proof is for the account in session', 'if (account !== session.account) return null;', NOTHING, 'enrolled-recovery-key', 'without the password'],
  ]),
  ...of('server/database/log-ins.ts', [
    ['a log-in serves once', ".deleteFrom('log_ins')\n    .where('token_hash', '=', tokenHash)\n    .returning(['account_id as account', 'state', 'buckets', 'expires_at'])", ".selectFrom('log_ins')\n    .where('token_hash', '=', tokenHash)\n    .select(['account_id as account', 'state', 'buckets', 'expires_at'])", 'password-oracle', 'sent again'],
  ]),
  ...of('server/routes/sign-up.ts', [
    ['each registration has an identifier of its own', 'const userIdentifier = createUserIdentifier();', 'const userIdentifier = `account/${address}`;', 'password-oracle', 'learns nothing'],
    ['sign-ups by one client are limited', "byClient('sign-up-by-client'), ", NOTHING, 'password-oracle', 'for each client'],
  ]),
  ...of('server/routes/password.ts', [
    ['a new password needs the old one', 'await useReauthentication(parts.database, { reauth, account, now });', 'void reauth; void useReauthentication;', 'enrolled-recovery-key', 'without the password'],
    ['new keys need the password', 'await useReauthentication(writer, { reauth: body.reauth, account, now });', NOTHING, 'enrolled-recovery-key', 'without the password'],
  ]),
  ...of('server/routes/tickets.ts', [
    ['the password is that of this account', "if (ticket.account !== account) throw new ApiError('ticket_expired');", NOTHING, 'enrolled-recovery-key', 'without the password'],
  ]),
  ...of('server/database/tickets.ts', [
    ['a ticket runs out', ".where('expires_at', '>', now)\n    .returning(", '.returning(', 'enrolled-recovery-key', 'not for long'],
    ['a ticket serves once', ".deleteFrom('tickets')\n    .where('token_hash', '=', tokenHash)\n    .where('purpose', '=', purpose)\n    .where('expires_at', '>', now)\n    .returning(", ".selectFrom('tickets')\n    .where('token_hash', '=', tokenHash)\n    .where('purpose', '=', purpose)\n    .where('expires_at', '>', now)\n    .select(", 'password-oracle', 'finish twice'],
  ]),
  ...of('server/routes/recovery.ts', [
    ['recovery needs the kit', 'if (!proved || found === null) {', 'if (found === null) {', 'password-oracle', 'needs a right'],
  ]),
  ...of('server/rates.ts', [
    ['the table of limits names nobody', "createHmac('sha256', derivedKey(secrets, 'rate-limit')).update(`${rate}\\0${key}`).digest()", "Buffer.from(`${rate}\\0${key}`.padEnd(32).slice(0, 32))", 'enumeration', 'names nobody'],
  ]),

  // What belongs to others, and requests that others have made.
  ...of('server/routes/messages/attachments.ts', [
    ['attachments are linked by who may read them', " || !readable.has(id)", NOTHING, 'foreign-property', 'linking it'],
    ['attachments are linked whole', "if (incomplete.length > 0) throw new ApiError('attachment_incomplete', { ids: incomplete });", NOTHING, 'foreign-property', 'before it is whole'],
  ]),
  ...of('server/database/attachments.ts', [
    ['an upload is its owner’s', ".where('id', '=', attachment)\n    .where('owner_id', '=', account)\n    .executeTakeFirst();\n  return row ?? null;", ".where('id', '=', attachment)\n    .executeTakeFirst();\n  return row ?? null;", 'foreign-property', 'overwritten'],
  ]),
  ...of('server/routes/messages/recipients.ts', [
    ['an account is addressed under its own address', 'return now !== account || (', 'return (', 'foreign-property', 'under another address'],
    ['an invitation is used by its practice', ' && row.practice_id === session.membership?.practice.id', NOTHING, 'foreign-property', 'under another address'],
  ]),
  ...of('server/middleware/same-origin.ts', [
    ['another site’s requests change nothing', '(origin !== undefined && origin !== own) || ', NOTHING, 'forged-requests', 'cookie that came'],
    ['a sibling site’s requests change nothing', " || (site !== undefined && site !== 'same-origin')", NOTHING, 'forged-requests', 'cookie that came'],
  ]),
  ...of('server/middleware/body.ts', [
    ['a form of another site is no request', "if (!isJson(c.req)) throw new ApiError('invalid_request');", NOTHING, 'forged-requests', 'only JSON is read'],
  ]),
];
