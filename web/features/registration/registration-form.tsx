// The form with which a practice signs up.
'use client';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Link } from '../../ui/link.tsx';
import { NewPasswordFields } from '../../ui/new-password/new-password-fields.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SignUpClosed } from './sign-up-closed.tsx';
import { useSignUpRule } from './use-sign-up-rule.ts';
import type { useRegistration } from './use-registration.ts';

const words = text.registration;

export function RegistrationForm({ registration }: { registration: ReturnType<typeof useRegistration> }) {
  const { fields, errors, change, newPassword, own, busy, failure, submit } = registration;
  const { wake } = useSession();
  const rule = useSignUpRule();
  if (rule !== 'open') return <SignUpClosed rule={rule} />;
  return (
    <>
      <Heading>{words.title}</Heading>
      <p>{words.lead}</p>
      <p>{words.invited}</p>
      <Form onSubmit={submit}>
        <TextField
          label={words.practiceName}
          name="practice"
          autoComplete="organization"
          maxLength={120}
          value={fields.practiceName}
          error={errors.practiceName}
          onChange={(event) => change({ practiceName: event.target.value })}
        />
        <TextField
          label={words.name}
          description={words.nameHint}
          name="name"
          autoComplete="name"
          maxLength={120}
          value={fields.name}
          error={errors.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextField
          label={words.address}
          description={words.addressHint}
          type="email"
          name="address"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={fields.address}
          error={errors.address}
          onChange={(event) => {
            wake();
            change({ address: event.target.value });
          }}
        />
        <NewPasswordFields value={newPassword} own={own} />
        <Callout tone="sealed">{words.passwordNote}</Callout>
        <FailureNote failure={failure} />
        <FormActions>
          <Button type="submit" variant="primary" size="large" wide busy={busy}>
            {words.submit}
          </Button>
        </FormActions>
      </Form>
      <p>
        <Link href="/login">{words.haveAccount}</Link>
      </p>
    </>
  );
}
