// One-time tickets between two steps of the same thing: what each kind remembers, how they are given and taken.
import { ApiError } from '../api-error.ts';
import type { Executor } from '../database/executor.ts';
import type { TicketPurpose } from '../database/tables/access.ts';
import { findTicket, insertTicket, takeTicket } from '../database/tickets.ts';
import { createToken, hashOf } from '../token.ts';

/** `token`: base64url of the sign-up token's SHA-256, where one was needed. */
export type SignUpTicket = { address: string; userIdentifier: string; token: string | null };
export type PasswordTicket = { userIdentifier: string };
export type RecoveryTicket = { userIdentifier: string };
/** `mailbox`: the mailed token came back, so the address is proved. */
export type RedemptionTicket = { invitation: string; mailbox: boolean };
export type RegistrationTicket = { invitation: string; userIdentifier: string };
/** `change`: the one that it finishes. */
export type AddressChangeTicket = { userIdentifier: string; change: string };
export type RestartTicket = { restart: string; userIdentifier: string };

/** `sealed`: the new secret, base64url, as it will be kept. */
export type SetUpTicket = { sealed: string };

type Payloads = {
  'sign-up': SignUpTicket;
  reauthentication: Record<string, never>;
  password: PasswordTicket;
  recovery: RecoveryTicket;
  redemption: RedemptionTicket;
  registration: RegistrationTicket;
  restart: RestartTicket;
  'address-change': AddressChangeTicket;
  /** The password is proved, the second factor not yet. */
  'second-factor': Record<string, never>;
  'second-factor-set-up': SetUpTicket;
  'passkey-adding': Record<string, never>;
  /** Of nobody yet: the passkey says whose it is. */
  'passkey-log-in': Record<string, never>;
  'passkey-second-factor': Record<string, never>;
  /** In place of a code, where something about the account is changed. */
  'passkey-change': Record<string, never>;
};

/** How long each serves. */
export const TICKET_MINUTES: Record<TicketPurpose, number> = {
  'sign-up': 60,
  reauthentication: 5,
  password: 15,
  recovery: 15,
  // Somebody reads what the page says and thinks of a password meanwhile.
  redemption: 120,
  registration: 15,
  restart: 15,
  'address-change': 15,
  'second-factor': 5,
  'second-factor-set-up': 15,
  'passkey-adding': 15,
  'passkey-log-in': 5,
  'passkey-second-factor': 5,
  'passkey-change': 5,
};

type Giving<Purpose extends TicketPurpose> = { purpose: Purpose; account: string | null; payload: Payloads[Purpose]; now: Date };

/** The ticket's token, 43 characters. */
export async function giveTicket<Purpose extends TicketPurpose>(database: Executor, giving: Giving<Purpose>): Promise<string> {
  const { token, hash } = createToken();
  const { now, ...ticket } = giving;
  await insertTicket(database, { ...ticket, tokenHash: hash, expiresAt: new Date(now.getTime() + TICKET_MINUTES[ticket.purpose] * 60_000) });
  return token;
}

type Showing<Purpose extends TicketPurpose> = { purpose: Purpose; token: string; now: Date };
type Shown<Purpose extends TicketPurpose> = { account: string | null; payload: Payloads[Purpose] };

/** Takes the ticket, or throws ticket_expired. Within a transaction that fails it stays. */
export async function useTicket<Purpose extends TicketPurpose>(
  database: Executor,
  { purpose, token, now }: Showing<Purpose>,
): Promise<Shown<Purpose>> {
  const ticket = await takeTicket(database, { tokenHash: hashOf(token), purpose, now });
  if (ticket === null) throw new ApiError('ticket_expired');
  return ticket as Shown<Purpose>;
}

/** What the ticket stands for, without taking it, or throws ticket_expired. */
export async function readTicket<Purpose extends TicketPurpose>(
  database: Executor,
  { purpose, token, now }: Showing<Purpose>,
): Promise<Shown<Purpose>> {
  const ticket = await findTicket(database, { tokenHash: hashOf(token), purpose, now });
  if (ticket === null) throw new ApiError('ticket_expired');
  return ticket as Shown<Purpose>;
}

/** The password, given again by whoever is signed in; or throws ticket_expired. */
export async function useReauthentication(database: Executor, { reauth, account, now }: { reauth: string; account: string; now: Date }): Promise<void> {
  const ticket = await useTicket(database, { purpose: 'reauthentication', token: reauth, now });
  if (ticket.account !== account) throw new ApiError('ticket_expired');
}
