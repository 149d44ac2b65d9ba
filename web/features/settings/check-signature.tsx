// The dialog that checks somebody's detached signature over a file of this device.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import { useCertificate } from '../../session/use-certificate.ts';
import { text } from '../../text/edge.ts';
import { formatDay } from '../../text/format.ts';
import { BroughtIntoView } from '../../ui/brought-into-view.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CertificateCard } from '../../ui/certificate/certificate-card.tsx';
import { CertificateField } from '../../ui/certificate/certificate-field.tsx';
import { ChosenFile } from '../../ui/chosen-file.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './openpgp-section.module.css';

const words = text.openPgp.checking;
/** A signature has some hundred bytes. */
const SIGNATURE_MAX_BYTES = 100_000;

type Outcome = { signedAt: number | null };

export function CheckSignature({ onClose }: { onClose: () => void }) {
  const vault = useVault();
  const [file, setFile] = useState<File | null>(null);
  const [signature, setSignature] = useState<File | null>(null);
  const [certificate, setCertificate] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [missing, setMissing] = useState(false);
  const reading = useCertificate(certificate);
  const check = useAction(async () => {
    setOutcome(null);
    if (file === null || signature === null || certificate === null) return;
    const bytes = new Uint8Array(await signature.slice(0, SIGNATURE_MAX_BYTES).arrayBuffer());
    setOutcome({ signedAt: await vault.checkSignature({ file, signature: bytes, certificate }) });
  });
  /** What was found holds for what was chosen then. */
  const choose = <T,>(set: (value: T) => void) => (value: T) => {
    setOutcome(null);
    setMissing(false);
    set(value);
  };
  const submit = async () => {
    const complete = file !== null && signature !== null && reading.status === 'read';
    setMissing(!complete);
    if (complete) await check.run();
  };
  const owner = reading.status === 'read' ? reading.certificate.userIds.join(', ') || reading.certificate.fingerprint.toUpperCase() : '';
  return (
    <Dialog
      title={words.title}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <Button variant="primary" busy={check.busy} onClick={() => void submit()}>
          {check.busy ? words.busy : words.check}
        </Button>
      }
    >
      <div className={styles['parts']}>
        <p>{words.intro}</p>
        <ChosenFile label={words.file} choose={words.chooseFile} none={words.none} file={file} onFile={choose(setFile)} />
        <ChosenFile label={words.signature} choose={words.chooseSignature} none={words.none} accept=".asc,.sig" file={signature} onFile={choose(setSignature)} />
        <CertificateField label={words.certificate} onChange={choose(setCertificate)} />
        <CertificateCard reading={reading} use="checking" />
        <FailureNote failure={check.failure} />
        {missing && (
          <BroughtIntoView>
            <Callout tone="danger" role="alert">
              <p>{words.missing}</p>
            </Callout>
          </BroughtIntoView>
        )}
        {outcome !== null && (
          <BroughtIntoView>
            <Verdict outcome={outcome} owner={owner} />
          </BroughtIntoView>
        )}
      </div>
    </Dialog>
  );
}

function Verdict({ outcome, owner }: { outcome: Outcome; owner: string }) {
  const { title, text: explanation } = outcome.signedAt === null ? words.bad : words.good(owner, formatDay(outcome.signedAt));
  return (
    <Callout tone={outcome.signedAt === null ? 'danger' : 'sealed'} role={outcome.signedAt === null ? 'alert' : 'status'} title={title}>
      <p>{explanation}</p>
    </Callout>
  );
}
