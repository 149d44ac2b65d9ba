// The members of a practice as its administrators see and change them. Who changes anything locks the practice first, so that two
// administrators who act at once take turns, and each sees what the other has done.
import { sql } from 'kysely';
import { type Actor, recordAll } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import { cancelInvitationsOf } from './invitations.ts';
import { secondFactorOf } from './second-factors.ts';
import { removeReceiver } from './practice-texts.ts';
import { lockPractice } from './storage.ts';
import { closeAccount, endEverything, openAccount } from './suspensions.ts';
import type { MemberRole, StoredObject, Suspender } from './tables/accounts.ts';
import type { MailStatus } from './tables/mailbox.ts';

export type Member = { account: string; role: MemberRole; suspended: boolean; object: StoredObject; joinedAt: Date; madeHere: boolean };

/** All members, as they are until the transaction ends. */
export async function lockMembers(writer: Writer, practice: string): Promise<Member[]> {
  await lockPractice(writer, practice);
  return await writer
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select(['members.account_id as account', 'members.role', 'members.object', 'members.joined_at as joinedAt', 'members.made_here as madeHere'])
    .select(sql<boolean>`accounts.suspended_at is not null`.as('suspended'))
    .where('members.practice_id', '=', practice)
    .execute();
}

/** The role of somebody in the practice, as it stays until the transaction ends. Null: not a member, or suspended. */
export async function holdRole(writer: Writer, { account, practice }: { account: string; practice: string }): Promise<MemberRole | null> {
  const row = await writer
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select('members.role')
    .where('members.account_id', '=', account)
    .where('members.practice_id', '=', practice)
    .where('accounts.suspended_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  return row?.role ?? null;
}

export async function updateRole(writer: Writer, { account, role }: { account: string; role: MemberRole }): Promise<void> {
  await writer.updateTable('members').set({ role }).where('account_id', '=', account).execute();
}

export async function updateObject(writer: Writer, { account, object }: { account: string; object: StoredObject }): Promise<void> {
  await writer.updateTable('members').set({ object }).where('account_id', '=', account).execute();
}

/**
 * Ends a membership, the place among the receivers of the practice's texts, and everything that is signed in. An account that began here is closed and can be taken back; any other goes on as
 * a guest. Their open invitations end: they know the codes.
 */
export async function removeMember(writer: Writer, { member, practice, by, now }: { member: Member; practice: string; by: Actor; now: Date }): Promise<void> {
  const { account, role, object, joinedAt, madeHere } = member;
  await writer.deleteFrom('members').where('account_id', '=', account).execute();
  await removeReceiver(writer, { practice, account });
  const ended = await cancelInvitationsOf(writer, { inviter: account, practice });
  await recordAll(writer, ended.map((id) => ({ event: 'invitation-cancelled', account, practice, by, on: { subject: 'invitation', id }, now })));
  if (!madeHere) {
    await openAccount(writer, account);
    return await endEverything(writer, account);
  }
  await writer.insertInto('former_members').values({ account_id: account, practice_id: practice, role, object, joined_at: joinedAt, left_at: now }).execute();
  await closeAccount(writer, { account, suspender: 'practice', now });
}

/** Who was removed comes back in the role they had; null where nobody such left. */
export async function findFormer(writer: Executor, { account, practice }: { account: string; practice: string }): Promise<{ role: MemberRole } | null> {
  const row = await writer.selectFrom('former_members').select('role').where('account_id', '=', account).where('practice_id', '=', practice).executeTakeFirst();
  return row ?? null;
}

export async function returnMember(writer: Writer, account: string): Promise<void> {
  const former = await writer.deleteFrom('former_members').where('account_id', '=', account).returning(['practice_id', 'role', 'object', 'joined_at']).executeTakeFirstOrThrow();
  await writer.insertInto('members').values({ account_id: account, made_here: true, ...former }).execute();
  await openAccount(writer, account);
}

/** Of each of these accounts, what it and its administrator have signed about its membership, also where it has ended since. */
export async function findMemberships(database: Executor, accounts: readonly string[]): Promise<Map<string, StoredObject>> {
  if (accounts.length === 0) return new Map();
  const rows = await database
    .selectFrom('members')
    .select(['account_id', 'object'])
    .where('account_id', 'in', accounts)
    .unionAll(database.selectFrom('former_members').select(['account_id', 'object']).where('account_id', 'in', accounts))
    .execute();
  return new Map(rows.map(({ account_id: account, object }) => [account, object]));
}

export type RosterMember = {
  account: string;
  name: string;
  address: string;
  role: MemberRole;
  joinedAt: Date;
  suspendedAt: Date | null;
  suspendedBy: Suspender | null;
  madeHere: boolean;
  attested: boolean;
  secondFactor: boolean;
};

export async function listRoster(database: Executor, practice: string): Promise<RosterMember[]> {
  return await database
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select([
      'accounts.id as account',
      'accounts.name',
      'accounts.address',
      'members.role',
      'members.joined_at as joinedAt',
      'accounts.suspended_at as suspendedAt',
      'accounts.suspended_by as suspendedBy',
      'members.made_here as madeHere',
      sql<boolean>`jsonb_array_length(members.object -> 'signatures') = 2`.as('attested'),
      secondFactorOf('accounts.id').as('secondFactor'),
    ])
    .where('members.practice_id', '=', practice)
    .orderBy('accounts.name')
    .execute();
}

export type FormerMember = { account: string; name: string; address: string; role: MemberRole; leftAt: Date };

export async function listFormer(database: Executor, practice: string): Promise<FormerMember[]> {
  return await database
    .selectFrom('former_members')
    .innerJoin('accounts', 'accounts.id', 'former_members.account_id')
    .select(['accounts.id as account', 'accounts.name', 'accounts.address', 'former_members.role', 'former_members.left_at as leftAt'])
    .where('former_members.practice_id', '=', practice)
    .orderBy('accounts.name')
    .execute();
}

export type CoworkerInvitation = {
  id: string;
  address: string;
  role: MemberRole;
  inviter: { account: string; name: string };
  createdAt: Date;
  expiresAt: Date;
  pausedUntil: Date | null;
  codeAskedAt: Date | null;
  mailStatus: MailStatus | null;
  /** For a member, who starts again. */
  restart: boolean;
};

/** Open ones, and those that have run out and were not cancelled, newest first. */
export async function listCoworkerInvitations(database: Executor, practice: string): Promise<CoworkerInvitation[]> {
  const rows = await database
    .selectFrom('invitations')
    .innerJoin('accounts', 'accounts.id', 'invitations.inviter_id')
    .select([
      'invitations.id',
      'invitations.address',
      'invitations.role',
      'invitations.restart',
      'invitations.inviter_id',
      'accounts.name as inviter_name',
      'invitations.created_at as createdAt',
      'invitations.expires_at as expiresAt',
      'invitations.paused_until as pausedUntil',
      'invitations.code_asked_at as codeAskedAt',
    ])
    .select((select) =>
      select
        .selectFrom('outbox')
        // Whoever is invited is told at once: none of theirs waits.
        .select(sql<MailStatus>`outbox.status`.as('status'))
        .whereRef('outbox.invitation_id', '=', 'invitations.id')
        .where('outbox.kind', '=', 'coworker')
        .orderBy('outbox.created_at', 'desc')
        .limit(1)
        .as('mailStatus'),
    )
    .where('invitations.practice_id', '=', practice)
    .where('invitations.role', 'is not', null)
    .where('invitations.status', 'in', ['open', 'expired'])
    .orderBy('invitations.created_at', 'desc')
    .limit(500)
    .execute();
  return rows.flatMap(({ role, inviter_id: account, inviter_name: name, ...row }) => (role === null ? [] : [{ ...row, role, inviter: { account, name } }]));
}

/** Why somebody with this address cannot be invited as a coworker. */
export type Obstacle = 'member' | 'former' | 'unavailable' | 'invited';

/** Of these addresses, those that cannot be invited into the practice. */
export async function findObstacles(
  database: Executor,
  { practice, addresses, now }: { practice: string; addresses: readonly string[]; now: Date },
): Promise<Map<string, Obstacle>> {
  if (addresses.length === 0) return new Map();
  const people = await database
    .selectFrom('accounts')
    .leftJoin('members', 'members.account_id', 'accounts.id')
    .leftJoin('former_members', 'former_members.account_id', 'accounts.id')
    .select(['accounts.address', 'accounts.suspended_at', 'members.practice_id as member', 'former_members.practice_id as former'])
    .where('accounts.address', 'in', addresses)
    .where('accounts.confirmed_at', 'is not', null)
    .execute();
  const invited = await database
    .selectFrom('invitations')
    .select('address')
    .where('practice_id', '=', practice)
    .where('address', 'in', addresses)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .execute();
  const found = new Map<string, Obstacle>(invited.map(({ address }) => [address, 'invited']));
  for (const { address, suspended_at: suspendedAt, member, former } of people) {
    if (member === practice) found.set(address, 'member');
    else if (former === practice) found.set(address, 'former');
    // Where somebody works, or that they were shut out, is not this practice's to know.
    else if (member !== null || suspendedAt !== null) found.set(address, 'unavailable');
  }
  return found;
}
