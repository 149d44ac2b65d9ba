// Who may do what to whom in a practice. Asked within the transaction that does it, of the members as they are then: what the session
// said when the request came may be over.
import { ApiError } from '../../api-error.ts';
import type { Writer } from '../../database/executor.ts';
import { lockMembers, type Member } from '../../database/members.ts';
import type { ActiveSession } from '../../database/sessions.ts';
import { mayGiveRole } from '../../limits.ts';
import type { Parts } from '../../parts.ts';

export type Acting = { practice: string; actor: Member; members: readonly Member[] };

/** Runs `work` with the practice locked, or throws not_allowed where whoever asks does not administer it any more. */
export async function administer<Done>(
  { database }: Pick<Parts, 'database'>,
  session: ActiveSession,
  work: (writer: Writer, acting: Acting) => Promise<Done>,
): Promise<Done> {
  const practice = session.membership?.practice.id;
  if (practice === undefined) throw new ApiError('not_allowed');
  return await database.transaction().execute(async (writer) => {
    const members = await lockMembers(writer, practice);
    const actor = members.find(({ account }) => account === session.account);
    if (actor === undefined || actor.suspended || actor.role === 'member') throw new ApiError('not_allowed');
    return await work(writer, { practice, actor, members });
  });
}

/** The member of this practice whom the actor may change, or not_found, or not_allowed. */
export function changeable({ actor, members }: Acting, account: string): Member {
  const member = members.find((each) => each.account === account);
  if (member === undefined) throw new ApiError('not_found');
  // Only owners touch owners.
  if (!mayGiveRole(actor.role, member.role)) throw new ApiError('not_allowed');
  return member;
}

/** A practice without an owner who can log in is one that nobody can bring back. */
export function assertOwnerWithout({ members }: Acting, { account, role, suspended }: Member): void {
  const others = members.filter((member) => member.account !== account && member.role === 'owner' && !member.suspended);
  if (role === 'owner' && !suspended && others.length === 0) throw new ApiError('last_owner');
}

/** As `changeable`, for what shuts somebody out: never oneself, never the last owner. */
export function removable(acting: Acting, account: string): Member {
  const member = changeable(acting, account);
  assertOwnerWithout(acting, member);
  if (member.account === acting.actor.account) throw new ApiError('not_allowed');
  return member;
}
