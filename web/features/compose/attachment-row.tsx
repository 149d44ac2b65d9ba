// One file of a message being written: name, size, how far its upload is, and what can be done about it.
'use client';

import { CircleCheck, CirclePause, CloudUpload, FileQuestionMark, FileSearch, GripVertical, Hourglass, Pause, Play, RotateCw, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, memo, type PointerEvent, useRef, type ReactNode } from 'react';
import { useThumbnail } from '../../session/use-thumbnail.ts';
import type { Upload } from '../../session/use-uploads.ts';
import { formatBytes, formatDuration } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { DraftAttachment } from '../../session/vault-api/drafts.ts';
import { type AttachmentsEditing, uploadFailure } from './use-attachments.ts';
import { useFileHandle } from './use-file-handle.ts';
import styles from './attachments.module.css';

const words = text.compose.attachments;

export type RowActions = Pick<AttachmentsEditing, 'remove' | 'pause' | 'resume' | 'retry' | 'takeUp'>;
type RowState = Upload['state'];

const signs: Record<RowState, ReactNode> = {
  waiting: <Hourglass />,
  sending: <CloudUpload />,
  retrying: <CloudUpload />,
  paused: <CirclePause />,
  failed: <TriangleAlert />,
  'needs-file': <FileQuestionMark />,
  done: <CircleCheck />,
};

type RowProps = {
  draft: string;
  attachment: DraftAttachment;
  upload: Upload | null;
  /** Changes when a thumbnail of this file has been kept. */
  thumbnailEdition: number;
  actions: RowActions;
  /** Null: there is nothing to change places with. */
  grip: GripParts | null;
  isMoving: boolean;
};

/** Drawn again only where something of this very file has changed: there may be a thousand rows, and news comes many times a second. */
export const AttachmentRow = memo(function AttachmentRow({ draft, attachment, upload, thumbnailEdition, actions, grip, isMoving }: RowProps) {
  const { id, name, path, size } = attachment;
  const thumbnail = useThumbnail({ draft, attachment: id }, thumbnailEdition);
  const state = upload?.state ?? 'done';
  return (
    <li className={styles['row']} data-state={state} data-moving={isMoving || undefined}>
      {grip !== null && <Grip id={id} name={name} {...grip} />}
      <span className={styles['sign']} aria-hidden="true">
        {thumbnail === null ? signs[state] : <img className={styles['thumbnail']} src={thumbnail} alt="" />}
      </span>
      <div className={styles['words']}>
        <span className={styles['name']}>{path === null ? name : `${path}/${name}`}</span>
        {upload === null || state === 'done' ? (
          <span className={styles['size']}>{`${size === 0 ? words.emptyFile : formatBytes(size)} · ${words.complete}`}</span>
        ) : (
          <UploadState upload={upload} />
        )}
        {upload !== null && state === 'needs-file' && <ChooseAgain attachment={attachment} onTakeUp={actions.takeUp} />}
      </div>
      <span className={styles['actions']}>
        <UploadControl upload={upload} actions={actions} />
        <IconButton label={words.remove(name)} icon={<X />} size="small" tip="none" onClick={() => actions.remove(id)} />
      </span>
    </li>
  );
});

export type GripParts = {
  /** Id of the element that says how it is used. */
  hint: string;
  disabled: boolean;
  onKey: (event: KeyboardEvent, id: string) => void;
  onPointer: (event: PointerEvent, id: string) => void;
};

function Grip({ id, name, hint, disabled, onKey, onPointer }: GripParts & { id: string; name: string }) {
  return (
    <button
      type="button"
      className={styles['grip']}
      aria-label={words.move(name)}
      aria-describedby={hint}
      disabled={disabled}
      onKeyDown={(event) => onKey(event, id)}
      onPointerDown={(event) => onPointer(event, id)}
    >
      <GripVertical aria-hidden="true" />
    </button>
  );
}

function UploadControl({ upload, actions }: { upload: Upload | null; actions: RowActions }) {
  if (upload === null || upload.state === 'done' || upload.state === 'needs-file') return null;
  const { id, name, state } = upload;
  if (state === 'failed') return <IconButton label={words.retry(name)} icon={<RotateCw />} size="small" tip="none" onClick={() => actions.retry(id)} />;
  if (state === 'paused') return <IconButton label={words.resume(name)} icon={<Play />} size="small" tip="none" onClick={() => actions.resume(id)} />;
  return <IconButton label={words.pause(name)} icon={<Pause />} size="small" tip="none" onClick={() => actions.pause(id)} />;
}

/** The same file again, from a folder or by the handle that the browser kept. */
function ChooseAgain({ attachment, onTakeUp }: { attachment: DraftAttachment; onTakeUp: AttachmentsEditing['takeUp'] }) {
  const input = useRef<HTMLInputElement>(null);
  const hasHandle = useFileHandle(attachment.id);
  const { name } = attachment;
  return (
    <span className={styles['again']}>
      <Button size="small" icon={hasHandle ? <Play aria-hidden="true" /> : <FileSearch aria-hidden="true" />} onClick={() => (hasHandle ? onTakeUp(attachment, null) : input.current?.click())}>
        <span>
          {hasHandle ? words.goOn : words.chooseAgain}
          <span className="visually-hidden"> {name}</span>
        </span>
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onTakeUp(attachment, chosen);
          event.target.value = '';
        }}
      />
    </span>
  );
}

function UploadState({ upload }: { upload: Upload }) {
  if (upload.state === 'failed') {
    return (
      <p className={styles['failure']} role="alert">
        {uploadFailure(upload.failure) ?? words.failed}
      </p>
    );
  }
  const value = upload.size === 0 ? null : upload.sent / upload.size;
  const isMoving = upload.state === 'sending' || upload.state === 'retrying';
  return <Progress label={words.progressOf(upload.name)} labelHidden value={value} tone={isMoving ? 'accent' : 'paused'} detail={uploadDetail(upload)} />;
}

/** "12 MB of 40 MB · 5.1 MB/s · 6 seconds left" */
function uploadDetail(upload: Upload): string {
  const far = words.running(formatBytes(upload.sent), formatBytes(upload.size));
  if (upload.state === 'waiting') return `${words.queued} · ${formatBytes(upload.size)}`;
  if (upload.state === 'needs-file') return upload.sent > 0 ? words.needsFile(far) : words.needsFileFromStart;
  if (upload.state === 'paused') return `${words.paused} · ${far}`;
  if (upload.state === 'retrying') return words.waiting;
  return [far, ...speedAndTime(upload)].join(' · ');
}

export function speedAndTime({ bytesPerSecond, secondsLeft }: Pick<Upload, 'bytesPerSecond' | 'secondsLeft'>): string[] {
  const speed = bytesPerSecond > 0 ? [words.speed(formatBytes(bytesPerSecond))] : [];
  return [...speed, ...(secondsLeft === null ? [] : [words.left(formatDuration(secondsLeft * 1000))])];
}
