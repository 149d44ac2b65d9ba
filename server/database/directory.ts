// What anybody may know of people whom they write to: name, practice, identities, keys, revocations. All of it public and signed
// where it matters.
import { sql } from 'kysely';
import type { Executor } from './executor.ts';
import type { StoredObject } from './tables/accounts.ts';

export type DirectoryEntry = {
  account: string;
  address: string;
  name: string;
  /** What the person wrote where they have no practice here. */
  practiceName: string | null;
  practice: { id: string; name: string } | null;
  confirmed: boolean;
  /** Oldest first. */
  identities: StoredObject[];
  kemPublicKey: Buffer;
  revocations: StoredObject[];
};

/** The entries of these accounts. Accounts that do not exist are left out. */
export async function findDirectory(database: Executor, accounts: readonly string[]): Promise<Map<string, DirectoryEntry>> {
  if (accounts.length === 0) return new Map();
  const people = await database
    .selectFrom('accounts')
    .leftJoin('members', 'members.account_id', 'accounts.id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .select([
      'accounts.id',
      'accounts.address',
      'accounts.name',
      'accounts.practice_name',
      'accounts.confirmed_at',
      'accounts.kem_public_key',
      'practices.id as practice_id',
      'practices.name as practice',
      sql<StoredObject[]>`(select coalesce(jsonb_agg(object order by sequence), '[]') from identities where account_id = accounts.id)`.as('identities'),
      sql<StoredObject[]>`(select coalesce(jsonb_agg(object order by created_at), '[]') from revocations where account_id = accounts.id)`.as('revocations'),
    ])
    .where('accounts.id', 'in', accounts)
    .execute();
  return new Map(people.map((person) => [person.id, entryOf(person)]));
}

type PersonRow = Pick<DirectoryEntry, 'address' | 'name' | 'identities' | 'revocations'> & {
  id: string;
  practice_name: string | null;
  confirmed_at: Date | null;
  kem_public_key: Buffer;
  practice_id: string | null;
  practice: string | null;
};

function entryOf({ id, practice_id: practiceId, practice, ...person }: PersonRow): DirectoryEntry {
  return {
    account: id,
    address: person.address,
    name: person.name,
    practiceName: practice ?? person.practice_name,
    practice: practiceId === null || practice === null ? null : { id: practiceId, name: practice },
    confirmed: person.confirmed_at !== null,
    identities: person.identities,
    kemPublicKey: person.kem_public_key,
    revocations: person.revocations,
  };
}

/**
 * Who is listed for these addresses: whoever has confirmed one, and, for the inviter alone, whoever claimed their invitation to
 * it and has not confirmed yet.
 */
export async function findListed(
  database: Executor,
  { addresses, asker }: { addresses: readonly string[]; asker: string },
): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const rows = await database
    .selectFrom('accounts')
    .select(['id', 'address'])
    .where('address', 'in', addresses)
    .where('deleted_at', 'is', null)
    .where((where) =>
      where.or([
        where('confirmed_at', 'is not', null),
        where(
          'id',
          'in',
          where.selectFrom('invitations').select('claimed_by').where('inviter_id', '=', asker).where('claimed_by', 'is not', null),
        ),
      ]),
    )
    .orderBy(sql`confirmed_at is null`, 'desc')
    .execute();
  // The confirmed one comes last and stands.
  return new Map(rows.map((row) => [row.address, row.id]));
}

/** Accounts that had these addresses and were deleted; the newest of each address, account by address. */
export async function findDeleted(database: Executor, addresses: readonly string[]): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const rows = await database.selectFrom('accounts').select(['id', 'address']).where('address', 'in', addresses).where('deleted_at', 'is not', null).orderBy('deleted_at').execute();
  return new Map(rows.map((row) => [row.address, row.id]));
}

/** Of these accounts, those with whom the asker shares a message, a practice or an invitation; and the asker. */
export async function findAcquainted(
  database: Executor,
  { accounts, asker }: { accounts: readonly string[]; asker: string },
): Promise<string[]> {
  if (accounts.length === 0) return [];
  const rows = await sql<{ id: string }>`
    select account.id from accounts as account where account.id = any(${accounts}) and (
      account.id = ${asker}
      or exists (
        select from deliveries as mine join deliveries as theirs using (message_id)
        where mine.account_id = ${asker} and theirs.account_id = account.id
      )
      or exists (
        select from members as mine join members as theirs using (practice_id)
        where mine.account_id = ${asker} and theirs.account_id = account.id
      )
      or exists (
        select from sponsorships as mine join members as theirs using (practice_id)
        where mine.account_id = ${asker} and theirs.account_id = account.id
      )
      or exists (
        select from invitations as invitation
        where (invitation.inviter_id = ${asker} and invitation.claimed_by = account.id)
          or (invitation.claimed_by = ${asker} and invitation.inviter_id = account.id)
      )
    )
  `.execute(database);
  return rows.rows.map((row) => row.id);
}

/** The accounts' kem keys. */
export async function findKemKeys(database: Executor, accounts: readonly string[]): Promise<Map<string, Buffer>> {
  if (accounts.length === 0) return new Map();
  const rows = await database.selectFrom('accounts').select(['id', 'kem_public_key']).where('id', 'in', accounts).execute();
  return new Map(rows.map(({ id, kem_public_key: key }) => [id, key]));
}
