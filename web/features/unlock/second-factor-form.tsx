// The second step of log-in: a code of the authenticator app, or a recovery code in its place.
'use client';
import { useEffect, useRef, useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/second-step.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';

const words = text.secondStep;

type Kind = 'app' | 'recovery';

/** `onBack`: to the password, which is asked for again. */
export function SecondFactorForm({ onBack }: { onBack: () => void }) {
  const [kind, setKind] = useState<Kind>('app');
  return <CodeForm key={kind} kind={kind} onBack={onBack} onOther={() => setKind(kind === 'app' ? 'recovery' : 'app')} />;
}

function CodeForm({ kind, onBack, onOther }: { kind: Kind; onBack: () => void; onOther: () => void }) {
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
        <Button onClick={onOther}>{words[kind].other}</Button>
        <Button variant="quiet" onClick={onBack}>
          {words.back}
        </Button>
      </FormActions>
    </Form>
  );
}
