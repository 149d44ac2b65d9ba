// Sessions, pending log-ins, one-time tickets, confirmations and rate limits (migration 0002). Tokens are kept as SHA-256.
import type { JSONColumnType, Selectable } from 'kysely';

export type TicketPurpose =
  | 'sign-up'
  | 'reauthentication'
  | 'password'
  | 'recovery'
  | 'redemption'
  | 'registration'
  | 'restart';

type SessionsTable = {
  id: string;
  token_hash: Buffer;
  account_id: string;
  share: Buffer;
  user_agent: string;
  client_address: string;
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
type RateLimitsTable = { bucket: Buffer; used: number; resets_at: Date };

export type AccessTables = {
  sessions: SessionsTable;
  log_ins: LogInsTable;
  tickets: TicketsTable;
  confirmations: ConfirmationsTable;
  restarts: RestartsTable;
  sign_up_tokens: SignUpTokensTable;
  rate_limits: RateLimitsTable;
};

export type SessionRow = Selectable<SessionsTable>;
