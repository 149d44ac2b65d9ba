// The second step by a code.
'use client';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/second-step.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';

const words = text.secondStep;

/** `ways`: what else there is. */
export function CodeForm({ kind, ways }: { kind: 'app' | 'recovery'; ways: ReactNode }) {
  const vault = useVault();
  const [code, setCode] = useState('');
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const give = useAction(async () => void (await vault.giveSecondFactor({ code: code.trim() })));
  useEffect(() => field.current?.focus(), []);
  const submit = async () => {
    setEmpty(code.trim() === '');
    if (code.trim() !== '') await give.run();
  };
  return (
    <Form label={words.title} onSubmit={submit}>
      <TextField
        ref={field}
        label={words[kind].label}
        description={words[kind].hint}
        name="code"
        mono
        autoComplete={kind === 'app' ? 'one-time-code' : 'off'}
        inputMode={kind === 'app' ? 'numeric' : 'text'}
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={code}
        error={empty ? words.empty : null}
        aria-invalid={give.failure?.code === 'wrong_second_factor' || undefined}
        onChange={(event) => {
          setEmpty(false);
          setCode(event.target.value);
        }}
      />
      <FailureNote failure={give.failure} words={words[kind].wrong} />
      <FormActions>
        <Button type="submit" variant="primary" busy={give.busy}>
          {words.submit}
        </Button>
        {ways}
      </FormActions>
    </Form>
  );
}
