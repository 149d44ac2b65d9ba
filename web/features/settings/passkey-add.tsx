// Adding a passkey: the password and, where there is one, the second factor; then the device; then once more where it gives the key for
// opening only when it is asked again.
'use client';
import { useState } from 'react';
import { parseUserAgent } from '../../session/device-name.ts';
import { askOutput, createPasskey, handedOver, type MadePasskey } from '../../session/passkey-request.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { PasskeyChallenge } from '../../session/vault-api/second-factor.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { ProofField } from './proof-field.tsx';
import { useProof } from './use-proof.ts';

const words = text.passkeys;

type PasskeyAddProps = { session: SessionInfo; onCancel: () => void; onAdded: (codes: readonly string[] | null) => Promise<void> };
type Made = { passkey: MadePasskey; input: NonNullable<PasskeyChallenge['input']> };

export function PasskeyAdd({ session, onCancel, onAdded }: PasskeyAddProps) {
  const vault = useVault();
  const proof = useProof();
  const [fields, setFields] = useState({ name: words.suggested(parseUserAgent(navigator.userAgent)), password: '', code: '' });
  const [checked, setChecked] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const change = (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch });
  const name = fields.name.trim();
  const finish = async ({ attestation }: MadePasskey, output: MadePasskey['output']) => {
    const added = { attestation, name };
    const codes = await vault.addPasskey(output === null ? { ...added, output } : handedOver({ ...added, output }));
    announce(words.done(output !== null));
    await onAdded(codes);
  };
  const begin = useAction(async () => {
    const given = await proof.give(fields.code);
    const challenge = await vault.beginPasskey({ password: fields.password, ...given });
    change({ password: '', code: '' });
    const passkey = await createPasskey(challenge, session);
    const { input } = challenge;
    if (passkey.unlocks && passkey.output === null && input !== null) setMade({ passkey, input });
    else await finish(passkey, passkey.output);
  });
  const submit = async () => {
    setChecked(true);
    if (name !== '' && fields.password !== '' && proof.suffices(fields.code)) await begin.run();
  };
  if (made !== null) return <OnceMore made={made} finish={finish} />;
  const failed = begin.failure?.code;
  return (
    <Form label={words.addTitle} onSubmit={submit}>
      <p>{words.addLead}</p>
      <TextField label={words.name} description={words.nameHint} maxLength={60} value={fields.name} error={checked && name === '' ? words.nameError : null} onChange={(event) => change({ name: event.target.value })} />
      <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        value={fields.password}
        error={checked && fields.password === '' && !begin.busy ? words.passwordError : null}
        aria-invalid={failed === 'wrong_credentials' || undefined}
        onChange={(event) => change({ password: event.target.value })}
      />
      <ProofField proof={proof} code={fields.code} checked={checked} refused={failed === 'wrong_second_factor'} onChange={(code) => change({ code })} />
      <FailureNote failure={begin.failure} words={words.wrong} />
      <FormActions>
        <Button type="submit" variant="primary" busy={begin.busy}>
          {words.next}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

/** Asked by a press of its own: browsers want one for each time that a device is asked. */
function OnceMore({ made, finish }: { made: Made; finish: (passkey: MadePasskey, output: MadePasskey['output']) => Promise<void> }) {
  const confirm = useAction(async () => await finish(made.passkey, await askOutput(made.passkey, made.input)));
  const skip = useAction(async () => await finish(made.passkey, null));
  return (
    <>
      <Heading level={3} focusOnMount>
        {words.once.title}
      </Heading>
      <p>{words.once.lead}</p>
      <FailureNote failure={confirm.failure ?? skip.failure} />
      <FormActions>
        <Button variant="primary" busy={confirm.busy} onClick={() => void confirm.run()}>
          {words.once.confirm}
        </Button>
        <Button busy={skip.busy} onClick={() => void skip.run()}>
          {words.once.skip}
        </Button>
      </FormActions>
    </>
  );
}
