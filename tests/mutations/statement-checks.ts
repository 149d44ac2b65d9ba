// The checks of statements: who may say whose keys are whose, and what it changes.
import { type Mutation, NOTHING, of } from './check.ts';

export const statementChecks: readonly Mutation[] = [
  ...of('crypto/invitation/statement.ts', [
    ['a statement is signed by the key that is given', 'await verifySignatures(parsed, [signKey]);', NOTHING, 'crypto/invitation', 'by the key of who states it'],
    ['of another account it says nothing but at its address', 'return statement.address === identities.at(-1)?.address ? "contradicts" : "nothing";', 'return "contradicts";', 'crypto/invitation', 'says nothing of another account'],
    ['another account at the address contradicts', 'return statement.address === identities.at(-1)?.address ? "contradicts" : "nothing";', 'return "nothing";', 'crypto/invitation', 'contradicts where'],
    ['keys that are not shown contradict', 'if (at === -1) return "contradicts";', 'if (at === -1) return "nothing";', 'crypto/invitation', 'contradicts where'],
    ['withdrawn keys are vouched for by nobody', ' && !revoked.has(statement.identity)', NOTHING, 'crypto/invitation', 'of withdrawn ones'],
    ['nor an identity under another address', 'identities[at]?.address === statement.address && ', NOTHING, 'crypto/invitation', 'another address than the identity has'],
    ['nor keys after a restart', ' && !identities.slice(at + 1).some(({ restart }) => restart)', NOTHING, 'crypto/invitation', 'of keys after a restart'],
  ]),
  ...of('web/session/vault/signed-statement.ts', [
    ['a colleague signs with keys that stand', ' || isRevoked(hash, { pin, person })) continue;', ' || (isRevoked, pin, false)) continue;', 'attacks/made-up-statement', 'that the colleague has withdrawn'],
    ['keys from before a restart say nothing', '!vouched.some((each) => each.hash === hash) || ', '(vouched, false) || ', 'attacks/false-statement', 'says nothing in that colleague’s name'],
    ['for nobody but themselves', 'statement?.by.account === person.account && ', 'statement !== null && ', 'attacks/made-up-statement', 'as if another colleague had'],
  ]),
  ...of('web/session/vault/statements.ts', [
    ['only members of the practice are heard', '(await attested(trusted, { person, member, practice })) === null ? null : ', '(await attested(trusted, { person, member, practice }), false) ? null : ', 'attacks/made-up-statement', 'by a stranger’s'],
    ['not under other keys than this account has of them', "if (pin && judge(pin, person) === 'changed') return null;", 'void pin; void judge;', 'attacks/made-up-statement', 'knows that colleague by others'],
    ['and holds for the address that was proved', 'each.statement.address === person.address && ', NOTHING, 'attacks/false-statement', 'at no other address'],
    ['what one has verified oneself is not asked about', ' && !isProvedAt(findByAccount(book, person.account), person.address)', ' && (isProvedAt, findByAccount, true)', 'web/statements'],
    ['about an address taken since the proof it is', ' && !isProvedAt(findByAccount(book, person.account), person.address)', ' && (isProvedAt, !isVerified(findByAccount(book, person.account)?.pin))', 'attacks/taken-address', 'until a person has compared|has what it writes'],
    ['what compose has shown at an address is held against who takes it', ' ?? shownBefore(context, { person, book });', ';\n    void shownBefore;', 'attacks/taken-address', 'was shown a moment ago'],
    ['newer keys are looked up before they contradict', "said.some(isSaying('contradicts', person)) ? await lookUpAnew(context, person) : person", '(lookUpAnew, person)', 'web/statements'],
  ]),
  ...of('web/session/vault/pins.ts', [
    ['a word changes nothing that was verified or has changed', 'if (!word || (isVerified(pin) && !word.another) || pin.changedAt !== null) return pin;', 'if (!word) return pin;', 'web/statements'],
    ['but whose the address is that verified keys have taken', 'isVerified(pin) && !word.another', 'isVerified(pin)', 'attacks/taken-address', 'until a person has compared'],
    ['a contradiction is kept', 'return pin.disputed ? pin : { ...pin, disputed: { at: now, name, stated } };', 'return pin;', 'attacks/false-statement', 'gets nothing written to it'],
    ['it ends by that very word', 'if (disputed && disputed.stated !== stated) return pin;', NOTHING, 'attacks/false-statement', 'by another colleague’s word'],
    ['newer keys do not end it', '...(pin.disputed && { disputed: pin.disputed })', NOTHING, 'attacks/false-statement', 'by new keys of the same account'],
  ]),
  ...of('web/session/vault/contacts.ts', [
    ['a look does not end it', "if (pin?.disputed && choice.as === 'first-use') throw new VaultError('keys_changed', { addresses: [address] });", NOTHING, 'attacks/false-statement', 'accepted without comparing'],
  ]),
  ...of('web/session/vault/recipients.ts', [
    ['nothing is sent where a colleague knows other keys', "kind === 'changed' || isReplaced", 'isReplaced', 'attacks/false-statement', 'gets nothing written to it'],
    ['what was shown as a word is what is sent to', 'return shown !== undefined && ', 'return false && shown !== undefined && ', 'attacks/false-statement', 'without the word'],
    ['and it is noted', " || words.get(person.account)?.says === 'contradicts'", NOTHING, 'attacks/false-statement', 'keeping the statement back from then on'],
  ]),
  ...of('web/session/vault/senders.ts', [
    ['a word about other keys is forgotten', 'words.delete(account);', NOTHING, 'attacks/false-statement', 'those keys have signed'],
    ['what comes from keys that a colleague knows otherwise is marked', 'const current = heardOf(updatePin(pin, { person, now }), { word: words.get(person.account), now });', 'const current = updatePin(pin, { person, now });', 'attacks/false-statement', 'marks what comes from it'],
  ]),
  ...of('web/session/vault/stating.ts', [
    ['only what this account has verified is stated', ' || !isVerified(pin)', ' || (isVerified, false)', 'web/statements', 'without comparing'],
    ['for the address that was proved', '!each.moved && ', NOTHING, 'attacks/false-statement', 'at no other address'],
    ['what the server does not have of it is stated anew', '!isSaid(each));', 'isSaid(each));', 'web/statements', 'comes back with the membership'],
    ['by keys that are the same', ' || pin.changedAt !== null', NOTHING, 'web/statements'],
    ['whom one has removed is not stated', 'contacts.filter(({ listed }) => listed)', 'contacts', 'web/statements'],
    ['nothing is sent that was signed with keys of zeros', 'requireStillOpen(unlocked);', 'void requireStillOpen;', 'web/statements'],
  ]),
  ...of('web/session/vault/claims.ts', [
    ['a proof is not dated ahead by the server', 'at: Math.min(claim.at, now)', 'at: claim.at', 'attacks/false-statement', 'dates the proof ahead'],
    ['a claim proves its maker at the invited address', 'changeContact(book, address, verified', 'changeContact(book, (void address, look.person.address), verified', 'attacks/taken-address', 'in the contact’s place|that nobody has proved'],
  ]),
  ...of('web/session/vault/redeem.ts', [
    ['an inviter replaces nobody who is known', 'if (there && there.account !== inviter.account) return book;', NOTHING, 'attacks/taken-address', 'by the code that they give'],
  ]),
  ...of('web/session/vault/moved-contact.ts', [
    ['a proof is of the address before a move', 'return (contact.pin?.verification.at ?? 0) > lastMove(contact);', 'return true;', 'attacks/taken-address', 'after the contact has been followed'],
    ['a comparison counts after a move that another clock noted', 'return Math.max(now, lastMove(contact) + 1);', 'return now;', 'attacks/taken-address', 'whichever clock'],
  ]),
  ...of('web/session/vault/colleagues.ts', [
    ['above oneself only whom a trusted one has stated', "    const known = trusted.get(below.person.account);\n    if (!known || below.person.account === account) continue;\n", "    const known = trusted.get(below.person.account) ?? vouchedIdentities(below.person);\n    void account;\n", 'attacks/made-up-statement', 'makes nobody an administrator above oneself'],
    ['and whose keys are not known otherwise', 'if (before && (before.disputed || updatePin(before, { person, now }).changedAt !== null)) return [];', 'void before;', 'attacks/made-up-statement', 'whose keys this account knows otherwise'],
    ['by what vouches', " && statementAbout(statement, person) === 'vouches'", ' && (statementAbout, true)', 'attacks/made-up-statement', 'of somebody else than the one above'],
  ]),
  ...of('server/routes/statements.ts', [
    ['a statement is signed by whoever brings it', "if (says.by.account !== account || says.by.identity !== identity.hash) throw new ApiError('not_verified');", NOTHING, 'server/statements', 'that another has signed'],
    ['of keys that there are', ' || !isOf(says, chains.get(says.account) ?? [])', ' || (isOf, chains, false)', 'server/statements', 'that there are not'],
    ['not about oneself', 'says.account === account || ', NOTHING, 'server/statements', 'nor about oneself'],
    ['and kept for members of that moment', "if ((await holdRole(writer, { account, practice })) === null) throw new ApiError('not_found');", 'void holdRole; void practice;', 'server/statements', 'removed while'],
  ]),
  ...of('server/database/statements.ts', [
    ['members read what their own practice says', "    .where('members.practice_id', '=', practice)\n", NOTHING, 'server/statements', 'nobody else'],
    ['not what they say themselves', "    .where('statements.by_id', '<>', asker)\n", NOTHING, 'server/statements', 'nobody else'],
    ['nor what suspended ones say', "    .where('signers.suspended_at', 'is', null)\n    .where('accounts", "    .where('accounts", 'server/statements', 'who is suspended'],
    ['nor of who has confirmed no address', "    .where('accounts.confirmed_at', 'is not', null)\n", NOTHING, 'server/statements', 'who has confirmed nothing'],
    ['nor of who is gone', "    .where('accounts.deleted_at', 'is', null)\n", NOTHING, 'server/statements', 'nor of a deleted account'],
    ['an address speaks of who has it', ", where('accounts.address', '=', where.ref('statements.address'))", NOTHING, 'server/statements', 'whose account has left it'],
  ]),
];
