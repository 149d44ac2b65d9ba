// A template: its name, and what it fills in.
'use client';

import { useState } from 'react';
import type { Template } from '../../../session/vault-api.ts';
import { text } from '../../../text/own-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { RemoveAction } from '../../../ui/remove-action.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { BodyEditor } from '../body-editor.tsx';
import { subjectMaxCharacters } from '../default-notice.ts';
import { manyLines, oneLine } from '../typed-text.ts';
import { LabelledEditor } from './labelled-editor.tsx';
import { useTextChanges } from './use-own-texts.ts';

const words = text.ownTexts.templates;
const nameMaxCharacters = 100;
const blank: Omit<Template, 'id'> = { name: '', noticeSubject: '', noticeText: '', secureSubject: '', body: { type: 'doc', content: [{ type: 'paragraph' }] } };

export function TemplateForm({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const [fields, setFields] = useState<Omit<Template, 'id'>>(template ?? blank);
  const [error, setError] = useState<string | null>(null);
  const { saveTemplate, removeTemplate } = useTextChanges();
  const saving = useAction(() => saveTemplate({ ...fields, id: template?.id ?? null }));
  const change = (patch: Partial<Template>) => setFields((before) => ({ ...before, ...patch }));
  const submit = async () => {
    const missing = fields.name.trim() === '';
    setError(missing ? words.nameMissing : null);
    if (missing || !(await saving.run())) return;
    announce(words.saved(fields.name.trim()));
    onClose();
  };
  return (
    <Dialog title={template === null ? words.newTitle : words.editTitle} size="large" isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={submit}>
        <TextField
          label={words.name}
          description={words.nameHint}
          autoComplete="off"
          autoFocus
          maxLength={nameMaxCharacters}
          error={error}
          value={fields.name}
          onChange={(event) => {
            setError(null);
            change({ name: oneLine(event.target.value) });
          }}
        />
        <TextField label={words.noticeSubject} autoComplete="off" maxLength={subjectMaxCharacters} value={fields.noticeSubject} onChange={(event) => change({ noticeSubject: oneLine(event.target.value) })} />
        <TextArea label={words.noticeText} description={words.noticeHint} maxLength={10_000} value={fields.noticeText} onChange={(event) => change({ noticeText: manyLines(event.target.value) })} />
        <TextField label={words.secureSubject} autoComplete="off" maxLength={500} value={fields.secureSubject} onChange={(event) => change({ secureSubject: oneLine(event.target.value) })} />
        <LabelledEditor label={words.body}>
          <BodyEditor label={words.body} placeholder={words.bodyPlaceholder} initial={fields.body} disabled={saving.busy} autoFocus={false} onChange={(body) => change({ body })} />
        </LabelledEditor>
        <FailureNote failure={saving.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          {template !== null && <RemoveAction words={words} title={words.removeTitle(template.name)} remove={() => removeTemplate(template.id)} onDone={onClose} />}
        </FormActions>
      </Form>
    </Dialog>
  );
}
