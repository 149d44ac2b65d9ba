// The checks of what is done to the members of a practice: by whom, within which practice, and what ends with it.
import { type Mutation, NOTHING, of } from './check.ts';

export const memberChecks: readonly Mutation[] = [
  ...of('server/routes/members.ts', [
    ['who works there is for administrators', ".get('/', signedIn, administrator, async", ".get('/', signedIn, async", 'coworkers', 'not taken by a member'],
    ['what a practice would lose is for its administrators', ".get('/:id/only-theirs', signedIn, administrator, idParam", ".get('/:id/only-theirs', signedIn, idParam", 'server/rights', 'GET /api/practice/members/:id/only-theirs'],
    ['and of its own members', "if (!roster.some((member) => member.account === account)) throw new ApiError('not_found');", NOTHING, 'server/rights', 'GET /api/practice/members/:id/only-theirs'],
    ['what the operator has closed the practice does not call open', "if (!(await openAccount(writer, account))) throw new ApiError('not_allowed');", 'await openAccount(writer, account);', 'server/shut-out-coworkers', 'by the operator is not undone'],
    ['only owners take owners back', '!mayGiveRole(actor.role, former.role) || ', NOTHING, 'coworkers', 'by an administrator'],
    ['nobody is taken back out of another practice', ' || (await findMember(writer, account)) !== null', NOTHING, 'server/shut-out-coworkers', 'another practice by then'],
    ['a membership is signed by whom it names, for whom it names', "if (signed.administrator !== signer || signed.account !== account) throw new ApiError('not_verified');", NOTHING, 'server/coworkers', 'over the very same text'],
    ['nobody asks somebody suspended, or themselves, to hand over', 'member.suspended || member.account === session.account || ', NOTHING, 'server/hand-over', 'asks neither themselves'],
    ['nor to hand over to somebody outside, suspended or the same', ' || receiver === undefined || receiver?.suspended === true || to === member.account', NOTHING, 'server/hand-over', 'asks neither themselves'],
    ['a coworker is asked once an hour', "await count({ ...parts, database: writer }, { rate: 'hand-over-asked', key: member.account, now });", NOTHING, 'server/hand-over', 'once an hour'],
  ]),
  ...of('server/routes/practice.ts', [
    ['who may not found a practice may not as a guest either', 'const tokenHash = await admit(parts, { token, now });', 'const tokenHash = null as string | null; void admit; void token;', 'server/founding', 'where not everybody may'],
    ['nobody founds a practice before the mailbox has answered', 'signedIn, confirmed, byAccount', 'signedIn, byAccount', 'server/rights', 'POST /api/practice'],
  ]),
  ...of('server/routes/accounts/founding.ts', [
    ['members found no practice', ' || (await findMember(writer, account)) !== null', NOTHING, 'attacks/founding', 'takes no member out'],
    ['nobody founds one whose account is suspended', ' || locked.suspended_at !== null', NOTHING, 'attacks/founding', 'suspended in that moment'],
    ['two windows take turns', 'const locked = await lockAccount(writer, account);', 'const locked = await lockAccount(parts.database as never, account);', 'attacks/founding', 'from two windows'],
    ['a token lets one practice in', "if (tokenHash !== null && !(await spendSignUpToken(writer, { tokenHash: Buffer.from(tokenHash, 'base64url'), now }))) {", 'void spendSignUpToken; if (false) {', 'server/founding', 'lets one practice in'],
    ['what is founded is what is signed', 'founded.practice === practice.id &&\n    ', NOTHING, 'attacks/founding', 'as another practice than is signed'],
    ['its owner is who founds it', 'founded.owner === account &&\n    ', NOTHING, 'attacks/founding', 'with another owner'],
    ['its name is the signed one', 'founded.name === practice.name &&\n    ', NOTHING, 'attacks/founding', 'under another name'],
    ['the owner belongs to it', 'member.practice === practice.id &&\n    ', NOTHING, 'attacks/founding', 'as a member of another practice'],
    ['and to no other account', 'member.account === account &&\n    member.administrator === account &&\n    ', NOTHING, 'attacks/founding', 'with another member'],
    ['by the keys of now', 'member.identity === identity.hash &&\n    ', NOTHING, 'attacks/founding', "with somebody else's identity"],
    ['as its owner', " &&\n    member.role === 'owner'", NOTHING, 'attacks/founding', 'in another role'],
  ]),
  ...of('server/routes/members/authority.ts', [
    ['nobody shuts themselves out', "if (member.account === acting.actor.account) throw new ApiError('not_allowed');", NOTHING, 'coworkers', 'nor removes themselves'],
    ['whoever is suspended is no owner who remains', " && member.role === 'owner' && !member.suspended)", " && member.role === 'owner')", 'coworkers', 'another owner is suspended'],
  ]),
  ...of('server/database/members.ts', [
    ['who is changed is of the own practice', "    .where('members.practice_id', '=', practice)\n    .execute();\n}\n\n/** The role", "    .execute();\n}\n\n/** The role", 'coworkers', 'does nothing to members'],
    ['who is listed is of the own practice', "    .where('members.practice_id', '=', practice)\n    .orderBy('accounts.name')", "    .orderBy('accounts.name')", 'coworkers', 'does nothing to members'],
    ['so is who has left', "    .where('former_members.practice_id', '=', practice)\n", NOTHING, 'coworkers', 'does nothing to members'],
    ['and who is invited', "    .where('invitations.practice_id', '=', practice)\n", NOTHING, 'coworkers', 'does nothing to members'],
    ['who is taken back was of the own practice', "select('role').where('account_id', '=', account).where('practice_id', '=', practice)", "select('role').where('account_id', '=', account)", 'coworkers', 'does nothing to members'],
    ['who is suspended holds no role', "    .where('accounts.suspended_at', 'is', null)\n    .forShare()", '    .forShare()', 'coworkers', 'made only for a member'],
    ['invitations end with who made them', 'const ended = await cancelInvitationsOf(writer, { inviter: account, practice });', 'const ended: string[] = [];', 'server/shut-out-coworkers', 'at once, and closes'],
    ['an account that was made here closes with its membership', "await closeAccount(writer, { account, suspender: 'practice', now });", NOTHING, 'server/shut-out-coworkers', 'at once, and closes'],
    ['sessions of any other account end with it', 'return await endEverything(writer, account);', 'return;', 'server/coworkers', 'goes on as a guest'],
    ['where somebody works, or that they were shut out, is not told', "else if (member !== null || suspendedAt !== null) found.set(address, 'unavailable');", "else if (suspendedAt !== null) found.set(address, 'former'); else if (member !== null) found.set(address, 'member');", 'server/coworker-invitations', 'for all or for nobody'],
  ]),
  ...of('server/database/suspensions.ts', [
    ['the practice does not open what the operator has closed', "case when suspended_by = 'operator' then suspended_at end", 'null::timestamptz', 'server/shut-out-coworkers', 'by the operator is not undone'],
    ['nor takes it over', "suspender === 'operator' ? suspender : update.fn.coalesce('suspended_by', update.val(suspender))", 'suspender', 'server/shut-out-coworkers', 'by the operator is not undone'],
    ['what the operator had not closed is not told as opened', "    .where('suspended_by', '=', 'operator')\n", NOTHING, 'server/shut-out-coworkers', 'by the practice alone'],
    ['sessions end where an account is closed', "    .execute();\n  await endEverything(writer, account);", '    .execute();', 'operator/suspending', 'just being finished'],
    ['what was begun ends too', "await writer.deleteFrom('tickets').where('account_id', '=', account).execute();", NOTHING, 'operator/suspending', 'were under way'],
  ]),
  ...of('server/database/sessions.ts', [
    ['a session that is left over opens no closed account', "    .where('accounts.suspended_at', 'is', null)\n", NOTHING, 'operator/suspending', 'session is left over'],
    ['a device is signed out by its owner', "where('account_id', '=', account).where('id', '=', device)", "where('id', '=', device)", 'server/rights', 'DELETE /api/devices/:id'],
  ]),
  ...of('server/routes/login.ts', [
    ['the password of a closed account is told so, and spent', 'if (await isSuspended(writer, pending.account)) {', "if (pending.account === '') {", 'operator/suspending', 'spends the log-in'],
  ]),
  ...of('server/routes/coworker-invitations.ts', [
    ['only owners cancel the invitation of an owner', 'invitation.role === null || !mayGiveRole(actor.role, invitation.role)', 'invitation.role === null', 'coworkers', 'by an administrator'],
    ['nobody is invited twice at once', "\n    .refine((all) => new Set(all.map(({ address }) => address)).size === all.length)", NOTHING, 'server/coworker-invitations', 'for all or for nobody'],
  ]),
  ...of('server/routes/invitations/new-invitations.ts', [
    ['nobody is invited unless all can be', "if (obstacles.size > 0) throw new ApiError('coworkers_refused', { addresses: [...obstacles.keys()], obstacles: [...obstacles.values()] });", 'void obstacles;', 'server/coworker-invitations', 'for all or for nobody'],
    ['an invitation is signed for the own practice', "      terms.practice === practice &&\n", NOTHING, 'coworkers', 'is not invited into'],
    ['nobody lets themselves start again', 'account.id === inviter || ', NOTHING, 'coworkers', 'made only for a member'],
  ]),
  ...of('web/features/practice/practice-fields.ts', [
    ['an administrator saves what they changed, not what another has decided meanwhile', '.filter(([policy, choice]) => choice !== before[policy as keyof Fields])', NOTHING, 'web/practice-fields'],
  ]),
  ...of('web/features/practice/check-coworker-file.ts', [
    ['a file with one wrong line invites nobody', "return all.length > 0 || room !== null ?", "return all.length > lines.length || room !== null ?", 'web/coworkers', 'checked whole'],
    ['what the practice knows of the people in it is asked', 'const { obstacles, left } = await askServer(lines);', 'const { obstacles, left } = { obstacles: [] as FileProblem[], left: null as number | null }; void askServer;', 'web/coworkers', 'checked whole'],
    ['and told at the line it is about', 'obstacles.flatMap(({ index, obstacle }) => problemAt(lines[index], obstacle))', 'obstacles.flatMap(({ obstacle }, index) => problemAt(lines[index], obstacle))', 'web/coworkers', 'checked whole'],
    ['an address that only the server knows to be none is named', 'const wrong = (Array.isArray(fields) ? fields : [])', 'const wrong = ([] as unknown[])', 'web/coworkers', 'checked whole'],
    ['no more than a hundred at a time, wrong lines among them', "if (lines.length + problems.length > MOST_COWORKERS) return", "if (lines.length > MOST_COWORKERS) return", 'web/coworkers', 'checked whole'],
    ['what is no text is no file of coworkers', "{ fatal: true }", '{ fatal: false }', 'web/coworkers', 'checked whole'],
  ]),
  ...of('web/features/practice/coworker-file.ts', [
    ['a line of a file has an address', "if (!looksLikeAddress(address)) return 'address';", NOTHING, 'web/coworkers', 'every wrong line'],
    ['and nothing behind the role', "if (more.some((cell) => cell !== '')) return 'columns';", NOTHING, 'web/coworkers', 'every wrong line'],
    ['the role is one that there is', "if (role === undefined) return 'role';", NOTHING, 'web/coworkers', 'every wrong line'],
    ['and one that may be given', "if (role === 'owner' && giver !== 'owner') return 'owner';", NOTHING, 'web/coworkers', 'every wrong line'],
    ['nobody stands in it twice', "return seen.has(address.toLowerCase()) ? 'twice' : null;", 'return null;', 'web/coworkers', 'every wrong line'],
  ]),
];
