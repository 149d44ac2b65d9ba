// The attachments of a message being written: the button, the list, and what went wrong with a file.
'use client';

import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { AttachmentRow } from './attachment-row.tsx';
import { chosenFiles } from './file-intake.ts';
import type { AttachmentsEditing } from './use-attachments.ts';
import styles from './attachments.module.css';

const words = text.compose.attachments;

export function Attachments({ attachments, disabled }: { attachments: AttachmentsEditing; disabled: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const { files } = attachments;
  const size = files.reduce((sum, { attachment }) => sum + attachment.size, 0);
  return (
    <div className={styles['block']}>
      <div className={styles['head']}>
        <Button icon={<Paperclip aria-hidden="true" />} disabled={disabled} onClick={() => input.current?.click()}>
          {words.attach}
        </Button>
        <span className={styles['hint']}>{files.length === 0 ? words.dropHint : words.total(formatCount(files.length, words.files), formatBytes(size))}</span>
        <input
          ref={input}
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
      </div>
      {attachments.problem !== null && (
        <Callout tone="danger" role="alert">
          <p className={styles['problem']}>{attachments.problem}</p>
        </Callout>
      )}
      {files.length > 0 && (
        <ul className={styles['list']} aria-label={words.list}>
          {files.map((file) => (
            <AttachmentRow key={file.attachment.id} draft={attachments.draft} thumbnails={attachments.thumbnails} file={file} actions={attachments} />
          ))}
        </ul>
      )}
    </div>
  );
}
