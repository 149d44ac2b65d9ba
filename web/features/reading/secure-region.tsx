// The sealed part of a message that was opened: text and attachments; or one clear word that it was refused.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { formatMoment } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { Callout } from '../../ui/callout.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { SealedPanel } from '../../ui/panel.tsx';
import { paths } from '../../ui/paths.ts';
import { AttachmentList } from './attachment-list.tsx';
import { Body } from './body.tsx';
import { PartName } from './part-name.tsx';
import styles from './reading.module.css';

const words = text.reading.secure;

/** `suffix`: where more than one message is open, which of them; for screen readers. */
export function SecureRegion({ message, suffix }: { message: OpenedMessage; suffix?: string }) {
  const { session } = useSession();
  const { summary, secure } = message;
  const label = <PartName name={words.name} suffix={suffix} />;
  if (secure.status === 'failed') {
    return (
      <SealedPanel role="region" label={label}>
        <Refused reason={secure.reason} />
      </SealedPanel>
    );
  }
  const expires = secure.expires === null ? undefined : <p>{words.expires(formatMoment(secure.expires))}</p>;
  return (
    <SealedPanel role="region" label={label} hint={words.hint} readers={otherReaders(message, session?.address)} footer={expires}>
      <Body body={secure.body} otherwise={secure.attachments.length > 0 ? words.emptyWithFiles : words.empty} />
      {secure.attachments.length > 0 && <AttachmentList message={summary.id} attachments={secure.attachments} />}
    </SealedPanel>
  );
}

function Refused({ reason }: { reason: Extract<OpenedMessage['secure'], { status: 'failed' }>['reason'] }) {
  const refused = text.reading.failed;
  if (reason === 'keys_changed') {
    return (
      <Callout tone="danger" title={refused.keysTitle} actions={<ButtonLink size="small" href={paths.trust}>{text.reading.senderAlarm.look}</ButtonLink>}>
        <p>{refused.keysText}</p>
      </Callout>
    );
  }
  if (reason === 'started_again') {
    return (
      <Callout tone="info" title={refused.startedAgainTitle}>
        <p>{refused.startedAgainText}</p>
        <p className={styles['advice']}>{refused.startedAgainAdvice}</p>
      </Callout>
    );
  }
  return (
    <Callout tone="danger" title={refused.title}>
      <p>{refused.text}</p>
      <p className={styles['advice']}>{refused.advice}</p>
    </Callout>
  );
}

/** Everybody but oneself who holds a key to it. */
function otherReaders({ summary }: OpenedMessage, self: string | undefined): string[] {
  const everybody = [summary.sender, ...summary.recipients].filter((person) => person.address !== self);
  return [...new Map(everybody.map((person) => [person.address, person.name === '' ? person.address : person.name])).values()];
}
