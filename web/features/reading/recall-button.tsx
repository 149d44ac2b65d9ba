// Offers to recall a sent message while somebody has not opened it. The dialog is loaded by the first use.
'use client';

import { Undo2 } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/toasts.ts';
import { isRecallable } from './recallable.ts';

const words = text.reading.deliveries;

type RecallDialog = ComponentType<{ message: OpenedMessage; onClose: () => void }>;

export function RecallButton({ message }: { message: OpenedMessage }) {
  const [Dialog, setDialog] = useState<RecallDialog | null>(null);
  const open = async () => {
    try {
      const loaded = await import('./recall-dialog.tsx');
      setDialog(() => loaded.RecallDialog);
    } catch {
      announce(text.reading.actions.failed, { tone: 'danger' });
    }
  };
  if (!message.deliveries.some(isRecallable)) return null;
  return (
    <div className="no-print">
      <Button size="small" icon={<Undo2 aria-hidden="true" />} onClick={() => void open()}>
        {words.recall}
      </Button>
      {Dialog !== null && <Dialog message={message} onClose={() => setDialog(null)} />}
    </div>
  );
}
