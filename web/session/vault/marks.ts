// What one does with messages in one's own mailbox: marking, moving, removing for good. Many go in one request.
import { answer, settled } from '../api.ts';
import { noteMarks, noteRemoved, noteTrashEmptied } from '../search/catalogue.ts';
import type { Marks, MessagePlace } from '../vault-api/mailbox.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';

/** What one request takes. */
const AT_ONCE = 500;

export async function markMessages(context: VaultContext, { messages, marks }: { messages: readonly MessagePlace[]; marks: Marks }): Promise<void> {
  for (const some of portions(messages)) {
    await settled(context.api.messages.$patch({ json: { messages: some, ...marks } }));
    noteMarks(context, { messages: some, marks });
  }
}

export async function removeMessages(context: VaultContext, messages: readonly MessagePlace[]): Promise<void> {
  for (const some of portions(messages)) {
    await settled(context.api.messages.remove.$post({ json: { messages: some } }));
    // What was opened of them goes from this device's memory too.
    for (const { id } of some) requireUnlocked(context).messages.delete(id);
    noteRemoved(context, some);
  }
}

export async function emptyTrash(context: VaultContext): Promise<void> {
  let removed = 1;
  while (removed > 0) ({ removed } = await answer(context.api.messages['empty-trash'].$post()));
  noteTrashEmptied(context);
}

function portions(messages: readonly MessagePlace[]) {
  const all = messages.map(({ id, role }) => ({ id: requireId(id), role }));
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, index) => all.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}
