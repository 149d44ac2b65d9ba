// Keeps what stands in a message as a template: only a name is asked for.
'use client';

import { useState } from 'react';
import type { Template } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/own-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { oneLine } from '../typed-text.ts';
import { useTextChanges } from './use-own-texts.ts';

const words = text.ownTexts.templates;

export function SaveAsTemplate({ content, onClose }: { content: Omit<Template, 'id' | 'name'>; onClose: () => void }) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const { saveTemplate } = useTextChanges();
  const saving = useAction(() => saveTemplate({ ...content, id: null, name: name.trim() }));
  const submit = async () => {
    const missing = name.trim() === '';
    setError(missing ? words.nameMissing : null);
    if (missing || !(await saving.run())) return;
    announce(words.saved(name.trim()));
    onClose();
  };
  return (
    <Dialog title={words.saveAsTitle} size="small" isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={submit}>
        <TextField
          label={words.name}
          description={words.nameHint}
          autoComplete="off"
          autoFocus
          maxLength={100}
          error={error}
          value={name}
          onChange={(event) => {
            setError(null);
            setName(oneLine(event.target.value));
          }}
        />
        <FailureNote failure={saving.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
