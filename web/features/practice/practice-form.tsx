// What owner and administrators decide for the practice.
'use client';

import { useState } from 'react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { IdleField } from './idle-field.tsx';
import { changesOf, errorsOf, type Errors, type Fields, fieldsOf } from './practice-fields.ts';
import { SecondFactorPolicy } from './second-factor-policy.tsx';
import { type PracticeDetails, useSavePractice } from './use-practice.ts';
import styles from './practice.module.css';

const words = text.practice;
const EXPIRIES = [null, 7, 30, 90] as const;

export function PracticeForm({ practice }: { practice: PracticeDetails }) {
  // What was touched here stays as it was typed; the rest follows what another administrator decides meanwhile, and is not saved over it.
  const [typed, setTyped] = useState<Partial<Fields>>({});
  const [errors, setErrors] = useState<Errors>({});
  const fields = { ...fieldsOf(practice), ...typed };
  const save = useSavePractice();
  const saving = useAction(async () => {
    const changes = changesOf(typed, practice);
    if (Object.keys(changes).length > 0) await save(changes);
    setTyped((now) => (now === typed ? {} : now));
  });
  const change = (patch: Partial<Fields>) => setTyped((before) => ({ ...before, ...patch }));
  const submit = async () => {
    const found = errorsOf(fields);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    if (await saving.run()) announce(words.saved);
  };
  return (
    <section className={styles['section']} aria-labelledby="practice-settings">
      <Heading level={2} id="practice-settings">
        {words.settings}
      </Heading>
      <Form onSubmit={submit}>
        <TextField label={words.name} value={fields.name} error={errors.name} maxLength={200} onChange={(event) => change({ name: event.target.value })} />
        <TextField
          label={words.replyTo}
          description={words.replyToHint}
          type="email"
          inputMode="email"
          value={fields.replyTo}
          error={errors.replyTo}
          onChange={(event) => change({ replyTo: event.target.value })}
        />
        <IdleField minutes={fields.idleMinutes} onChange={(idleMinutes) => change({ idleMinutes })} />
        <SecondFactorPolicy required={fields.secondFactor} onChange={(secondFactor) => change({ secondFactor })} />
        <SelectField
          label={words.inviting.label}
          description={words.inviting.hint}
          value={fields.inviting}
          options={(['everybody', 'administrators'] as const).map((value) => ({ value, label: words.inviting[value] }))}
          onChange={(inviting) => change({ inviting })}
        />
        <TextArea
          label={words.domains.fieldLabel}
          description={words.domains.hint}
          value={fields.domains}
          error={errors.domains}
          mono
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => change({ domains: event.target.value })}
        />
        <SelectField
          label={words.expiry.label}
          description={words.expiry.hint}
          value={String(fields.expiryDays ?? 'never')}
          options={EXPIRIES.map((days) => ({ value: String(days ?? 'never'), label: words.expiry.choices[days ?? 'never'] }))}
          onChange={(value) => change({ expiryDays: EXPIRIES.find((days) => String(days) === value) ?? null })}
        />
        <SelectField
          label={words.notices.label}
          description={words.notices.hint}
          value={fields.notices}
          options={(['any', 'day', 'at-once'] as const).map((value) => ({ value, label: words.notices[value] }))}
          onChange={(notices) => change({ notices })}
        />
        <Checkbox
          label={words.completeLink}
          description={words.completeLinkHint}
          checked={fields.completeLink}
          onChange={(event) => change({ completeLink: event.target.checked })}
        />
        <FailureNote failure={saving.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}
