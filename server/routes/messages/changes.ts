// What the owner of a mailbox may change about messages in it: one, or many in one request.
import { z } from 'zod';
import type { MailboxItem } from '../../database/deliveries.ts';
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
