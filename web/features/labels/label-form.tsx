// A label's name and colour: of a new one, or of one that is there.
'use client';

import { useState } from 'react';
import { useLabelChanges } from '../../session/use-labels.ts';
import type { Label, LabelColour } from '../../session/vault-api/labels.ts';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { problemOf } from './label-problem.ts';
import styles from './labels.module.css';

const words = text.labels;
const COLOURS = ['green', 'blue', 'violet', 'red', 'amber', 'grey'] as const satisfies readonly LabelColour[];

export function LabelForm({ label, onSaved }: { label: Label | null; onSaved: (label: Label) => void }) {
  const { save } = useLabelChanges();
  const [name, setName] = useState(label?.name ?? '');
  const [colour, setColour] = useState<LabelColour>(label?.colour ?? 'green');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      onSaved(await save({ id: label?.id ?? null, name, colour }));
      if (label === null) setName('');
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField label={label === null ? words.newName : words.nameOf(label.name)} value={name} maxLength={60} error={problem} onChange={(event) => setName(event.target.value)} />
      <SelectField label={words.colour} value={colour} options={COLOURS.map((value) => ({ value, label: words.colours[value] }))} onChange={setColour} />
      <Button type="submit" busy={busy}>
        {label === null ? words.create : words.change}
      </Button>
    </form>
  );
}
