// Asks before the signing key is taken back, and hands out the certificate that says so.
'use client';
import { useState } from 'react';
import { text } from '../../text/edge.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { announce } from '../../ui/toasts.ts';
import type { Withdraw } from './use-signing-key.ts';

const words = text.openPgp.withdrawing;

type WithdrawKeyProps = { withdraw: Withdraw; onWithdrawn: (certificate: string) => void; onClose: () => void };

export function WithdrawKey({ withdraw, onWithdrawn, onClose }: WithdrawKeyProps) {
  const [compromised, setCompromised] = useState(false);
  const confirm = async () => {
    try {
      const { certificate } = await withdraw({ compromised });
      onWithdrawn(certificate);
      announce(words.done);
    } catch {
      announce(words.failed, { tone: 'danger' });
    }
  };
  return (
    <AlertDialog title={words.title} isOpen tone="danger" confirmLabel={words.confirm} onConfirm={confirm} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p>{words.text}</p>
      <Checkbox label={words.compromised} description={words.compromisedHint} checked={compromised} onChange={(event) => setCompromised(event.target.checked)} />
    </AlertDialog>
  );
}
