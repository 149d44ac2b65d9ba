// The last step: new keys for the new address, signed by those so far. The button names the address that is signed.
'use client';
import { useVault } from '../../../session/session-provider.tsx';
import type { RecoveryKit } from '../../../session/vault-api/account.ts';
import type { SessionInfo } from '../../../session/vault-api/session.ts';
import { text } from '../../../text/address-change.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';
import { ProvedPasswordFields } from './proved-password-fields.tsx';
import { useProvedPassword } from './use-proved-password.ts';

const words = text.addressChange.finish;

type FinishFormProps = { session: SessionInfo; address: string; onFinished: (kit: RecoveryKit) => Promise<void> };

export function FinishForm({ session, address, onFinished }: FinishFormProps) {
  const vault = useVault();
  const given = useProvedPassword();
  const finish = useAction(async () => await onFinished(await vault.finishAddressChange({ address, ...(await given.give()) })));
  const submit = async () => {
    if (given.check()) await finish.run();
  };
  return (
    <Section title={words.title} hint={words.hint}>
      <Form label={words.title} onSubmit={submit}>
        <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
        <ProvedPasswordFields given={given} failure={finish.failure} />
        <FailureNote failure={finish.failure} words={text.addressChange.failures} />
        <FormActions>
          <Button type="submit" variant="primary" busy={finish.busy}>
            {finish.busy ? words.busy : words.submit(address)}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}
