// The attachments of a message being written: the buttons, how far all of them are, the list, and what went wrong.
'use client';

import { FolderUp, Paperclip } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { AdvancedNote } from './advanced-note.tsx';
import { AttachmentOrder } from './attachment-order.tsx';
import { chosenFiles } from './file-intake.ts';
import { StorageNote } from './storage-note.tsx';
import { UploadOverview } from './upload-overview.tsx';
import type { AttachmentsEditing } from './use-attachments.ts';
import styles from './attachments.module.css';

const words = text.compose.attachments;

export function Attachments({ attachments, disabled }: { attachments: AttachmentsEditing; disabled: boolean }) {
  const { files } = attachments;
  const size = files.reduce((sum, { attachment }) => sum + attachment.size, 0);
  const waiting = files.filter(({ upload }) => upload?.state === 'needs-file').length;
  return (
    <div className={styles['block']}>
      <div className={styles['head']}>
        <ChooseButton label={words.attach} icon={<Paperclip aria-hidden="true" />} picks="files" attachments={attachments} disabled={disabled} />
        <ChooseButton label={words.attachFolder} icon={<FolderUp aria-hidden="true" />} picks="folder" attachments={attachments} disabled={disabled} />
        <span className={styles['hint']} data-empty={files.length === 0 || undefined}>{files.length === 0 ? words.dropHint : words.total(formatCount(files.length, words.files), formatBytes(size))}</span>
      </div>
      <AdvancedNote files={files.map(({ attachment }) => attachment)} />
      <StorageNote storage={attachments.storage} />
      {attachments.problem !== null && (
        <Callout tone="danger" role="alert">
          <p className={styles['problem']}>{attachments.problem}</p>
        </Callout>
      )}
      {waiting > 1 && (
        <Callout tone="info">
          <p>{words.severalNeedFiles}</p>
        </Callout>
      )}
      {files.length > 1 && <UploadOverview attachments={attachments} />}
      {files.length > 0 && <AttachmentOrder attachments={attachments} disabled={disabled} />}
    </div>
  );
}

type ChooseButtonProps = { label: string; icon: ReactNode; picks: 'files' | 'folder'; attachments: AttachmentsEditing; disabled: boolean };

function ChooseButton({ label, icon, picks, attachments, disabled }: ChooseButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={icon} disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={(element) => {
          input.current = element;
          // Not among React's attributes.
          if (element) element.webkitdirectory = picks === 'folder';
        }}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          attachments.add(chosenFiles(event.target.files));
          // The same file can be chosen again after it was removed.
          event.target.value = '';
        }}
      />
    </>
  );
}
