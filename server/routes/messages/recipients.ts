// Whether everybody a message was sealed for is still who they were when the sender looked them up, and may be sent this.
import { ApiError } from '../../api-error.ts';
import { findKemKeys, findListed } from '../../database/directory.ts';
import type { Writer } from '../../database/executor.ts';
import { lockInvitations } from '../../database/invitations.ts';
import { countOutsiders, listCoworkers } from '../../database/practices.ts';
import type { InvitationRow } from '../../database/tables/accounts.ts';
import { beyondDomains, maySend } from '../../limits.ts';
import { hashOf } from '../../token.ts';
import type { Sending } from './send.ts';

/** Throws recipient_changed with the addresses to look up anew, domain_not_allowed with those that the practice does not allow, or advanced_not_allowed. */
export async function assertRecipients(writer: Writer, sending: Sending): Promise<void> {
  const { session, body } = sending;
  const { recipients } = body;
  const listed = await findListed(writer, { addresses: recipients.map(({ address }) => address), asker: session.account });
  const open = await openInvitations(writer, sending);
  const keys = await findKemKeys(writer, [...listed.values()]);
  const changed = recipients.filter(({ address, account, invitation, kem }) => {
    const now = listed.get(address);
    if (account !== null) return now !== account || (kem !== undefined && !kem.equals(hashOf(keys.get(account) ?? '')));
    // Nobody encrypts to an invitation once an identity is listed, but to let somebody start again who lost that identity.
    const waiting = open.get(invitation ?? '');
    return waiting?.address !== address || (now !== undefined && !waiting.restart);
  });
  if (changed.length > 0) throw new ApiError('recipient_changed', { addresses: changed.map(({ address }) => address) });
  await assertDomains(writer, sending);
  const accounts = recipients.flatMap(({ account }) => account ?? []);
  const invitees = recipients.length - accounts.length;
  const outsiders = invitees + (body.typeClass === 'standard' ? 0 : await countOutsiders(writer, { sender: session.account, accounts }));
  if (!maySend(session, { typeClass: body.typeClass, outsiders })) throw new ApiError('advanced_not_allowed');
}

/** Whoever is no coworker has an address that the practice allows. */
async function assertDomains(writer: Writer, { session, body }: Sending): Promise<void> {
  const beyond = beyondDomains(session, body.recipients).filter(({ account }) => account !== session.account);
  if (session.membership === null || beyond.length === 0) return;
  const coworkers = await listCoworkers(writer, { practice: session.membership.practice.id, accounts: beyond.flatMap(({ account }) => account ?? []) });
  const refused = beyond.filter(({ account }) => account === null || !coworkers.has(account));
  if (refused.length > 0) throw new ApiError('domain_not_allowed', { addresses: refused.map(({ address }) => address) });
}

/**
 * The open invitations of the sender's practice that the message uses. Their rows stay locked: a claim that comes now waits, and
 * then takes this message along.
 */
async function openInvitations(writer: Writer, { session, body, now }: Sending): Promise<Map<string, InvitationRow>> {
  const rows = await lockInvitations(writer, body.recipients.flatMap(({ invitation }) => invitation ?? []));
  const usable = rows.filter(
    (row) => row.status === 'open' && row.expires_at > now && row.practice_id === session.membership?.practice.id,
  );
  return new Map(usable.map((row) => [row.id, row]));
}
