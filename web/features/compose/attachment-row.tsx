// One file of a message being written: name, size, how far its upload is, and what can be done about it.
'use client';

import { CircleCheck, File, Pause, Play, RotateCw, X } from 'lucide-react';
import { useThumbnail } from '../../session/use-thumbnail.ts';
import type { Upload } from '../../session/use-uploads.ts';
import { formatBytes, formatDuration } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { type AttachedFile, type AttachmentsEditing, uploadFailure } from './use-attachments.ts';
import styles from './attachments.module.css';

const words = text.compose.attachments;

type RowActions = Pick<AttachmentsEditing, 'remove' | 'pause' | 'resume' | 'retry'>;

type AttachmentRowProps = { draft: string; thumbnails: number; file: AttachedFile; actions: RowActions };

export function AttachmentRow({ draft, thumbnails, file: { attachment, upload }, actions }: AttachmentRowProps) {
  const { id, name, path, size } = attachment;
  const thumbnail = useThumbnail({ draft, attachment: id }, thumbnails);
  const done = upload === null || upload.state === 'done';
  return (
    <li className={styles['row']} data-failed={upload?.state === 'failed' || undefined}>
      <span className={styles['sign']} aria-hidden="true">
        {thumbnail === null ? done ? <CircleCheck data-done="" /> : <File /> : <img className={styles['thumbnail']} src={thumbnail} alt="" />}
      </span>
      <div className={styles['words']}>
        <span className={styles['name']}>{path === null ? name : `${path}/${name}`}</span>
        {done ? <span className={styles['size']}>{`${size === 0 ? words.emptyFile : formatBytes(size)} · ${words.complete}`}</span> : <UploadProgress upload={upload} />}
      </div>
      <span className={styles['actions']}>
        <UploadControl upload={upload} actions={actions} />
        <IconButton label={words.remove(name)} icon={<X />} size="small" tip="none" onClick={() => actions.remove(id)} />
      </span>
    </li>
  );
}

function UploadControl({ upload, actions }: { upload: Upload | null; actions: RowActions }) {
  if (upload === null || upload.state === 'done') return null;
  const { id, name, state } = upload;
  if (state === 'failed') return <IconButton label={words.retry(name)} icon={<RotateCw />} size="small" tip="none" onClick={() => actions.retry(id)} />;
  if (state === 'paused') return <IconButton label={words.resume(name)} icon={<Play />} size="small" tip="none" onClick={() => actions.resume(id)} />;
  return <IconButton label={words.pause(name)} icon={<Pause />} size="small" tip="none" onClick={() => actions.pause(id)} />;
}

function UploadProgress({ upload }: { upload: Upload }) {
  if (upload.state === 'failed') {
    return (
      <p className={styles['failure']} role="alert">
        {uploadFailure(upload.failure) ?? words.failed}
      </p>
    );
  }
  const value = upload.size === 0 ? null : upload.sent / upload.size;
  return <Progress label={words.progressOf(upload.name)} labelHidden value={value} tone={upload.state === 'paused' ? 'paused' : 'accent'} detail={uploadDetail(upload)} />;
}

/** "12 MB of 40 MB · 5.1 MB/s · 6 seconds left" */
function uploadDetail(upload: Upload): string {
  if (upload.state === 'waiting') return words.queued;
  const far = words.running(formatBytes(upload.sent), formatBytes(upload.size));
  if (upload.state === 'paused') return `${words.paused} · ${far}`;
  if (upload.state === 'retrying') return words.waiting;
  const speed = upload.bytesPerSecond > 0 ? [words.speed(formatBytes(upload.bytesPerSecond))] : [];
  const left = upload.secondsLeft === null ? [] : [words.left(formatDuration(upload.secondsLeft * 1000))];
  return [far, ...speed, ...left].join(' · ');
}
