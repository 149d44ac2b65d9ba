// All uploads of the message together: one bar, speed, time left, one button that pauses or resumes them, and one that tries again
// what has stopped.
'use client';

import { Pause, Play, RotateCw } from 'lucide-react';
import { formatBytes } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { speedAndTime } from './attachment-row.tsx';
import type { AttachmentsEditing } from './use-attachments.ts';
import styles from './attachments.module.css';

const words = text.compose.attachments;

export function UploadOverview({ attachments: { files, summary, pause, resume, retry } }: { attachments: AttachmentsEditing }) {
  const uploads = files.flatMap(({ upload }) => (upload === null ? [] : [upload]));
  const moving = uploads.filter(({ state }) => state === 'sending' || state === 'retrying' || state === 'waiting');
  const paused = uploads.filter(({ state }) => state === 'paused');
  const failed = uploads.filter(({ state }) => state === 'failed');
  // One alone has its own button.
  if (moving.length + paused.length === 0 && failed.length < 2) return null;
  const { sent, size } = summary;
  const detail = [words.running(formatBytes(sent), formatBytes(size)), ...(moving.length > 0 ? speedAndTime(summary) : paused.length > 0 ? [words.paused] : [])].join(' · ');
  return (
    <div className={styles['overview']}>
      <Progress label={words.progressOfAll} value={size === 0 ? null : sent / size} tone={moving.length > 0 ? 'accent' : 'paused'} detail={detail} />
      {moving.length > 0 && (
        <Button size="small" variant="quiet" icon={<Pause aria-hidden="true" />} onClick={() => moving.forEach(({ id }) => pause(id))}>
          {words.pauseAll}
        </Button>
      )}
      {moving.length === 0 && paused.length > 0 && (
        <Button size="small" variant="quiet" icon={<Play aria-hidden="true" />} onClick={() => paused.forEach(({ id }) => resume(id))}>
          {words.resumeAll}
        </Button>
      )}
      {failed.length > 1 && (
        <Button size="small" variant="quiet" icon={<RotateCw aria-hidden="true" />} onClick={() => failed.forEach(({ id }) => retry(id))}>
          {words.retryAll}
        </Button>
      )}
    </div>
  );
}
