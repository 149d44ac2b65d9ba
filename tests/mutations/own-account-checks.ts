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
    ['the last owner does not go', "if (isLastOwner({ members, account })) throw new ApiError('last_owner');", NOTHING, 'deleted-account', 'two owners'],
    ['a practice ends only where its owner was told so', "if (ends !== endsPractice) throw new ApiError('conflict');", NOTHING, 'deleted-account', 'two owners'],
    ['a mailbox that never answered gets no mail', 'if (self.confirmed_at !== null) await', 'await', 'server/deletion', 'never answered'],
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
];
