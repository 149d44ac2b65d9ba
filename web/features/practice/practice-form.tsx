// What owner and administrators decide: name, where answers to the e-mail part go, how access codes are handed over.
'use client';

import { useState } from 'react';
import { text } from '../../text/index.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { IdleField } from './idle-field.tsx';
import { SecondFactorPolicy } from './second-factor-policy.tsx';
import { type PracticeDetails, useSavePractice } from './use-practice.ts';
import styles from './practice.module.css';

const words = text.practice;

type Inviting = PracticeDetails['policies']['inviting'];
type Notices = PracticeDetails['policies']['notices'];
type Fields = { name: string; replyTo: string; completeLink: boolean; idleMinutes: number | null; secondFactor: boolean; inviting: Inviting; notices: Notices };
type Errors = Partial<Record<keyof Fields, string>>;

export function PracticeForm({ practice }: { practice: PracticeDetails }) {
  const [fields, setFields] = useState<Fields>({ name: practice.name, replyTo: practice.replyTo ?? '', completeLink: practice.policies.completeLink, idleMinutes: practice.policies.idleMinutes, secondFactor: practice.policies.secondFactor, inviting: practice.policies.inviting, notices: practice.policies.notices });
  const [errors, setErrors] = useState<Errors>({});
  const save = useSavePractice();
  const saving = useAction(() => save(changesOf(fields)));
  const change = (patch: Partial<Fields>) => setFields((before) => ({ ...before, ...patch }));
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

function errorsOf({ name, replyTo }: Fields): Errors {
  return {
    ...(name.trim() === '' ? { name: words.nameRequired } : {}),
    ...(replyTo.trim() !== '' && !looksLikeAddress(replyTo) ? { replyTo: words.replyToInvalid } : {}),
  };
}

function changesOf({ name, replyTo, ...policies }: Fields) {
  return { name: name.trim(), replyTo: replyTo.trim() === '' ? null : replyTo.trim(), policies };
}
