// An account goes for good, by its owner's will or by the operator's: what that would do, told first, and doing it. With its last member
// a practice ends.
import { ApiError } from './api-error.ts';
import { lockAccount } from './database/accounts.ts';
import type { Actor } from './database/activity.ts';
import { deleteAccount, endPractice, isLastOwner, listFormerAccounts, measureLeaving } from './database/deletions.ts';
import type { Executor, Writer } from './database/executor.ts';
import { listRoster, lockMembers } from './database/members.ts';
import type { MemberRole } from './database/tables/accounts.ts';
import { mailAccountDeleted, mailCoworkerDeleted } from './routes/mails.ts';

/** Who goes, and where they belong. */
export type Leaver = { account: string; membership: { role: MemberRole; practice: { id: string; name: string } } | null };

export async function foretell(database: Executor, { account, membership }: Leaver) {
  const leaving = await measureLeaving(database, account);
  if (membership === null) return { ...leaving, practice: null };
  const { id, name } = membership.practice;
  const roster = await listRoster(database, id);
  const ends = roster.length <= 1;
  const owners = roster.filter((member) => member.role === 'owner' && member.suspendedAt === null && member.account !== account);
  return {
    ...leaving,
    practice: {
      name,
      /** Nobody else is in it: it ends, and the accounts of removed coworkers with it. */
      ends,
      formerAccounts: ends ? (await listFormerAccounts(database, id)).length : 0,
      lastOwner: membership.role === 'owner' && !ends && owners.length === 0,
    },
  };
}

/** `endsPractice`: what whoever decides was told. */
type Leave = Leaver & { endsPractice: boolean; by: Actor; now: Date };

/**
 * Under the practice's lock, as everything that changes who is in it: of two owners who go at once the second finds what the first has
 * done. Throws last_owner, conflict (told anew before anything is done), not_signed_in (it is gone).
 */
export async function leave(writer: Writer, { account, membership, endsPractice, by, now }: Leave): Promise<void> {
  const practice = membership?.practice ?? null;
  const members = practice === null ? [] : await lockMembers(writer, practice.id);
  if (practice !== null && !members.some((member) => member.account === account)) throw new ApiError('conflict');
  if (isLastOwner({ members, account })) throw new ApiError('last_owner');
  const ends = practice !== null && members.length === 1;
  // Somebody has come or gone since it was told.
  if (ends !== endsPractice) throw new ApiError('conflict');
  const self = await lockAccount(writer, account);
  if (self === null || self.deleted_at !== null) throw new ApiError('not_signed_in');
  // Not to a mailbox that has never answered.
  if (self.confirmed_at !== null) await mailAccountDeleted(writer, { recipient: self.address, account, by, now });
  if (practice !== null && !ends) {
    const owners = (await listRoster(writer, practice.id)).filter((member) => member.role === 'owner' && member.suspendedAt === null && member.account !== account);
    await mailCoworkerDeleted(writer, { owners, name: self.name, address: self.address, by, now });
  }
  if (practice !== null && ends) {
    for (const former of await listFormerAccounts(writer, practice.id)) {
      await lockAccount(writer, former);
      await deleteAccount(writer, { account: former, practice, by, now });
    }
    await endPractice(writer, { practice: practice.id, account, by, now });
  }
  await deleteAccount(writer, { account, practice, by, now });
}
