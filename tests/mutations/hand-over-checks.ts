// The checks of handing messages over: who, to whom, what, and what the receiver's device holds it against.
import { type Mutation, NOTHING, of } from './check.ts';

export const handOverChecks: readonly Mutation[] = [
  ...of('server/routes/hand-overs.ts', [
    ['it is begun within one practice', "if (!(await holdBoth(writer, { practice, giver, receiver }))) throw new ApiError('not_allowed');", NOTHING, 'attacks/handed-over', 'goes to no guest'],
    ['both belong to it still', "if (!(await holdBoth(writer, found))) throw new ApiError('not_allowed');", NOTHING, 'attacks/handed-over', 'has left after'],
    ['passes and nothing else are carried', '.refine(isPass)', NOTHING, 'attacks/handed-over', 'passes and nothing else'],
  ]),
  ...of('server/database/hand-overs.ts', [
    ['it is its giver’s alone', "    .where('giver_id', '=', giver)\n    .where('ended_at', 'is', null)\n    .forUpdate()", "    .where('ended_at', 'is', null)\n    .forUpdate()", 'attacks/handed-over', 'nobody’s but its giver’s'],
    ['what is given is had', 'from deliveries where account_id = ${giver} and message_id = any(${held})', 'from deliveries where message_id = any(${messages})', 'attacks/handed-over', 'does not have'],
    ['who has it, or had it, gets it no second time', 'where not exists (select from deliveries as theirs where theirs.message_id = own.message_id and theirs.account_id = ${receiver})', NOTHING, 'server/hand-over', 'leaves alone'],
    ['a pass that opens no more is given anew', '.where(sql<boolean>`not (${opensNoMore})`)', NOTHING, 'server/hand-over', 'opens no more'],
    ['the giver is told too', "{ ...common, kind: 'hand_over_made',", "{ ...common, kind: 'handed_over' as never,", 'server/hand-over', 'one to each side'],
  ]),
  ...of('server/database/recalls.ts', [
    ['a recall reaches whom it was handed to', 'await recallHandedOn(writer, { message, from: rows.flatMap(({ account_id: id }) => id ?? []), now });', NOTHING, 'server/hand-over', 'recalled from the colleague'],
  ]),
  ...of('crypto/message/open-pass.ts', [
    ['the pass is for this message', 'must(pass.message === expect.message && pass.sender === expect.sender, "message");', NOTHING, 'crypto/pass', 'another message'],
    ['and of this giver’s hand-over', 'must(pass.handOver === expect.handOver && giver.account === expect.giver, "hand-over");', NOTHING, 'crypto/pass', 'another message'],
    ['its giver has signed it', 'await verifySignatures(signed, [identity.signPublicKey]);', NOTHING, 'crypto/pass', 'in their name'],
    ['it names who opens it', 'must(receiver.account === options.self.account && options.self.addresses.includes(receiver.address), "own address");', NOTHING, 'crypto/pass', 'names not'],
    ['its giver’s keys are held, and not withdrawn', 'must(identity !== null, "identity unknown");\n    must(identity.account === giver.account && identity.hash === giver.identity && identity.address === giver.address, "identity");', 'if (identity === null) throw new InvalidInputError("none");', 'crypto/pass-vectors', 'identity of the giver held'],
    ['it names the key that opened it', 'must(receiver.kem === (await fingerprint(kemPublicKey(opened.seed))), "own key");', NOTHING, 'crypto/pass-vectors', 'sealed to another key'],
    ['it is for this container', 'must(pass.container === (await fingerprint(options.container)), "container");', NOTHING, 'crypto/pass', 'another message'],
  ]),
  ...of('crypto/message/open.ts', [
    ['a file key is only of who was handed the message', 'must((options.role === "handed") === (fileKey !== undefined), "file key");', NOTHING, 'crypto/pass', 'claiming to be a recipient'],
  ]),
  ...of('crypto/message/container.ts', [
    ['a pass has one stanza', 'if (takeHeader(reader) !== 1) throw new InvalidInputError("stanzas of a pass");', 'takeHeader(reader);', 'crypto/pass', 'one form'],
    ['a pass is short', 'if (bytes.length > PASS_MAX_BYTES) throw new InvalidInputError("pass too long");', NOTHING, 'crypto/pass-vectors', 'longer than 8192'],
  ]),
  ...of('web/session/vault/mailbox.ts', [
    ['a pass is seen for itself', 'const seen = (await context.device.containerSeen(passAs))?.hash === hash;', 'const seen = true;', 'web/hand-over', 'by a withdrawn key'],
    ['what nobody can open holds up nothing else', '.catch(() => null));\n    if (each)', ');\n    if (each)', 'web/hand-over', 'holds up none'],
  ]),
  ...of('web/session/vault/hand-over.ts', [
    ['what was signed says whether it was chosen', 'const chosen = opened.filter(({ manifest }) => isChosen(manifest, work.document.scope));', 'const chosen = opened;', 'web/hand-over', 'only the server says'],
    ['keys are compared before so much is sealed to them', "if (found?.state === 'registered' || found?.state === 'vouched') throw new VaultError('compare_first', { addresses: [to.address] });", NOTHING, 'web/hand-over', 'never compared'],
  ]),
];
