// What leaves Sealpost from a message: the dialog for an OpenPGP copy, and the sealed original. Their code and words are loaded
// by the first use, since most people never need them.
'use client';

import { useState, type ComponentType } from 'react';
import { saveBlob } from '../../session/save-blob.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { announce } from '../../ui/toasts.ts';

const words = text.reading.actions;

type CopyDialog = ComponentType<{ message: OpenedMessage; onClose: () => void }>;

export type EdgeActions = {
  /** Null where there is nothing that could be copied. */
  saveCopy: (() => void) | null;
  /** Null for what was handed over: no exported key opens that. */
  saveOriginal: (() => void) | null;
  /** The open dialog, or null. */
  Dialog: CopyDialog | null;
  closeDialog: () => void;
};

export function useEdgeActions({ summary, secure }: OpenedMessage): EdgeActions {
  const vault = useVault();
  const [Dialog, setDialog] = useState<CopyDialog | null>(null);

  const openDialog = async () => {
    try {
      const { OpenPgpCopy } = await import('./openpgp-copy.tsx');
      setDialog(() => OpenPgpCopy);
    } catch {
      announce(words.failed, { tone: 'danger' });
    }
  };
  const saveOriginal = async () => {
    try {
      const [{ text: edge }, container] = await Promise.all([import('../../text/edge.ts'), vault.sealedOriginal(summary.id)]);
      saveBlob(container, edge.keysFile.original.fileName(summary.sentAt));
      announce(edge.keysFile.original.done);
    } catch {
      announce(words.failed, { tone: 'danger' });
    }
  };
  return {
    saveCopy: secure.status === 'open' ? () => void openDialog() : null,
    saveOriginal: summary.handedOver === null ? () => void saveOriginal() : null,
    Dialog,
    closeDialog: () => setDialog(null),
  };
}
