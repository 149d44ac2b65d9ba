// The mails that routes cause, each put into the outbox by the transaction that causes it. What stands in them is in server/mail.
import type { Actor } from '../database/activity.ts';
import type { Writer } from '../database/executor.ts';
import { enqueue, enqueueAll } from '../database/outbox.ts';

type Greeting = { recipient: string; account: string; practice: string | null; now: Date };

/** The link in it proves the mailbox. */
export async function mailConfirmation(writer: Writer, { confirmation, ...mail }: Greeting & { confirmation: string }): Promise<void> {
  await enqueue(writer, { ...mail, kind: 'confirm', writer: null, message: null, invitation: null, payload: { confirmation } });
}

/** To whoever signed up with an address that has an account: no link that would confirm anything. */
export async function mailAddressTaken(writer: Writer, mail: Greeting): Promise<void> {
  await enqueue(writer, { ...mail, kind: 'address_taken', writer: null, message: null, invitation: null, payload: {} });
}

/** To whoever signed up with an address that an account has left lately. */
export async function mailAddressKept(writer: Writer, { until, ...mail }: Greeting & { until: Date }): Promise<void> {
  await enqueue(writer, { ...mail, kind: 'address_kept', writer: null, message: null, invitation: null, payload: { until: until.getTime() } });
}

export type NoticeMails = {
  to: readonly { address: string; invitation: string | null }[];
  /** Null: the mail only invites. */
  message: string | null;
  practice: string | null;
  notice: { subject: string; text: string };
  sender: { name: string; practice: string | null };
  /** The sender's account. */
  writer: string;
  replyTo: string | null;
  now: Date;
};

/** The same notice to each of `to`, at least one. */
export async function mailNotices(writer: Writer, { notice, sender, replyTo, to, ...mail }: NoticeMails): Promise<void> {
  const payload = { subject: notice.subject, text: notice.text, sender, replyTo };
  await enqueueAll(
    writer,
    to.map(({ address, invitation }) => ({ ...mail, kind: 'notice', account: null, recipient: address, invitation, payload })),
  );
}

type CoworkerMails = { to: readonly { address: string; invitation: string; restart: boolean }[]; practice: string; sender: { name: string; practice: string }; writer: string; now: Date };

/** The way to an account in the practice, to each of `to`. */
export async function mailCoworkers(writer: Writer, { to, sender, ...mail }: CoworkerMails): Promise<void> {
  await enqueueAll(
    writer,
    to.map(({ address, invitation, restart }) => ({ ...mail, kind: 'coworker', account: null, message: null, recipient: address, invitation, payload: { sender, restart } })),
  );
}

type InviterMail = { recipient: string; account: string; invitation: string; address: string; now: Date };

/** Somebody at the invited mailbox has no access code. */
export async function mailCodeAsked(writer: Writer, { address, ...mail }: InviterMail): Promise<void> {
  await enqueue(writer, { ...mail, kind: 'code_asked', writer: null, practice: null, message: null, payload: { address } });
}

/** Somebody tried wrong access codes until the invitation paused. */
export async function mailCodePaused(writer: Writer, { address, pausedUntil, ...mail }: InviterMail & { pausedUntil: Date }): Promise<void> {
  await enqueue(writer, { ...mail, kind: 'code_paused', writer: null, practice: null, message: null, payload: { address, pausedUntil: pausedUntil.getTime() } });
}

type AccountChange =
  | 'recovered'
  | 'restarted'
  | 'password_changed'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'authenticator_added'
  | 'authenticator_removed'
  | 'passkey_added'
  | 'passkey_removed';

type CoworkerDeleted = { owners: readonly { account: string; address: string }[]; name: string; address: string; by: Actor; now: Date };

/** The owners of a practice hear that a coworker has gone, with the mailbox. */
export async function mailCoworkerDeleted(writer: Writer, { owners, name, address, by, now }: CoworkerDeleted): Promise<void> {
  if (owners.length === 0) return;
  await enqueueAll(
    writer,
    owners.map((owner) => ({ kind: 'coworker_deleted', recipient: owner.address, account: owner.account, writer: null, practice: null, message: null, invitation: null, payload: { name, address, at: now.getTime(), ...byOperator(by) }, now })),
  );
}

/** The last mail: it does not hang on the account, and goes out in its language. */
export async function mailAccountDeleted(writer: Writer, { recipient, account, by, now }: AccountMail & { by: Actor }): Promise<void> {
  await enqueue(writer, { kind: 'account_deleted', recipient, account: null, writer: account, practice: null, message: null, invitation: null, payload: { at: now.getTime(), ...byOperator(by) }, now });
}

/** What a mail says of who did it, where it was not its owner. */
function byOperator({ by }: Actor): { by?: 'operator' } {
  return by === 'operator' ? { by } : {};
}

type MoveMail = { account: string; from: string; to: string; now: Date };

/** The new mailbox is asked, or told that its address is `kept` for another, the old one told: each gets the link that only it may follow. */
export async function mailAddressChange(writer: Writer, { account, from, to, change, kept, now }: MoveMail & { change: string; kept: Date | null }): Promise<void> {
  const mail = { account, writer: null, practice: null, message: null, invitation: null, now };
  if (kept === null) await enqueue(writer, { ...mail, kind: 'new_address', recipient: to, payload: { change } });
  else await mailAddressKept(writer, { recipient: to, account, practice: null, until: kept, now });
  await enqueue(writer, { ...mail, kind: 'old_address', recipient: from, payload: { change, address: to, at: now.getTime() } });
}

/** To both mailboxes, and to the owners of the practice. */
export async function mailAddressChanged(
  writer: Writer, { account, from, to, name, owners, now }: MoveMail & { name: string; owners: readonly { account: string; address: string }[] },
): Promise<void> {
  const mail = { writer: null, practice: null, message: null, invitation: null, now };
  const payload = { from, to, at: now.getTime() };
  await enqueueAll(writer, [
    ...[from, to].map((recipient) => ({ ...mail, kind: 'address_changed' as const, recipient, account, payload })),
    ...owners.map((owner) => ({ ...mail, kind: 'coworker_moved' as const, recipient: owner.address, account: owner.account, payload: { ...payload, name } })),
  ]);
}

type AccountMail = { recipient: string; account: string; now: Date };

/** What an owner must hear of, in case it was somebody else. */
export async function mailAccountChanged(writer: Writer, { how, ...mail }: AccountMail & { how: AccountChange }): Promise<void> {
  await enqueue(writer, { ...mail, kind: how, writer: null, practice: null, message: null, invitation: null, payload: { at: mail.now.getTime() } });
}
