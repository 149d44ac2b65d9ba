// The sealed part: subject, text and attachments, and below them who alone can open it.
'use client';

import type { RefObject } from 'react';
import type { Draft } from '../../session/vault-api/drafts.ts';
import { text } from '../../text/index.ts';
import { SealedPanel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Attachments } from './attachments.tsx';
import { BodyEditor, type BodyHandle } from './body-editor.tsx';
import { ExpiryField } from './expiry-field.tsx';
import { oneLine } from './typed-text.ts';
import type { AttachmentsEditing } from './use-attachments.ts';
import type { DraftPatch } from './use-draft.ts';
import type { ChosenRecipient, ChosenState } from './use-recipients.ts';
import styles from './compose.module.css';

const words = text.compose.secure;
const mostNamed = 6;

type SecurePartProps = {
  draft: Draft;
  body: RefObject<BodyHandle | null>;
  recipients: ChosenRecipient[];
  attachments: AttachmentsEditing;
  disabled: boolean;
  autoFocus: boolean;
  onChange: (patch: DraftPatch) => void;
};

export function SecurePart({ draft, body, recipients, attachments, disabled, autoFocus, onChange }: SecurePartProps) {
  return (
    <SealedPanel role="group" label={words.name} hint={words.hint} readers={readers(recipients)}>
      <div className={styles['fields']}>
        <TextField label={words.subject} value={draft.secureSubject} maxLength={500} onChange={(event) => onChange({ secureSubject: oneLine(event.target.value) })} />
        <div className={styles['text-field']}>
          <span className={styles['label']} aria-hidden="true">
            {words.message}
          </span>
          <BodyEditor handle={body} initial={draft.body} disabled={disabled} autoFocus={autoFocus} onChange={(written) => onChange({ body: written })} />
        </div>
        <Attachments attachments={attachments} disabled={disabled} />
        <ExpiryField expiry={draft.expiry} disabled={disabled} onChange={onChange} />
      </div>
    </SealedPanel>
  );
}

/** Nothing is ever sealed for these. */
const neverReaders: ReadonlySet<ChosenState> = new Set(['self', 'not-an-address', 'not-allowed', 'beyond-domains', 'alarm']);

function readers(recipients: ChosenRecipient[]): string[] {
  const others = recipients.filter(({ state }) => !neverReaders.has(state)).map(({ name }) => name);
  if (others.length <= mostNamed) return others;
  return [...others.slice(0, mostNamed - 1), text.compose.readers.more(others.length - mostNamed + 1)];
}
