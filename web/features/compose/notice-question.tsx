// The question before sending, where the check has found something in the e-mail part. The safe answers come first.
'use client';

import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Finding } from './notice-check/finding.ts';
import { NoticeFindings } from './notice-findings.tsx';

const words = text.noticeCheck.question;

type NoticeQuestionProps = {
  /** Empty: nothing is asked. */
  findings: readonly Finding[];
  subject: string;
  message: string;
  onBack: () => void;
  onMove: () => void;
  onSend: () => void;
};

export function NoticeQuestion({ findings, subject, message, onBack, onMove, onSend }: NoticeQuestionProps) {
  return (
    <Dialog
      title={words.title}
      role="alertdialog"
      isOpen={findings.length > 0}
      onOpenChange={(open) => !open && onBack()}
      footer={
        <>
          <Button variant="quiet" onClick={onSend}>
            {words.send}
          </Button>
          <Button onClick={onBack}>{words.back}</Button>
          <Button variant="primary" autoFocus onClick={onMove}>
            {words.moveAll}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      <NoticeFindings findings={findings} subject={subject} message={message} />
    </Dialog>
  );
}
