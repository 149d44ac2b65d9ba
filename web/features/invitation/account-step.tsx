// The second step: a free account, so that the waiting message can be read and answered.
'use client';
import { useState } from 'react';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NewPasswordFields } from '../../ui/new-password/new-password-fields.tsx';
import { useNewPassword } from '../../ui/new-password/new-password.ts';
import { TextField } from '../../ui/text-field.tsx';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { useLoginHref } from './use-login-href.ts';
import type { Invitation, Redeemed } from './use-invitation.ts';

const words = text.invitation;

/** A coworker sees where they come in, and as what. */
function factsOf({ address, inviter, role }: Redeemed) {
  const place = role === null ? [] : [{ term: words.practice, value: inviter.practice }, { term: words.role, value: words.roles[role] }];
  return [{ term: words.address, value: address }, ...place];
}

export function AccountStep({ invitation, redeemed }: { invitation: Invitation; redeemed: Redeemed }) {
  const [name, setName] = useState('');
  const [practiceName, setPracticeName] = useState('');
  const [nameMissing, setNameMissing] = useState(false);
  const newPassword = useNewPassword();
  const loginHref = useLoginHref();
  const own = [name, practiceName, ...redeemed.address.split('@'), redeemed.inviter.name, redeemed.inviter.practice];
  const create = useAction(async () => {
    say(words.creating);
    await invitation.accept({ name: name.trim(), practiceName: practiceName.trim(), password: newPassword.password });
  });
  const submit = async () => {
    const missing = name.trim() === '';
    setNameMissing(missing);
    if ((await newPassword.check(own)) && !missing) await create.run();
  };
  return (
    <>
      <Heading focusOnMount>{redeemed.role === null ? words.accountTitle : words.coworkerTitle}</Heading>
      <Callout tone="sealed" title={words.verifiedTitle}>
        {redeemed.role === null ? words.accountLead(words.from(redeemed.inviter.name, redeemed.inviter.practice)) : words.coworkerLead}
      </Callout>
      <Facts facts={factsOf(redeemed)} />
      <Form onSubmit={submit}>
        <TextField
          label={words.name}
          name="name"
          autoComplete="name"
          maxLength={120}
          value={name}
          error={nameMissing ? words.nameError : null}
          onChange={(event) => {
            setNameMissing(false);
            setName(event.target.value);
          }}
        />
        {redeemed.role === null && (
          <TextField
            label={words.practiceName}
            description={words.practiceHint}
            name="practice"
            autoComplete="organization"
            maxLength={120}
            value={practiceName}
            onChange={(event) => setPracticeName(event.target.value)}
          />
        )}
        {/* Password managers keep the password under this address. */}
        <input type="email" name="address" autoComplete="username" value={redeemed.address} readOnly hidden />
        <NewPasswordFields value={newPassword} own={own} />
        <p>{words.passwordNote}</p>
        <FailureNote
          failure={create.failure}
          actions={create.failure?.code === 'account_exists' ? <ButtonLink href={loginHref}>{words.logIn}</ButtonLink> : undefined}
        />
        <FormActions>
          <Button type="submit" variant="primary" size="large" wide busy={create.busy}>
            {words.create}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}
