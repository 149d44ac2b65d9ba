// Who a line of a conversation says wrote the message.
import type { MessageSummary } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';

type Row = Pick<MessageSummary, 'role' | 'sender'>;

/** The name; but the address where there is none, or where others in the conversation go by the same name under another address. */
export function whoWrote({ role, sender }: Row, conversation: readonly Row[]): string {
  if (role === 'sender') return text.reading.you;
  const isShared = conversation.some((other) => other.sender.name === sender.name && other.sender.address !== sender.address);
  return sender.name === '' || isShared ? sender.address : sender.name;
}
