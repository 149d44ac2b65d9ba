// A question that must be answered before going on. The safe answer has the focus.
'use client';
import { useState, type ReactNode } from 'react';
import { text } from '../text/access.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export type AlertDialogProps = {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'primary';
  /**
   * While it runs the button is busy, and then the dialog closes: unless it fails or answers false, when the question stays. What
   * went wrong is the caller's to show.
   */
  onConfirm: () => void | Promise<void | boolean>;
  children: ReactNode;
};

export function AlertDialog({
  title,
  isOpen,
  onOpenChange,
  confirmLabel,
  cancelLabel = text.ui.cancel,
  tone = 'primary',
  onConfirm,
  children,
}: AlertDialogProps) {
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      if ((await onConfirm()) !== false) onOpenChange(false);
    } catch {
      // Shown by the caller.
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      role="alertdialog"
      size="small"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button autoFocus onClick={() => onOpenChange(false)}>
            {cancelLabel}
          </Button>
          <Button variant={tone} busy={busy} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
