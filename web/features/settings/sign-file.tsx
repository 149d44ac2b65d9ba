// The dialog that makes a detached signature over a file of this device.
'use client';
import { useState } from 'react';
import { saveBlob } from '../../session/save-blob.ts';
import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/edge.ts';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './openpgp-section.module.css';

const words = text.openPgp.signing;

export function SignFile({ onClose }: { onClose: () => void }) {
  const vault = useVault();
  const [signed, setSigned] = useState<string | null>(null);
  const sign = useAction(async (file: File) => {
    setSigned(null);
    saveBlob(await vault.signFile(file), words.name(file.name));
    setSigned(file.name);
  });
  return (
    <Dialog title={words.title} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <div className={styles['parts']}>
        <p>{words.intro}</p>
        <div>
          <FileButton label={sign.busy ? words.busy : words.choose} variant="primary" busy={sign.busy} onFile={(file) => void sign.run(file)} />
        </div>
        <FailureNote failure={sign.failure} />
        {signed !== null && (
          <Callout tone="info" role="status" title={words.done(signed)}>
            <p>{words.how}</p>
            <p className={styles['command']}>{words.command(signed)}</p>
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
