// The checks of a practice's texts: whose they are, who signed them, how old they may be, and to whom they are sealed.
import { type Mutation, NOTHING, of } from './check.ts';

export const practiceTextsChecks: readonly Mutation[] = [
  ...of('crypto/practice/open-texts.ts', [
    ['texts are of the own practice', 'must(practice === expect.practice, "practice");', NOTHING, 'practice-texts', 'another practice'],
    ['and of the edition that is shown', 'must(edition === expect.edition, "edition");', NOTHING, 'practice-texts', 'that was altered'],
    ['nothing older is shown', 'must(seen === null || edition > seen.edition || (edition === seen.edition && hash === seen.hash), "older");', NOTHING, 'practice-texts', 'older than they'],
    ['an administrator is proved to have signed them', 'must(proved || content === seen?.content, "identity unknown");', NOTHING, 'practice-texts', 'calls an administrator'],
    ['by the very identity that they name', 'must(identity.account === signer.account && identity.hash === signer.identity, "identity");', NOTHING, 'crypto/practice-texts-vectors', 'another identity of the signer'],
    ['the signature is theirs', 'await verifySignatures(signed, [identity.signPublicKey]);', NOTHING, 'crypto/practice-texts-vectors', 'by somebody else'],
    ['as many read them as are named', 'must(stanzas === receivers.length, "number of stanzas");', NOTHING, 'crypto/practice-texts-vectors', 'stanza more'],
    ['they are for who opens them', 'must(own?.account === self, "own account");', 'must(own !== undefined, "place");', 'crypto/practice-texts-vectors', 'another account at'],
    ['and for the key that opens them', 'must(own.kem === (await fingerprint(kemPublicKey(opened.seed))), "own key");', NOTHING, 'crypto/practice-texts-vectors', 'another key of the receiver'],
    ['they say what was signed', 'must((await fingerprint(plaintext.content)) === content, "content");', NOTHING, 'crypto/practice-texts-vectors', 'other content than was signed'],
  ]),
  ...of('crypto/message/container.ts', [
    ['they have a stanza for each of a thousand at most', 'if (stanzas < 1 || stanzas > RECIPIENTS_MAX) throw new InvalidInputError("stanzas of texts");', NOTHING, 'crypto/practice-texts', 'more than 1000'],
  ]),
  ...of('server/routes/practice-texts.ts', [
    ['they are for members, under their keys', "if (!areAmong(receivers, await listMemberKeys(writer, practice))) throw new ApiError('conflict');", NOTHING, 'server/practice-texts', 'for members and for keys'],
    ['each receiver has a stanza', ".refine(({ sealed, receivers }) => stanzasOf(sealed) === receivers.length, { path: ['sealed'] })", NOTHING, 'server/practice-texts', 'has the form'],
  ]),
  ...of('server/database/practice-texts.ts', [
    ['keys that were withdrawn before sign again', ".whereRef('created_at', '>=', 'written_at')", NOTHING, 'web/practice-texts', 'joins while'],
    ['one edition follows the other', ".where('edition', '=', edition - 1)", NOTHING, 'server/practice-texts', 'follows the one'],
  ]),
  ...of('server/database/members.ts', [
    ['who is removed is no receiver any more', 'await removeReceiver(writer, { practice, account });', NOTHING, 'server/practice-texts', 'receiver no longer'],
  ]),
  ...of('web/session/vault/colleagues.ts', [
    ['who has left for good counts by keys that were proved', 'const known = person ? await provedIdentities(book, { account, person, now: context.now(), chain, trusted }) : [];', 'const known = person ? vouchedIdentities(person) : [];', 'practice-texts', 'has left for good'],
    ['the signed role makes somebody an administrator', "if (role === null || role === 'member') continue;", 'if (role === null) continue;', 'practice-texts', 'signed role is'],
  ]),
  ...of('web/session/vault/practice-texts.ts', [
    ['only what was checked is said to be signed', 'const checked = accepted !== null;', 'const checked = true;', 'sealing-practice-texts', 'that nobody proves'],
    ['what a withdrawn key signs is not signed anew', ' || looked.withdrawn', NOTHING, 'practice-texts', 'keys are withdrawn'],
    ['texts are of the practice that one has signed', "if (!isOwn) return { ...common, status: 'refused' };", NOTHING, 'practice-texts', 'server alone says is theirs'],
    ['and so is what one writes', 'mayWrite(session.role, isOwn ? shown.own : null)', 'mayWrite(session.role, shown.own)', 'practice-texts', 'server alone says is theirs'],
    ['what nobody has proved is not signed anew', ' || looked.opened.accepted === null', NOTHING, 'web/practice-texts', 'do not take'],
    ['what a withdrawn key signs is not taken', 'if (!isRevoked(identity.hash, { pin: pinOf(book, person), person })) return identity;', 'if (isRevoked(identity.hash, { pin: pinOf(book, person), person }) || true) return identity;', 'practice-texts', 'keys are withdrawn'],
    ['and who has not seen it is told why', "if (withdrawnBy !== null) return { status: 'withdrawn', writer: withdrawnBy };", NOTHING, 'practice-texts', 'keys are withdrawn'],
    ['that a writer has withdrawn keys is not the server’s word alone', 'writer !== null && writer.revoked.size > 0', 'writer !== null', 'practice-texts', 'which are not'],
    ['that there is nothing is older than something', "status: seen === null ? 'none' : 'refused'", "status: 'none'", 'practice-texts', 'older than they'],
    ['nobody overwrites what somebody else has just written', "if (!force && JSON.stringify(now) !== JSON.stringify(before)) throw", 'if (false) throw', 'web/practice-texts', 'who change the same'],
  ]),
  ...of('web/session/vault/seen-texts.ts', [
    ['what was seen of one practice is kept through another', 'others: before.filter((each) => each.practice !== practice).slice(0, PRACTICES_MAX - 1)', 'others: []', 'practice-texts', 'in another practice meanwhile'],
  ]),
  ...of('web/session/vault/texts-receivers.ts', [
    ['who is named by an edition that nobody proves gets nothing', 'before !== null && before.accepted !== null ? before.receivers : []', 'before?.receivers ?? []', 'sealing-practice-texts', 'that nobody proves'],
    ['whom the server alone calls a member gets nothing', 'if (had(receiver) || trusted.has(person.account) || (await attested(trusted, { person, member, practice })) !== null) receivers.push(receiver);', 'receivers.push(receiver);', 'sealing-practice-texts', 'to nobody whom'],
  ]),
];
