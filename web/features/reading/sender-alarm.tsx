// Uncertain senders are said where the message is read, not only as a small sign.
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { Callout } from '../../ui/callout.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';

export function SenderAlarm({ message: { summary, secure } }: { message: OpenedMessage }) {
  const { kind } = summary.sender.verification;
  // Of a message that was refused one word is enough.
  if (secure.status === 'failed' || summary.role === 'sender' || (kind !== 'changed' && kind !== 'unconfirmed')) return null;
  const words = text.reading.senderAlarm;
  return (
    <Callout
      tone="danger"
      title={kind === 'changed' ? words.changedTitle : words.unconfirmedTitle}
      actions={kind === 'changed' ? <ButtonLink size="small" href={paths.trust}>{words.look}</ButtonLink> : undefined}
    >
      <p>{kind === 'changed' ? words.changedText : words.unconfirmedText}</p>
    </Callout>
  );
}
