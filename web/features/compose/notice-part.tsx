// The open part: what goes out as ordinary e-mail, together with the link.
'use client';

import { text } from '../../text/index.ts';
import { PostcardPanel } from '../../ui/panel.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { subjectMaxCharacters } from './default-notice.ts';
import { manyLines, oneLine } from './typed-text.ts';
import type { DraftPatch } from './use-draft.ts';
import styles from './compose.module.css';

const words = text.compose.notice;

type NoticePartProps = { subject: string; message: string; onChange: (patch: DraftPatch) => void };

export function NoticePart({ subject, message, onChange }: NoticePartProps) {
  return (
    <PostcardPanel role="group" label={words.name} hint={words.hint}>
      <div className={styles['fields']}>
        <TextField label={words.subject} value={subject} maxLength={subjectMaxCharacters} onChange={(event) => onChange({ noticeSubject: oneLine(event.target.value) })} />
        <TextArea
          label={words.message}
          description={words.linkNote}
          value={message}
          rows={2}
          maxLength={10_000}
          onChange={(event) => onChange({ noticeText: manyLines(event.target.value) })}
        />
      </div>
    </PostcardPanel>
  );
}
