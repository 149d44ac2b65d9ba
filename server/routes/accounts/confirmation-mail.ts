// What goes to the mailbox of an address that somebody registers with: the link that confirms it or, where it is another account's or kept
// for one, that it is so. The same queries whatever comes of them.
import { findConfirmed } from '../../database/accounts.ts';
import type { Writer } from '../../database/executor.ts';
import { keptUntil } from '../../database/former-addresses.ts';
import { mailAddressKept, mailAddressTaken, mailConfirmation } from '../mails.ts';

type Registered = { recipient: string; account: string; practice: string | null; confirmation: string; now: Date };

export async function mailRegistered(writer: Writer, { confirmation, ...mail }: Registered): Promise<void> {
  const { recipient: address, account, now } = mail;
  const taken = await findConfirmed(writer, address);
  const kept = await keptUntil(writer, { account, address, now });
  if (taken !== null) await mailAddressTaken(writer, mail);
  else if (kept !== null) await mailAddressKept(writer, { ...mail, until: kept });
  else await mailConfirmation(writer, { ...mail, confirmation });
}
