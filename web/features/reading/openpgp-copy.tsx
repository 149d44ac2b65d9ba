// The dialog in which a message is saved for somebody who only has an OpenPGP certificate: whose it is, whether it can be used,
// what the file will be, and the way there.
'use client';

import { useState } from 'react';
import { useCertificate } from '../../session/use-certificate.ts';
import { type MailCopyState, useMailCopy } from '../../session/use-mail-copy.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { AttachmentView, OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/edge.ts';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text as mailboxText } from '../../text/index.ts';
import { BroughtIntoView } from '../../ui/brought-into-view.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CertificateCard } from '../../ui/certificate/certificate-card.tsx';
import { CertificateField } from '../../ui/certificate/certificate-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { announce } from '../../ui/toasts.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import { COPY_MAX_BYTES, copySize, MAIL_BYTES } from './copy-size.ts';
import styles from './openpgp-copy.module.css';

const words = text.openPgp.copy;

type OpenPgpCopyProps = { message: OpenedMessage; onClose: () => void };

export function OpenPgpCopy({ message: { summary, secure }, onClose }: OpenPgpCopyProps) {
  const [file, setFile] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const reading = useCertificate(file);
  const { state, save, stop } = useMailCopy();
  const attachments = secure.status === 'open' ? secure.attachments : [];
  const { plain, saved } = copySize(attachments);
  const usable = reading.status === 'read' && reading.certificate.problem === null;
  const running = state.status === 'running';

  const start = async () => {
    if (file === null || !usable) return;
    if (await save({ message: summary.id, certificate: file, name: words.fileName(summary.sentAt) })) {
      announce(words.done);
      onClose();
    }
  };
  return (
    <Dialog
      title={words.title}
      size="medium"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onClick={running ? stop : onClose}>{running ? words.stop : words.close}</Button>
          <Button variant="primary" busy={running} disabled={!usable || plain > COPY_MAX_BYTES} onClick={() => void start()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className={styles['parts']}>
        <p>{words.intro}</p>
        <CertificateField label={words.certificate} onChange={setFile} />
        <CertificateCard reading={reading} use="encrypting" />
        <Callout tone="open" title={words.leavesTitle}>
          <p>{words.leaves}</p>
          <p>
            {words.without} <Signing own={summary.role === 'sender'} />
          </p>
        </Callout>
        <Size attachments={attachments} plain={plain} saved={saved} />
        {(state.status === 'running' || state.status === 'failed') && (
          <BroughtIntoView key={state.status}>
            <CopyState state={state} saved={saved} />
          </BroughtIntoView>
        )}
      </div>
    </Dialog>
  );
}

/** Whether a signature of one's own will be inside. */
function Signing({ own }: { own: boolean }) {
  const vault = useVault();
  const key = useLoaded(own ? 'own' : null, () => vault.signingKey());
  if (!own) return words.unsignedOther;
  if (key.status !== 'ready') return null;
  return key.data !== null && key.data.withdrawnAt === null ? words.signed : words.unsignedOwn;
}

function Size({ attachments, plain, saved }: { attachments: readonly AttachmentView[]; plain: number; saved: number }) {
  if (attachments.length === 0) return <p>{words.noFiles}</p>;
  if (plain > COPY_MAX_BYTES) {
    return (
      <Callout tone="danger">
        <p>{words.tooLarge(COPY_MAX_BYTES, plain)}</p>
      </Callout>
    );
  }
  const files = formatCount(attachments.length, mailboxText.reading.attachments.files);
  return (
    <p>
      {words.size(files, plain, saved)} {saved > MAIL_BYTES && words.largeForMail}
    </p>
  );
}

function CopyState({ state, saved }: { state: MailCopyState; saved: number }) {
  if (state.status === 'running') {
    return <Progress label={words.progress} value={Math.min(1, state.written / saved)} detail={`${formatBytes(state.written)} / ${formatBytes(saved)}`} />;
  }
  if (state.status !== 'failed') return null;
  const { failed } = words;
  const damaged = state.failure === 'cannot_open';
  return (
    <Callout tone="danger" role="alert" title={failed.title}>
      <p>{state.failure === 'offline' ? failed.offline : damaged ? failed.damaged : failed.text}</p>
    </Callout>
  );
}
