// Uncertain senders are said where the message is read, not only as a small sign.
import type { Verification } from '../../session/vault-api/contacts.ts';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { Callout } from '../../ui/callout.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';

export function SenderAlarm({ message: { summary, secure } }: { message: OpenedMessage }) {
  const { verification } = summary.sender;
  const { kind } = verification;
  // Of a message that was refused one word is enough.
  if (secure.status === 'failed' || summary.role === 'sender' || (kind !== 'changed' && kind !== 'unconfirmed')) return null;
  const words = text.reading.senderAlarm;
  const { title, explanation } = wordsFor(verification);
  return (
    <Callout
      tone="danger"
      title={title}
      actions={kind === 'changed' ? <ButtonLink size="small" href={paths.trust}>{words.look}</ButtonLink> : undefined}
    >
      <p>{explanation}</p>
    </Callout>
  );
}

function wordsFor(verification: Verification): { title: string; explanation: string } {
  const words = text.reading.senderAlarm;
  if (verification.kind !== 'changed') return { title: words.unconfirmedTitle, explanation: words.unconfirmedText };
  const { by } = verification;
  return by === undefined ? { title: words.changedTitle, explanation: words.changedText } : { title: words.disputedTitle, explanation: words.disputedText(by) };
}
