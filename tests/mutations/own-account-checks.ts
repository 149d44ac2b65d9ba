// The checks on what a person does with their own account: being told what is kept, and deleting it.
import { type Mutation, NOTHING, of } from './check.ts';

export const ownAccountChecks: readonly Mutation[] = [
  ...of('server/database/own-data.ts', [
    ['nothing is told of what was recalled', "case when deliveries.folder <> 'recalled' then ${sql.ref(column)} end", '${sql.ref(column)}', 'server/own-data', 'recalled or has expired'],
    ['one is told of one’s own messages', "    .where('deliveries.account_id', '=', account)\n    .where('deliveries.folder', '=', folder)", "    .where('deliveries.folder', '=', folder)", 'server/own-data', 'somebody else’s'],
  ]),
  ...of('web/session/vault/own-data.ts', [
    ['keys of files stay out of the file of one’s data', 'attachments: attachments.map(fileView), updatedAt', 'attachments, updatedAt', 'web/own-data', 'no key of the account'],
  ]),
  ...of('server/routes/deletion.ts', [
    ['the password is asked for before an account goes', 'await useReauthentication(writer, { reauth, account, now });', NOTHING, 'deleted-account', 'made-up proof'],
  ]),
  ...of('server/leaving.ts', [
    ['the last owner does not go', "if (isLastOwner({ members, account })) throw new ApiError('last_owner');", NOTHING, 'deleted-account', 'two owners'],
    ['a practice ends only where its owner was told so', "if (ends !== endsPractice) throw new ApiError('conflict');", NOTHING, 'deleted-account', 'two owners'],
    ['a mailbox that never answered gets no mail', 'if (self.confirmed_at !== null) await', 'await', 'server/deletion', 'never answered'],
  ]),
  ...of('server/routes/messages.ts', [
    ['a receipt says that the account is gone', "  if (deleted) return 'deleted';\n", NOTHING, 'server/deletion', 'told to who wrote'],
  ]),
  ...of('cli/operator/delete-account.ts', [
    ['the operator is asked whether it is meant', '    if (yes !== true) await assertMeant(account);\n', NOTHING, 'operator/deleting', 'address is not typed'],
    ['it is the account’s address that is typed', 'if (readAddress(typed.trim()) !== address) ', "if (typed === '') ", 'operator/deleting', 'address is not typed'],
  ]),
  ...of('server/routes/second-factor/check.ts', [
    ['a second factor is asked for wherever there is one', 'if (await hasSecondFactor(parts.database, account)) return await withSecondFactor(parts, checking);', NOTHING, 'deleted-account', 'password alone'],
  ]),
  ...of('server/database/deletions.ts', [
    ['sessions end with the account', 'await endEverything(writer, account);', NOTHING, 'server/deletion', 'nothing but id'],
    ['no invitation outlives who made it', 'await endInvitations(writer, { of: { inviter: account }, by, now });', NOTHING, 'deleted-account', 'code that was given before'],
    ['what others hold is not forgotten', 'and not exists (select from deliveries where account_id = accounts.id)', NOTHING, 'server/deletion', 'forgotten as a whole'],
  ]),
  ...of('server/database/directory.ts', [
    ['a deleted account is listed for nobody', "    .where('deleted_at', 'is', null)\n", NOTHING, 'server/deletion', 'takes no message'],
  ]),
  ...of('server/database/accounts.ts', [
    ['a new account takes nothing away of a deleted one', ".where('confirmed_at', 'is', null).where('deleted_at', 'is', null);", ".where('confirmed_at', 'is', null);", 'server/deletion', 'invited anew'],
  ]),
  ...of('server/routes/look-ups.ts', [
    ['that somebody has gone is told to who knew them', "known.has(deleted.get(address) ?? '') ? (deleted.get(address) ?? null) : null", 'deleted.get(address) ?? null', 'server/deletion', 'nobody else'],
  ]),
  ...of('web/session/vault/recipients.ts', [
    ['only the account that is known can be gone', 'found.deleted === contact.pin.account', 'found.deleted !== null', 'web/deletion', 'no other key'],
  ]),
  ...of('crypto/keys/identity.ts', [
    ['an address changes in version 2 alone', 'return version === 1 ? address === previous.address : address !== previous.address && !restart;', 'return version === 1 || (address !== previous.address && !restart);', 'crypto/identity-address', 'version 1'],
    ['a restart moves nobody', 'address !== previous.address && !restart;', 'address !== previous.address;', 'crypto/identity-address', 'in a restart'],
    ['version 2 changes something', 'address !== previous.address && !restart;', '!restart;', 'crypto/identity-address', 'stays as it was'],
    ['no chain begins with a change', 'return identity.version === 1 && identity.sequence === 0', 'return identity.sequence === 0', 'crypto/identity-address', 'as a beginning'],
  ]),
  ...of('crypto/keys/identity-signer.ts', [
    ['nobody changes an address by mistake', 'changes !== (made.addressChanges ?? false) || ', NOTHING, 'crypto/identity-address', 'by mistake'],
  ]),
  ...of('server/routes/accounts/rekey.ts', [
    ['a re-key names the address that its way leads to', "if (newest.address !== (address ?? row.address)) throw new ApiError('not_verified');", NOTHING, 'moved-address', 'says something else'],
  ]),
  ...of('server/routes/invitations/register.ts', [
    ['that an address is kept is told to who reads its mailbox', '!mailbox || (await findConfirmed', '(await findConfirmed', 'enumeration', 'its inviter'],
    ['an address that was left meanwhile takes nobody', '    await assertNotKept(writer, { invitation, mailbox, now });\n', NOTHING, 'server/address-change', 'while they chose'],
  ]),
  ...of('server/routes/invitee.ts', [
    ['an address that is kept takes nobody who was invited', '    await assertNotKept(parts.database, { invitation, mailbox: payload.mailbox, now });\n', NOTHING, 'server/address-change', 'takes no invited person'],
  ]),
  ...of('server/routes/address-change.ts', [
    ['the password is asked for before an address is', "        await useReauthentication(writer, { reauth, account, now });\n        const self", '        const self', 'moved-address', 'begins nothing'],
    ['the password is asked for again at the end', "        await useReauthentication(writer, { reauth, account, now });\n        const change = await readyChange", '        const change = await readyChange', 'moved-address', 'begins nothing'],
    ['the new mailbox has to answer', 'change.answered_at !== null && (', '(', 'server/address-change', '72 hours'],
    ['the old mailbox has its time', '(change.agreed_at !== null || readyAtOf(change) <= now)', 'true', 'server/address-change', '72 hours'],
    ['a ticket finishes what it was given for', 'change.id !== ticket.payload.change || ', NOTHING, 'moved-address', 'stops what'],
    // Two checks hold it: a change, too, is of one account.
    ['a ticket is its owner’s', "  if (ticket.account !== account) throw new ApiError('ticket_expired');\n  const self = await lockAccount(writer, account);\n  const change = await readyChange(writer, { account, now });\n  // Stopped, and begun anew for another address, since the ticket was given.\n  if (self === null || change.id !== ticket.payload.change || ", "  const self = await lockAccount(writer, account);\n  const change = await readyChange(writer, { account, now });\n  // Stopped, and begun anew for another address, since the ticket was given.\n  if (self === null || ", 'moved-address', 'another account'],
    ['a stop is heard to the last moment', "if (!(await closeAddressChange(writer, change.id))) throw new ApiError('address_change_expired');", 'await closeAddressChange(writer, change.id);', 'moved-address', 'in the same moment'],
    ['an address that somebody has is refused at once', "if ((await findConfirmed(writer, address)) !== null) throw new ApiError('address_taken');", NOTHING, 'server/address-change', 'refused at the beginning'],
    ['a change goes to an address that is still free', "if (await isTakenFrom(writer, { account, address: change.address, now })) throw new ApiError('address_taken');", NOTHING, 'server/address-change', '90 days'],
    ['no way to start again is left in the old mailbox', 'await endRestarts(writer, { account, now });', NOTHING, 'moved-address', 'starts nothing again'],
    ['other sessions end with the address', 'await endSessions(writer, { account, keep: device });', NOTHING, 'server/address-change', 'other sessions'],
    ['a link stops its own change alone', "if (open?.id !== change.id) throw new ApiError('address_change_expired');", NOTHING, 'moved-address', 'begins another in the same moment'],
  ]),
  ...of('server/routes/mails.ts', [
    ['a mailbox whose address is kept gets no link', 'if (kept === null) await enqueue', 'if (kept !== undefined) await enqueue', 'server/address-change', '90 days'],
  ]),
  ...of('server/routes/password.ts', [
    ['a new password ends a change of address', "await endAddressChange(writer, { account, by: actorOf(session), now });", NOTHING, 'server/address-change', 'a new password'],
    ['new keys end a change of address', 'await endAddressChange(writer, { account, by, now });', NOTHING, 'server/address-change', 'new keys'],
  ]),
  ...of('server/routes/recovery.ts', [
    ['recovery ends a change of address', "await endAddressChange(writer, { account, by: { by: 'account', account, device: null }, now });", NOTHING, 'server/address-change', 'the recovery kit'],
  ]),
  ...of('server/database/former-addresses.ts', [
    ['an address that was left is kept', 'taken !== undefined || (await keptUntil(database, { account, address, now })) !== null', 'taken !== undefined', 'server/address-change', '90 days'],
  ]),
  ...of('server/routes/look-ups.ts', [
    ['where somebody has moved is told to who knew them', "known.has(moved.get(address) ?? '') ? people.get(moved.get(address) ?? '') : undefined", "people.get(moved.get(address) ?? '')", 'server/address-change', 'nobody else'],
  ]),
  ...of('web/session/vault/moved-contact.ts', [
    ['a contact moves in the pinned chain alone', "if (!known || (judgement !== 'known' && judgement !== 'rotated')) return undefined;", 'if (!known) return undefined;', 'web/address-change', 'moves no contact|starts nobody again'],
    ['being known is no answer to an access code', 'return invitations && doubtAbout(invitations, { addresses, now }) !== null ? undefined : known;', 'return known;', 'web/address-change', 'somebody else was invited'],
    ['nobody takes the place of who is known', 'if (there && there.account !== person.account) return undefined;', NOTHING, 'web/address-change', 'in the place'],
  ]),
  ...of('web/session/vault/recipients.ts', [
    ['what was one’s own address one’s own chain says', 'return free && vouchedIdentities(self).some((identity) => identity.address === address);', 'return free;', 'web/address-change', 'leads nobody who was never known'],
    ['no earlier address of one’s own is a contact’s', " && !findContact(book, address)?.pin;\n  return free && vouchedIdentities(self).some((identity) => identity.address === address);", ';\n  return free;', 'web/address-change', 'making up that I'],
    ['who has not come to an address is unsettled there', 'const settled = !elsewhere && (', 'const settled = (', 'web/address-change', 'somebody else was invited'],
  ]),
  ...of('web/session/vault/contacts.ts', [
    ['nobody who is known is met anew', "const at = isElsewhere(book, look) ? (findByAccount(book, person.account)?.address ?? person.address) : person.address;", 'const at = person.address;', 'web/address-change', 'starts nobody again'],
  ]),
  ...of('web/session/vault/senders.ts', [
    ['mail from where somebody else was invited is unverified', '(!pin || isElsewhere(book, { person, now, invitations })) && ', '!pin && ', 'web/address-change', 'somebody else was invited'],
  ]),
  ...of('web/session/vault/address-change.ts', [
    ['only what was asked for is signed', "if ((await readDocument(context, 'address-change'))?.address !== address) throw new VaultError('address_change_expired');", NOTHING, 'web/address-change', 'whatever the server says'],
  ]),
  ...of('web/session/vault/own-invitations.ts', [
    ['a doubt follows the account to its next address', 'concerned = invitations.filter(({ address }) => asked.addresses.includes(address));', 'concerned = invitations.filter(({ address }) => address === asked.addresses.at(-1));', 'web/address-change', 'no claimant'],
  ]),
];
