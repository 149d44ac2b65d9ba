// Sessions, pending log-ins, one-time tickets, confirmations and rate limits (migration 0002). Tokens are kept as SHA-256.
import type { JSONColumnType, Selectable } from 'kysely';

/** What came to nothing, and whose it was where the account is known. */
export type TryEvent = 'log-in-failed' | 'recovery-failed';

/** Challenges: tickets whose token an authenticator signs (migration 0022). */
export type PasskeyPurpose = 'passkey-adding' | 'passkey-log-in' | 'passkey-second-factor' | 'passkey-change';

export type TicketPurpose =
  | 'sign-up'
  | 'reauthentication'
  | 'password'
  | 'recovery'
  | 'redemption'
  | 'registration'
  | 'restart'
  | 'second-factor'
  | 'second-factor-set-up'
  | PasskeyPurpose;

type SessionsTable = {
  id: string;
  token_hash: Buffer;
  account_id: string;
  share: Buffer;
  user_agent: string;
  client_address: string;
  /** Two letters, where the operator's proxy says so (migration 0023). */
  country: string | null;
  created_at: Date;
  last_active_at: Date;
};

type LogInsTable = {
  token_hash: Buffer;
  account_id: string | null;
  state: Buffer;
  /** The rate limits that this try counts in, given back when it succeeds. */
  buckets: Buffer[];
  expires_at: Date;
  /** What the activity log says where no finish comes, and from where it was begun (migration 0014). */
  event: TryEvent;
  client_address: string | null;
  begun_at: Date;
};

type TicketsTable = {
  token_hash: Buffer;
  purpose: TicketPurpose;
  account_id: string | null;
  payload: JSONColumnType<object, object, object>;
  expires_at: Date;
};

type ConfirmationsTable = { id: string; account_id: string; expires_at: Date; confirmed_at: Date | null };
type RestartsTable = { id: string; account_id: string; expires_at: Date; used_at: Date | null };
type SignUpTokensTable = { token_hash: Buffer; note: string; created_at: Date; expires_at: Date; used_at: Date | null };
/** `last_step`: the newest time step whose code was used (migration 0015). */
type SecondFactorsTable = { account_id: string; sealed_secret: Buffer; last_step: number; made_at: Date };
type SecondFactorCodesTable = { account_id: string; code_hash: Buffer };
/** `sealed`: the account key for this passkey alone; null: it opens nothing (migration 0022). */
type PasskeysTable = {
  id: string;
  account_id: string;
  credential_id: Buffer;
  public_key: Buffer;
  counter: number;
  transports: string[];
  name: string;
  wrap_version: number;
  sealed: Buffer | null;
  made_at: Date;
  last_used_at: Date | null;
};
type RateLimitsTable = { bucket: Buffer; used: number; resets_at: Date };

export type AccessTables = {
  sessions: SessionsTable;
  log_ins: LogInsTable;
  tickets: TicketsTable;
  confirmations: ConfirmationsTable;
  restarts: RestartsTable;
  sign_up_tokens: SignUpTokensTable;
  rate_limits: RateLimitsTable;
  second_factors: SecondFactorsTable;
  second_factor_codes: SecondFactorCodesTable;
  passkeys: PasskeysTable;
};

export type SessionRow = Selectable<SessionsTable>;
export type PasskeyRow = Selectable<PasskeysTable>;
