// Asked before programs, scripts and documents with macros are saved.
'use client';

import { text } from '../../text/mailbox.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import type { DownloadQuestion } from './use-careful-download.ts';

const words = text.reading.danger;
const KINDS = ['program', 'script', 'macros'] as const;

export function AskBeforeDownload({ question, onAnswer }: { question: DownloadQuestion | null; onAnswer: () => void }) {
  if (question === null) return null;
  const { files, go } = question;
  const kinds = KINDS.map((kind) => ({ kind, names: files.filter(({ danger }) => danger === kind).map(({ name }) => name) })).filter(({ names }) => names.length > 0);
  return (
    <AlertDialog title={words.title(files.length)} isOpen onOpenChange={onAnswer} confirmLabel={words.save(files.length)} onConfirm={go}>
      {kinds.map(({ kind, names }) => (
        <p key={kind}>
          <strong>{names.join(', ')}</strong>
          <br />
          {words.kinds[kind]}
        </p>
      ))}
      <p>{words.advice}</p>
    </AlertDialog>
  );
}
