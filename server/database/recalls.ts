// Recalling a message from people who have not opened it (migration 0019). Opening and recalling meet on the delivery's row: one of
// the two comes first, and the other finds that out.
import type { Writer } from './executor.ts';
import { deleteUnheld } from './removals.ts';

export type Recall = {
  recalled: string[];
  /** Of these, the sealed message was given to their device before, to show it in a list perhaps. */
  fetched: string[];
  /** Opened it first. */
  opened: string[];
};

/** `attachments`: of a message that nobody has any more; their rows are gone, and the caller removes their blobs. */
export type Recalled = { recall: Recall; attachments: string[] };

export type Recalling = { account: string; message: string; addresses: readonly string[]; now: Date };

/** Null where the account has sent no such message, or it has not gone out yet. */
export async function recall(writer: Writer, { account, message, addresses, now }: Recalling): Promise<Recalled | null> {
  const sent = await writer.selectFrom('messages').select('id').where('id', '=', message).where('sender_id', '=', account).where('release_at', 'is', null).forUpdate().executeTakeFirst();
  if (sent === undefined) return null;
  // An opening that holds a row is waited for, and the condition is asked again after it.
  const rows = await writer
    .updateTable('deliveries')
    .set({ folder: 'recalled', recalled_at: now, trashed_at: null, starred: false })
    .where('message_id', '=', message)
    .where('role', '=', 'recipient')
    .where('hand_over_id', 'is', null)
    .where('address', 'in', addresses)
    .where('opened_at', 'is', null)
    .where('folder', 'not in', ['held', 'recalled'])
    .returning(['address', 'account_id', 'fetched_at'])
    .execute();
  await recallHandedOn(writer, { message, from: rows.flatMap(({ account_id: id }) => id ?? []), now });
  const recalled = rows.map(({ address }) => address);
  await forgetNotices(writer, { message, recipients: recalled });
  const opened = await writer
    .selectFrom('deliveries')
    .select('address')
    .where('message_id', '=', message)
    .where('role', '=', 'recipient')
    .where('hand_over_id', 'is', null)
    .where('address', 'in', addresses)
    .where('opened_at', 'is not', null)
    .orderBy('stanza')
    .execute();
  const fetched = rows.flatMap(({ address, fetched_at: at }) => (at === null ? [] : address));
  // Its sender may have removed their own copy before.
  const attachments = await deleteUnheld(writer, [message]);
  return { recall: { recalled, fetched, opened: opened.map(({ address }) => address) }, attachments };
}

/** From whom it was handed over to by those who have lost it now, and by these in turn; whoever has opened it keeps it. */
async function recallHandedOn(writer: Writer, { message, from, now }: { message: string; from: readonly string[]; now: Date }): Promise<void> {
  for (let givers = from; givers.length > 0; ) {
    const rows = await writer
      .updateTable('deliveries')
      .set({ folder: 'recalled', recalled_at: now, trashed_at: null, starred: false })
      .where('message_id', '=', message)
      .where('hand_over_id', 'in', (query) => query.selectFrom('hand_overs').select('id').where('giver_id', 'in', givers))
      .where((where) => where('opened_at', 'is', null))
      .where('folder', '<>', 'recalled')
      .returning('account_id')
      .execute();
    givers = rows.flatMap(({ account_id: id }) => id ?? []);
  }
}

/** A notice that has not left need not leave any more. One with an invitation does: it is how that person gets in. */
async function forgetNotices(writer: Writer, { message, recipients }: { message: string; recipients: readonly string[] }): Promise<void> {
  if (recipients.length === 0) return;
  await writer
    .deleteFrom('outbox')
    .where('message_id', '=', message)
    .where('recipient', 'in', recipients)
    .where('invitation_id', 'is', null)
    .where('status', 'in', ['queued', 'waiting', 'gathered', 'failed', 'bounced'])
    .execute();
}
