// A template: its name, and what it fills in.
'use client';

import { useState } from 'react';
import type { Template } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/own-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { RemoveButton, useRemoval } from '../../../ui/remove-action.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { blankTemplate, TemplateFields, type Fields } from './template-fields.tsx';
import { useTextChanges } from './use-own-texts.ts';

const words = text.ownTexts.templates;

export function TemplateForm({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const [fields, setFields] = useState<Fields>(template ?? blankTemplate);
  const [error, setError] = useState<string | null>(null);
  const { saveTemplate, removeTemplate } = useTextChanges();
  const saving = useAction(() => saveTemplate({ ...fields, id: template?.id ?? null }));
  const removal = useRemoval({ remove: () => removeTemplate(template?.id ?? ''), removed: words.removed, onDone: onClose });
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
        <TemplateFields
          fields={fields}
          nameHint={words.nameHint}
          nameError={error}
          disabled={saving.busy}
          onChange={(patch) => {
            if (patch.name !== undefined) setError(null);
            setFields((before) => ({ ...before, ...patch }));
          }}
        />
        <FailureNote failure={saving.failure ?? removal.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          {template !== null && <RemoveButton label={words.remove} removal={removal} />}
        </FormActions>
      </Form>
    </Dialog>
  );
}
