// The checks of who may do what in a practice.
import { type Mutation, NOTHING, of } from './check.ts';

export const practiceChecks: readonly Mutation[] = [
  ...of('server/routes/members/authority.ts', [
    ['whoever asks still administers the practice', "if (actor === undefined || actor.suspended || actor.role === 'member') throw", "if (actor === undefined) throw", 'administrators-at-once', 'what their session said'],
    ['only owners touch owners', "if (!mayGiveRole(actor.role, member.role)) throw new ApiError('not_allowed');", NOTHING, 'coworkers', 'by an administrator'],
    ['an owner who can log in remains', "if (role === 'owner' && !suspended && others.length === 0) throw new ApiError('last_owner');", NOTHING, 'coworkers', 'the last owner'],
  ]),
  ...of('server/routes/members.ts', [
    ['only owners make owners', "if (!mayGiveRole(acting.actor.role, role)) throw new ApiError('not_allowed');", NOTHING, 'coworkers', 'by an administrator'],
    ['a membership is signed over what the account has signed', 'if (object.json !== proposal.json || object.signatures[1] !== proposal.signatures[0]) throw', 'if (false) throw', 'server/coworkers', 'half of a membership'],
  ]),
  ...of('server/routes/coworker-invitations.ts', [
    ['an invitation is of the own practice, and a coworker’s', 'invitation === null || invitation.practice_id !== practice || invitation.role === null', 'invitation === null', 'coworkers', 'neither mails nor cancels'],
  ]),
  ...of('server/routes/invitations/new-invitations.ts', [
    ['an invitation is made in the role that its maker has by then', 'const practice = practiceOfInviter(await asItStands(writer, session), invitations);', 'const practice = practiceOfInviter(session, invitations);', 'administrators-at-once', 'leave no invitation behind'],
    ['a member starts again in the role they have, through their practice', '(await holdRole(writer, { account: account.id, practice })) !== role', 'false', 'coworkers', 'made only for a member'],
  ]),
  ...of('server/routes/invitations/register.ts', [
    ['a member starts again while they are one', "if (!invitation.restart || (member?.practice ?? null) !== through) throw new ApiError('account_exists');", "if (!invitation.restart) throw new ApiError('account_exists');", 'coworkers', 'takes no account'],
    ['whoever may not give the role takes no account', "if (member !== null && !mayGiveRole(giver.role, member.role)) throw new ApiError('invitation_cancelled');", NOTHING, 'coworkers', 'takes no account'],
    ['starting again makes nobody a member', 'if (invitation.restart ? member?.practice !== practice : member !== null) throw', 'if (!invitation.restart && member !== null) throw', 'coworkers', 'takes no account'],
  ]),
  ...of('server/middleware/body.ts', [
    ['guards ask once the whole body is there', 'await takeIn(c);', NOTHING, 'held-back-requests', 'held back'],
    ['a body is taken in once', 'if (isTakenIn(c)) return await next();', NOTHING, 'server/faults', 'spell a parameter out'],
    ['time is that of the whole request', "c.set('now', new Date(c.var.parts.clock()));", NOTHING, 'held-back-requests', 'idle too long'],
  ]),
  ...of('server/routes/state.ts', [
    ['strangers’ large bodies stay outside', "signedInAnyhow, byAccount('state-write'), upTo('state'), signedInAnyhow,", "upTo('state'), signedInAnyhow,", 'held-back-requests', 'no further than a small body'],
  ]),
  ...of('server/routes/invitee.ts', [
    ['a coworker needs the mailed link too', "if (invitation.role !== null && !payload.mailbox) throw new ApiError('mailbox_token_required');", NOTHING, 'server/coworkers', 'mailed link as well'],
  ]),
  ...of('server/database/members.ts', [
    ['two who act at once take turns', 'await lockPractice(writer, practice);', NOTHING, 'coworkers', 'same moment'],
  ]),
  ...of('server/middleware/guards.ts', [
    ['without the second factor that the practice asks for nothing is open', "if (session.secondFactorMissing) throw new ApiError('second_factor_needed');", NOTHING, 'server/policies', 'nothing but the way'],
  ]),
  ...of('server/routes/practice.ts', [
    ['nobody shuts everybody out', "if (decided.secondFactor === true && !(await hasSecondFactor(writer, session.account))) throw new ApiError('second_factor_first');", NOTHING, 'server/policies', 'shuts themselves'],
  ]),
  ...of('server/limits.ts', [
    ['members do not invite where the practice says so', "if (membership?.role === 'member' && membership.practice.policies.inviting === 'administrators') return false;", NOTHING, 'server/policies', 'by whatever request'],
    ['invitations stay within the practice’s domains', 'allowed.length === 0 ? [] : people.filter(({ address }) => !allowed.includes(domainOf(address)))', '[]', 'server/policies', 'are the only ones'],
  ]),
  ...of('server/routes/messages/recipients.ts', [
    ['so do messages', 'await assertDomains(writer, sending);', NOTHING, 'server/policies', 'are the only ones'],
  ]),
  ...of('server/routes/notice-times.ts', [
    ['nobody chooses to hear later than the practice allows', "if (!isAllowed(times, policyOf(session))) throw new ApiError('notices_too_late');", NOTHING, 'server/notice-times', 'limits how late'],
    ['only names of time zones come in', 'z.string().max(64).refine(isTimeZone)', 'z.string().max(64)', 'notice-times', 'is refused, and nothing'],
  ]),
  ...of('server/database/notice-times.ts', [
    ['what was chosen before the practice decided is not in force', "inForce(timesOf(row), policy ?? 'any')", "inForce(timesOf(row), policy === null ? 'any' : 'any')", 'server/notice-times', 'limits how late|lets go'],
    ['who changes their times waits for what is being planned', ".forShare('notice_times')", '', 'server/notice-times', 'just being sent'],
  ]),
  ...of('server/database/digests.ts', [
    ['of several processes one gathers', ".where('account_id', '=', account).forUpdate().skipLocked()", ".where('account_id', '=', account)", 'server/digests', 'pass over'],
    ['what was opened is not told', ".where('deliveries.opened_at', 'is', null)", NOTHING, 'server/digests', 'not in it'],
    ['what is not in the mailbox any more is not told', "    .where(inMailbox)\n", NOTHING, 'server/digests', 'not in it'],
    ['what is past its date is not told', "    .where(unexpired(now))\n", NOTHING, 'server/digests', 'not in it'],
  ]),
  ...of('server/database/deliveries.ts', [
    ['when somebody is told is not shown to senders', "outbox.chosen_by is not null and ${fate} not in ('bounced', 'failed')", 'false', 'notice-times', 'by day and by night'],
  ]),
  ...of('server/database/releases.ts', [
    ['who is invited is told at once', 'account === null || invitation !== null ? [] : account', 'account === null ? [] : account', 'server/digests', 'never held back'],
  ]),
  ...of('server/database/sessions.ts', [
    ['the idle time is the practice’s', ".where('sessions.last_active_at', '>', lastMoment(idle, sql`practices.policies`))", ".where('sessions.last_active_at', '>', idle.idleSince)", 'server/policies', 'shorter or longer'],
  ]),
  ...of('web/session/vault/vault.ts', [
    ['nothing opens on a state that nobody has vouched for', "if (context.unlocked?.unwitnessed && !BEFORE_WITNESSED.has(work)) throw new VaultError('second_factor_needed');", NOTHING, 'rolled-back-state', 'second factor must come first'],
  ]),
  ...of('web/session/vault/open-account.ts', [
    ['what could not be witnessed is witnessed later', 'await refuseOlderState(context, unwitnessed);', NOTHING, 'rolled-back-state', 'second factor must come first'],
  ]),
  ...of('web/session/vault/coworkers.ts', [
    ['nobody is signed for in another role than was offered', 'role === own.role && ', NOTHING, 'web/coworkers', 'in another role'],
  ]),
  ...of('web/session/vault/colleagues.ts', [
    ['my administrator is whom I have signed for', 'const signed = await verifyMemberProposal(proposal, signPublicKey).catch(() => null);', "const signed = JSON.parse(proposal.json) as Member;", 'false-colleague', 'a stranger who passes|whom this account'],
  ]),
];
