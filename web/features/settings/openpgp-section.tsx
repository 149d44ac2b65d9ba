// One's OpenPGP signing key, made when somebody asks for signatures, and what can be done with it.
'use client';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { saveBlob } from '../../session/save-blob.ts';
import type { SigningKeyView } from '../../session/vault-api/edge.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/edge.ts';
import { formatDay } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { groupsOf } from '../../ui/certificate/certificate-card.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FingerprintGroups } from '../../ui/fingerprint-groups.tsx';
import { FormActions } from '../../ui/form.tsx';
import { CheckSignature } from './check-signature.tsx';
import styles from './openpgp-section.module.css';
import { Section } from './section.tsx';
import { SignFile } from './sign-file.tsx';
import { useSigningKey } from './use-signing-key.ts';
import { WithdrawKey } from './withdraw-key.tsx';

const words = text.openPgp.settings;

type Open = 'sign' | 'check' | 'withdraw';

export function OpenPgpSection({ session }: { session: SessionInfo }) {
  const [open, setOpen] = useState<Open | null>(null);
  const { key, create, withdraw } = useSigningKey();
  const close = () => setOpen(null);
  const current = key !== null && key !== undefined && key.withdrawnAt === null;
  const download = (certificate: string) => saveBlob(certificate, words.certificateName(session.address));
  return (
    <Section title={words.title} hint={words.hint}>
      {key === null && <p>{words.none}</p>}
      {key && <SigningKey signingKey={key} session={session} />}
      <FailureNote failure={create.failure} />
      <FormActions>
        {key !== undefined && !current && (
          <Button busy={create.busy} onClick={() => void create.run()}>
            {words.create}
          </Button>
        )}
        {key && (
          <Button icon={<Download aria-hidden="true" />} onClick={() => download(key.certificate)}>
            {words.download}
          </Button>
        )}
        {current && <Button onClick={() => setOpen('sign')}>{words.sign}</Button>}
        <Button onClick={() => setOpen('check')}>{words.check}</Button>
        {current && (
          <Button variant="danger" onClick={() => setOpen('withdraw')}>
            {words.withdraw}
          </Button>
        )}
      </FormActions>
      {open === 'sign' && <SignFile onClose={close} />}
      {open === 'check' && <CheckSignature onClose={close} />}
      {open === 'withdraw' && <WithdrawKey withdraw={withdraw} onWithdrawn={download} onClose={close} />}
    </Section>
  );
}

function SigningKey({ signingKey, session }: { signingKey: SigningKeyView; session: SessionInfo }) {
  const { fingerprint, createdAt, withdrawnAt } = signingKey;
  return (
    <div className={styles['key']}>
      {withdrawnAt === null ? (
        <Facts
          facts={[
            { term: words.owner, value: `${session.name} <${session.address}>` },
            { term: words.madeOn, value: formatDay(createdAt) },
          ]}
        />
      ) : (
        <p>{words.withdrawnOn(withdrawnAt)}</p>
      )}
      <p className={styles['label']}>{words.fingerprint}</p>
      <FingerprintGroups groups={groupsOf(fingerprint)} />
      {withdrawnAt === null && <p className={styles['hint']}>{words.downloadHint}</p>}
    </div>
  );
}
