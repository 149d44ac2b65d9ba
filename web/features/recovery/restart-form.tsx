// What starting again costs, said before it happens; then the new password.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Link } from '../../ui/link.tsx';
import { NewPasswordFields } from '../../ui/new-password/new-password-fields.tsx';
import { useNewPassword } from '../../ui/new-password/new-password.ts';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';

const words = text.recovery.restart;

type RestartFormProps = {
  token: string;
  view: { address: string; name: string; practice: string | null };
  onRestarted: (kit: RecoveryKit) => void;
};

export function RestartForm({ token, view, onRestarted }: RestartFormProps) {
  const vault = useVault();
  const [understood, setUnderstood] = useState(false);
  const [checked, setChecked] = useState(false);
  const newPassword = useNewPassword();
  const own = [view.name, view.practice ?? '', ...view.address.split('@')];
  const restart = useAction(async () => {
    say(text.recovery.working);
    onRestarted(await vault.restart({ token, password: newPassword.password }));
  });
  const submit = async () => {
    setChecked(true);
    if ((await newPassword.check(own)) && understood) await restart.run();
  };
  return (
    <>
      <Heading>{words.title}</Heading>
      <p>{words.lead}</p>
      <Facts
        facts={[
          { term: words.account, value: view.address },
          { term: words.practice, value: view.practice },
        ]}
      />
      <Callout tone="danger" title={words.lossTitle}>
        <p>{words.loss}</p>
        <p>
          <Link href="/recover">{words.kitFound}</Link>
        </p>
      </Callout>
      <Form onSubmit={submit}>
        <NewPasswordFields label={text.recovery.newPassword} value={newPassword} own={own} />
        <Checkbox
          label={words.understood}
          checked={understood}
          error={checked && !understood ? words.understoodError : null}
          onChange={(event) => setUnderstood(event.target.checked)}
        />
        <FailureNote failure={restart.failure} />
        <FormActions>
          <Button type="submit" variant="primary" size="large" wide busy={restart.busy}>
            {words.submit}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}
