// Asked before something is deleted for good: that is the one thing in the mailbox that cannot be undone.
'use client';

import { text } from '../text/mailbox.ts';
import { AlertDialog } from './alert-dialog.tsx';

type QuestionProps = { onClose: () => void; onConfirm: () => Promise<void> };

export function RemoveQuestion({ count, onClose, onConfirm }: QuestionProps & { count: number }) {
  const words = text.inbox.removeQuestion;
  return (
    <AlertDialog title={words.title(count)} isOpen tone="danger" confirmLabel={words.confirm} onConfirm={onConfirm} onOpenChange={(open) => !open && onClose()}>
      <p>{words.text(count)}</p>
      <p>{words.others}</p>
    </AlertDialog>
  );
}

export function EmptyTrashQuestion({ onClose, onConfirm }: QuestionProps) {
  const words = text.inbox.emptyTrashQuestion;
  return (
    <AlertDialog title={words.title} isOpen tone="danger" confirmLabel={words.confirm} onConfirm={onConfirm} onOpenChange={(open) => !open && onClose()}>
      <p>{words.text}</p>
      <p>{words.others}</p>
    </AlertDialog>
  );
}
