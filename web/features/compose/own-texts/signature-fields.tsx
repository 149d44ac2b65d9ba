// A signature as fields, one's own and the practice's: in the secure part with its formatting, in the e-mail part as plain text.
'use client';

import type { Signature } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/own-texts.ts';
import { TextArea } from '../../../ui/text-area.tsx';
import { BodyEditor } from '../body-editor.tsx';
import { manyLines } from '../typed-text.ts';
import { LabelledEditor } from './labelled-editor.tsx';
import { hasWords } from './signature-place.ts';

const words = text.ownTexts.signature;
const noticeMaxCharacters = 1000;
export const blankSignature: Signature = { body: { type: 'doc', content: [{ type: 'paragraph' }] }, notice: '' };

/** As it is kept; null: nothing is written. */
export function writtenSignature({ body, notice }: Signature): Signature | null {
  return !hasWords(body) && notice.trim() === '' ? null : { body, notice: notice.trim() };
}

/** `initial` is read once. */
type SignatureFieldsProps = { initial: Signature; notice: string; disabled: boolean; onChange: (patch: Partial<Signature>) => void };

export function SignatureFields({ initial, notice, disabled, onChange }: SignatureFieldsProps) {
  return (
    <>
      <LabelledEditor label={words.body}>
        <BodyEditor label={words.body} placeholder={words.bodyPlaceholder} initial={initial.body} disabled={disabled} autoFocus={false} onChange={(body) => onChange({ body })} />
      </LabelledEditor>
      <TextArea label={words.notice} description={words.noticeHint} maxLength={noticeMaxCharacters} value={notice} onChange={(event) => onChange({ notice: manyLines(event.target.value) })} />
    </>
  );
}
