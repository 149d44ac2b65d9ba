// The open part: what goes out as ordinary e-mail, together with the link. What may be about a patient is pointed out while one writes.
'use client';

import { useRef } from 'react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { PostcardPanel } from '../../ui/panel.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { subjectMaxCharacters } from './default-notice.ts';
import type { Finding } from './notice-check/finding.ts';
import { NoticeFindings } from './notice-findings.tsx';
import { manyLines, oneLine } from './typed-text.ts';
import type { DraftPatch } from './use-draft.ts';
import styles from './compose.module.css';

const words = text.compose.notice;

type NoticePartProps = {
  subject: string;
  message: string;
  findings: readonly Finding[];
  onChange: (patch: DraftPatch) => void;
  onMove: (findings: readonly Finding[]) => void;
};

export function NoticePart({ subject, message, findings, onChange, onMove }: NoticePartProps) {
  const subjectField = useRef<HTMLInputElement>(null);
  const messageField = useRef<HTMLTextAreaElement>(null);
  const show = ({ field, start, end }: Finding) => {
    const control = field === 'subject' ? subjectField.current : messageField.current;
    control?.focus();
    control?.setSelectionRange(start, end);
  };
  return (
    <PostcardPanel role="group" label={words.name} hint={words.hint}>
      <div className={styles['fields']}>
        <TextField
          ref={subjectField}
          label={words.subject}
          value={subject}
          maxLength={subjectMaxCharacters}
          onChange={(event) => onChange({ noticeSubject: oneLine(event.target.value) })}
        />
        <TextArea
          ref={messageField}
          label={words.message}
          description={words.linkNote}
          value={message}
          rows={2}
          maxLength={10_000}
          onChange={(event) => onChange({ noticeText: manyLines(event.target.value) })}
        />
        {/* The place exists before there is something to say, so that its appearance is noticed. */}
        <div role="status" className={styles['findings']}>
          {findings.length > 0 && (
            <Callout
              tone="open"
              title={text.noticeCheck.title}
              actions={
                <Button size="small" onClick={() => onMove(findings)}>
                  {text.noticeCheck.move}
                </Button>
              }
            >
              <p>{text.noticeCheck.intro}</p>
              <NoticeFindings findings={findings} subject={subject} message={message} onShow={show} />
            </Callout>
          )}
        </div>
      </div>
    </PostcardPanel>
  );
}
