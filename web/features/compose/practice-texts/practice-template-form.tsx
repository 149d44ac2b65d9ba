// A template for everybody in the practice.
'use client';

import { useState } from 'react';
import type { Template } from '../../../session/vault-api/texts.ts';
import { text as own } from '../../../text/own-texts.ts';
import { text } from '../../../text/practice-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { RemoveButton, useRemoval } from '../../../ui/remove-action.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { blankTemplate, TemplateFields, type Fields } from '../own-texts/template-fields.tsx';
import { SaveFailure } from './save-failure.tsx';
import { usePracticeTextsChanges } from './use-practice-texts.ts';

const words = text.practiceTexts.templates;

/** `template`: as it was when the form was opened; null: a new one. */
export function PracticeTemplateForm({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const [fields, setFields] = useState<Fields>(template ?? blankTemplate);
  const [error, setError] = useState<string | null>(null);
  const { savePracticeTemplate, removePracticeTemplate } = usePracticeTextsChanges();
  const saving = useAction((force: boolean) => savePracticeTemplate({ before: template, after: { ...fields, id: template?.id ?? null }, force }));
  const removal = useRemoval({ remove: () => removePracticeTemplate(template), removed: words.removed, onDone: onClose });
  const submit = async (force: boolean) => {
    const missing = fields.name.trim() === '';
    setError(missing ? own.ownTexts.templates.nameMissing : null);
    if (missing || !(await saving.run(force))) return;
    announce(words.saved(fields.name.trim()));
    onClose();
  };
  return (
    <Dialog title={template === null ? words.newTitle : words.editTitle} size="large" isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={() => submit(false)}>
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
        <SaveFailure failure={saving.failure ?? removal.failure} onMine={() => void submit(true)} onTheirs={onClose} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{own.ownTexts.templates.cancel}</Button>
          {template !== null && <RemoveButton label={words.remove} removal={removal} />}
        </FormActions>
      </Form>
    </Dialog>
  );
}
