// The foot of the panel: Send, what it waits for, and why it did not go out.
'use client';

import { SendHorizontal } from 'lucide-react';
import { formatCount, formatDuration } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { SendProblems } from './send-problems.tsx';
import type { UploadSummary } from './upload-summary.ts';
import type { Sending } from './use-send.ts';
import styles from './compose.module.css';

const words = text.compose.send;

export function SendBar({ sending, uploads }: { sending: Sending; uploads: UploadSummary }) {
  const { state } = sending;
  return (
    <div className={styles['foot']}>
      {/* The place exists before the problem, so that its appearance is noticed. */}
      <div role="alert">{state.status === 'stopped' && <SendProblems problems={state.problems} />}</div>
      <div className={styles['foot-row']}>
        <Button
          variant="primary"
          size="large"
          icon={<SendHorizontal aria-hidden="true" />}
          busy={state.status === 'sending' || state.status === 'waiting'}
          onClick={sending.send}
        >
          {words.send}
        </Button>
        <p className={styles['foot-state']} role="status">
          {state.status === 'sending' && words.sending}
          {state.status === 'waiting' && waitingWords(uploads)}
        </p>
        {state.status === 'waiting' && (
          <Button variant="quiet" onClick={sending.stopWaiting}>
            {words.stopWaiting}
          </Button>
        )}
      </div>
    </div>
  );
}

function waitingWords({ unfinished, secondsLeft }: UploadSummary): string {
  const first = words.waitingForFiles(formatCount(unfinished, text.compose.attachments.files), unfinished);
  return secondsLeft === null ? first : `${first} ${words.waitingLeft(formatDuration(secondsLeft * 1000))}`;
}
