// What the owner of a mailbox may change about messages in it: one, or many in one request.
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { actorOf, recordAll } from '../../database/activity.ts';
import { type DeliveryChange, lockUnopened, type MailboxItem, updateDeliveries } from '../../database/deliveries.ts';
import type { ActiveSession } from '../../database/sessions.ts';
import type { Tables } from '../../database/tables.ts';
import type { DeliveryRole, Folder } from '../../database/tables/mailbox.ts';
import * as wire from '../wire.ts';

/** Of one request, and of one transaction. */
export const ITEMS_MAX = 500;

const role = z.enum(['sender', 'recipient']);
const marks = {
  read: z.boolean().optional(),
  folder: z.enum(['inbox', 'sent', 'archive', 'trash']).optional(),
  starred: z.boolean().optional(),
};

/** `role`: of a message to oneself, which of the two. */
export const changeBody = z.strictObject({ ...marks, role: role.optional() });

const messages = z.array(z.strictObject({ id: wire.id, role })).min(1).max(ITEMS_MAX);
export const itemsBody = z.strictObject({ messages });
export const changeManyBody = z
  .strictObject({ messages, ...marks })
  .refine(({ messages: items, folder }) => items.every((each) => !isForeign(folder, each.role)), { path: ['folder'] });

/** What was received never lies in Sent, nor what was sent in the inbox. */
export function isForeign(folder: Folder | undefined, of: DeliveryRole): boolean {
  return folder === (of === 'sender' ? 'inbox' : 'sent');
}

export function item({ id, role: of }: { id: string; role: DeliveryRole }): MailboxItem {
  return { message: id, role: of };
}

type Changing = { session: ActiveSession; items: readonly MailboxItem[]; change: DeliveryChange; now: Date };

/** Those that are opened by it are recorded as opened, once each. */
export async function changeMessages(database: Kysely<Tables>, { session, items, change, now }: Changing): Promise<void> {
  const { account } = session;
  await database.transaction().execute(async (writer) => {
    const opened = change.read === true ? await lockUnopened(writer, { account, items }) : [];
    await updateDeliveries(writer, { account, items, change, now });
    await recordAll(writer, opened.map((id) => ({ event: 'message-opened', account, by: actorOf(session), on: { subject: 'message', id }, now })));
  });
}
