// Asked before a program, a script or a document with macros is saved.
'use client';

import { text } from '../../text/mailbox.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import type { DownloadQuestion } from './use-careful-download.ts';

const words = text.reading.danger;

export function AskBeforeDownload({ question, onAnswer }: { question: DownloadQuestion | null; onAnswer: () => void }) {
  if (question === null) return null;
  const { danger, names, go } = question;
  return (
    <AlertDialog title={words.title} isOpen onOpenChange={onAnswer} confirmLabel={words.save} onConfirm={go}>
      <p>{words.files(names.join(', '))}</p>
      <p>{words.kinds[danger]}</p>
      <p>{words.advice}</p>
    </AlertDialog>
  );
}
