// Accounts, practices and what ties them together (migrations 0001 and 0004).
import type { Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { Language } from '../../language.ts';
import type { NoticePolicy } from '../../notice-times.ts';

/** The wire form of every signed object; `json` is the exact signed text. */
export type StoredObject = { readonly json: string; readonly signatures: readonly string[] };
export type ObjectColumn = JSONColumnType<StoredObject, StoredObject, StoredObject>;

export type Plan = 'free' | 'paid';
export type MemberRole = 'owner' | 'administrator' | 'member';
/** `owner`: by whoever had the account and has deleted it, which nobody undoes (migration 0024). */
export type Suspender = 'operator' | 'practice' | 'owner';
export type PracticePolicies = {
  completeLink: boolean;
  /** After how many minutes without a person members are logged off; null: the server's idle time. */
  idleMinutes: number | null;
  /** Members without a second factor get no further than setting one up. */
  secondFactor: boolean;
  /** Who invites people from outside. */
  inviting: 'everybody' | 'administrators';
  /** Beyond their coworkers, members write to addresses of these domains alone; none: to anybody. */
  allowedDomains: readonly string[];
  /** After how many days messages of members are deleted for everybody, unless their writer chooses otherwise; null: never. */
  expiryDays: 7 | 30 | 90 | null;
  /** How late members may choose to hear of messages by e-mail. */
  notices: NoticePolicy;
};
/** Of a practice that has decided nothing yet. */
export const FIRST_POLICIES: PracticePolicies = { completeLink: false, idleMinutes: null, secondFactor: false, inviting: 'everybody', allowedDomains: [], expiryDays: null, notices: 'any' };

type PracticesTable = {
  id: string;
  name: string;
  plan: Plan;
  policies: JSONColumnType<PracticePolicies, PracticePolicies, PracticePolicies>;
  reply_to: string | null;
  object: ObjectColumn;
  created_at: Date;
  /** Null: what the plan allows. */
  storage_bytes: Generated<number | null>;
  /** Of people who belong to it (migration 0031); null: what the plan allows. */
  member_limit: Generated<number | null>;
  /** When its last member went (migration 0024). */
  ended_at: Generated<Date | null>;
};

type AccountsTable = {
  id: string;
  address: string;
  name: string;
  /** What a guest wrote of the practice they work for; members have their practice instead. */
  practice_name: string | null;
  user_identifier: string;
  opaque_record: Buffer;
  kem_public_key: Buffer;
  kit_proof_hash: Buffer;
  sign_up_browser_hash: Buffer | null;
  confirmed_at: Date | null;
  created_at: Date;
  /** Of a guest; null: the default. */
  storage_bytes: Generated<number | null>;
  /** Since when nobody can log in to it; the operator decides that (migration 0011). */
  suspended_at: Generated<Date | null>;
  /** Who did it; only they undo it (migration 0017). */
  suspended_by: Generated<Suspender | null>;
  /** Since when its practice keeps it closed, whether the operator does or not (migration 0017). */
  practice_closed_at: Generated<Date | null>;
  /** In which its mails come; null: not known yet (migration 0020). */
  language: Generated<Language | null>;
  /** When its owner deleted it (migration 0024). */
  deleted_at: Generated<Date | null>;
};

type MembersTable = {
  account_id: string;
  practice_id: string;
  role: MemberRole;
  /** One signature: the account's, until the administrator's browser has verified the access code and signs too. */
  object: ObjectColumn;
  joined_at: Date;
  /** Whether the account began in this practice (migration 0017). */
  made_here: Generated<boolean>;
};
type FormerMembersTable = { account_id: string; practice_id: string; role: MemberRole; object: ObjectColumn; joined_at: Date; left_at: Date };
type IdentitiesTable = { account_id: string; sequence: number; hash: Buffer; object: ObjectColumn; created_at: Date };
type RevocationsTable = { account_id: string; identity_hash: Buffer; object: ObjectColumn; created_at: Date };
type WrapsTable = { account_id: string; name: 'password' | 'kit'; version: number; sealed: Buffer };
type SponsorshipsTable = { account_id: string; practice_id: string; created_at: Date };

export type InvitationStatus = 'open' | 'claimed' | 'expired' | 'cancelled';

type InvitationsTable = {
  id: string;
  address: string;
  practice_id: string;
  inviter_id: string;
  object: ObjectColumn;
  kem_public_key: Buffer;
  proof_hash: Buffer | null;
  escrow: Buffer | null;
  restart: boolean;
  /** Of the coworker whom it makes; null: a guest's. */
  role: Generated<MemberRole | null>;
  status: InvitationStatus;
  created_at: Date;
  expires_at: Date;
  wrong_tries: Generated<number>;
  wrong_tries_since: Date | null;
  paused_until: Date | null;
  code_asked_at: Date | null;
  claim: Buffer | null;
  claimed_by: string | null;
  claimed_at: Date | null;
};

type AddressChangeStatus = 'open' | 'stopped' | 'done';
/** Of an account that is about to change its address (migration 0025). */
type AddressChangesTable = {
  id: string;
  account_id: string;
  old_address: string;
  address: string;
  status: AddressChangeStatus;
  asked_at: Date;
  expires_at: Date;
  /** The new mailbox has answered. */
  answered_at: Date | null;
  /** The old mailbox lets it go on at once. */
  agreed_at: Date | null;
};
/** How a practice is reached, as signed (migration 0029). */
type PracticeProfilesTable = {
  practice_id: string;
  object: ObjectColumn;
  hash: Buffer;
  edition: number;
  signer_id: string | null;
  logo: Generated<Buffer | null>;
  changed_at: Date;
};
/** Of a member, for one edition of it. */
type ProfileVouchersTable = { account_id: string; object: ObjectColumn; profile_hash: Buffer; made_at: Date };
/** What a member has signed of somebody whose keys they have verified (migration 0033). */
type StatementsTable = { by_id: string; account_id: string; address: string; object: ObjectColumn; made_at: Date };
type FormerAddressesTable = { account_id: string; address: string; left_at: Date };

export type AccountTables = {
  practices: PracticesTable;
  accounts: AccountsTable;
  members: MembersTable;
  former_members: FormerMembersTable;
  identities: IdentitiesTable;
  revocations: RevocationsTable;
  wraps: WrapsTable;
  sponsorships: SponsorshipsTable;
  invitations: InvitationsTable;
  address_changes: AddressChangesTable;
  former_addresses: FormerAddressesTable;
  practice_profiles: PracticeProfilesTable;
  profile_vouchers: ProfileVouchersTable;
  statements: StatementsTable;
};

export type AccountRow = Selectable<AccountsTable>;
export type NewAccountRow = Insertable<AccountsTable>;
export type NewPracticeRow = Insertable<PracticesTable>;
export type AddressChangeRow = Selectable<AddressChangesTable>;
export type InvitationRow = Selectable<InvitationsTable>;
export type NewInvitationRow = Insertable<InvitationsTable>;
