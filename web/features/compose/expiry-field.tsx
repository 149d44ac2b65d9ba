// When the message is deleted for everybody: never, after some time, or on a date. What that can and cannot do stands beside it. Most
// messages stay, so the choice is shown once somebody asks for it or it is made.
'use client';

import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import type { Expiry } from '../../session/vault-api/drafts.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { dayOf, endOfDay } from './expiry-day.ts';
import type { DraftPatch } from './use-draft.ts';
import styles from './compose.module.css';

const words = text.compose.expiry;
const DAY_MS = 86_400_000;
/** Where somebody chooses a date and has not named one yet. */
const FIRST_DAYS = 30;

type Choice = keyof typeof words.choices;
const CHOICES: readonly Choice[] = ['never', '7', '30', '90', 'date'];

type ExpiryFieldProps = { expiry: Expiry | null; disabled: boolean; onChange: (patch: DraftPatch) => void };

export function ExpiryField({ expiry, disabled, onChange }: ExpiryFieldProps) {
  const choice = choiceOf(expiry);
  const [asked, setAsked] = useState(false);
  if (expiry === null && !asked) {
    return (
      <div>
        <Button variant="quiet" size="small" icon={<Hourglass aria-hidden="true" />} disabled={disabled} onClick={() => setAsked(true)}>
          {words.ask}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['expiry']}>
      <SelectField
        label={words.label}
        description={choice === 'never' ? undefined : words.hint}
        value={choice}
        options={CHOICES.map((value) => ({ value, label: words.choices[value] }))}
        disabled={disabled}
        autoFocus={asked}
        onChange={(value) => {
          setAsked(true);
          onChange({ expiry: expiryOf(value) });
        }}
      />
      {expiry !== null && 'at' in expiry && (
        <LastDay at={expiry.at} disabled={disabled} onChange={(at) => onChange({ expiry: { at } })} />
      )}
    </div>
  );
}

/** A day that is typed piece by piece stands there as it is typed: until it is whole, the one before counts. */
function LastDay({ at, disabled, onChange }: { at: number; disabled: boolean; onChange: (at: number) => void }) {
  const now = useNow();
  const [typed, setTyped] = useState(dayOf(at));
  return (
    <TextField
      label={words.date}
      type="date"
      value={typed}
      min={dayOf(now)}
      disabled={disabled}
      onChange={(event) => {
        setTyped(event.target.value);
        const end = endOfDay(event.target.value);
        if (end !== null) onChange(end);
      }}
      onBlur={() => setTyped(dayOf(at))}
    />
  );
}

function choiceOf(expiry: Expiry | null): Choice {
  if (expiry === null) return 'never';
  if ('at' in expiry) return 'date';
  return CHOICES.find((choice) => choice === String(expiry.days)) ?? 'never';
}

function expiryOf(choice: Choice): Expiry | null {
  if (choice === 'never') return null;
  if (choice !== 'date') return { days: Number(choice) };
  const at = endOfDay(dayOf(Date.now() + FIRST_DAYS * DAY_MS));
  return at === null ? null : { at };
}
