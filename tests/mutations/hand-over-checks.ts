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
    ['it is for this container', 'must(pass.container === (await fingerprint(options.container)), "container");', NOTHING, 'crypto/pass', 'another message'],
  ]),
  ...of('crypto/message/open.ts', [
    ['a file key is only of who was handed the message', 'must((options.role === "handed") === (fileKey !== undefined), "file key");', NOTHING, 'crypto/pass', 'claiming to be a recipient'],
  ]),
  ...of('web/session/vault/hand-over.ts', [
    ['keys are compared before so much is sealed to them', "if (found?.state === 'registered') throw new VaultError('compare_first', { addresses: [to.address] });", NOTHING, 'web/hand-over', 'never compared'],
  ]),
];
