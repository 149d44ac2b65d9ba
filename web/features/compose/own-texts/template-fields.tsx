// What a template fills in, as fields: one's own template and the practice's.
'use client';

import type { Template } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/own-texts.ts';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { BodyEditor } from '../body-editor.tsx';
import { subjectMaxCharacters } from '../default-notice.ts';
import { manyLines, oneLine } from '../typed-text.ts';
import { LabelledEditor } from './labelled-editor.tsx';

const words = text.ownTexts.templates;
const nameMaxCharacters = 100;

export type Fields = Omit<Template, 'id'>;
export const blankTemplate: Fields = { name: '', noticeSubject: '', noticeText: '', secureSubject: '', body: { type: 'doc', content: [{ type: 'paragraph' }] } };

type TemplateFieldsProps = { fields: Fields; nameHint: string; nameError: string | null; disabled: boolean; onChange: (patch: Partial<Fields>) => void };

export function TemplateFields({ fields, nameHint, nameError, disabled, onChange }: TemplateFieldsProps) {
  return (
    <>
      <TextField
        label={words.name}
        description={nameHint}
        autoComplete="off"
        autoFocus
        maxLength={nameMaxCharacters}
        error={nameError}
        value={fields.name}
        onChange={(event) => onChange({ name: oneLine(event.target.value) })}
      />
      <TextField label={words.noticeSubject} autoComplete="off" maxLength={subjectMaxCharacters} value={fields.noticeSubject} onChange={(event) => onChange({ noticeSubject: oneLine(event.target.value) })} />
      <TextArea label={words.noticeText} description={words.noticeHint} maxLength={10_000} value={fields.noticeText} onChange={(event) => onChange({ noticeText: manyLines(event.target.value) })} />
      <TextField label={words.secureSubject} autoComplete="off" maxLength={500} value={fields.secureSubject} onChange={(event) => onChange({ secureSubject: oneLine(event.target.value) })} />
      <LabelledEditor label={words.body}>
        <BodyEditor label={words.body} placeholder={words.bodyPlaceholder} initial={fields.body} disabled={disabled} autoFocus={false} onChange={(body) => onChange({ body })} />
      </LabelledEditor>
    </>
  );
}
