// What the server asks of a way to send mail, and how a sending can fail.

/** A mailbox with the name that stands beside it. */
export type Mailbox = { name: string; address: string };

export type Mail = {
  /** 22 characters of base64url. A mail sent again under its id is recognised as the same one by whoever can. */
  id: string;
  to: string;
  from: Mailbox;
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
};

/** `providerId` is the provider's own name for the mail, where there is one: its reports carry it. */
export type Accepted = { providerId: string | null };

export interface Mailer {
  /** Fulfils when somebody else has taken charge of the mail. Throws MailError. */
  send(mail: Mail): Promise<Accepted>;
  close(): Promise<void>;
}

/** Why a mail did not arrive, as stable words for the screens. `complained` and `delayed` mark mail that was not lost. */
export const MAIL_DETAILS = [
  'recipient_refused',
  'no_such_mailbox',
  'mailbox_full',
  'too_large',
  'content_refused',
  'suppressed',
  'refused',
  'given_up',
  'complained',
  'delayed',
] as const;
export type MailDetail = (typeof MAIL_DETAILS)[number];

export type MailFailure =
  | { permanent: true; detail: MailDetail; cause?: unknown }
  | { permanent: false; retryAfterSeconds?: number; cause?: unknown };

/** Its message never holds an address or what the other side said. */
export class MailError extends Error {
  readonly code: 'mail_refused' | 'mail_unavailable';
  readonly failure: MailFailure;

  constructor(failure: MailFailure) {
    super(failure.permanent ? `the mail was refused: ${failure.detail}` : 'the mail could not be handed over now', { cause: failure.cause });
    this.name = 'MailError';
    this.code = failure.permanent ? 'mail_refused' : 'mail_unavailable';
    this.failure = failure;
  }
}
