// The first step: who has written, and the field for the access code.
'use client';
import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Link } from '../../ui/link.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { AskForCode } from './ask-for-code.tsx';
import styles from './code-step.module.css';
import { groupCode, isWholeCode } from './code-shape.ts';
import { useLoginHref } from './use-login-href.ts';
import type { InvitationView } from './invitation-view.ts';
import type { Invitation } from './use-invitation.ts';

const words = text.invitation;

/** Wrong ones mark the field; other failures (no connection, paused) do not. */
const CODE_FAILURES = new Set(['wrong_code', 'code_invalid']);

function titleOf({ inviter, restart, role }: InvitationView): string {
  const sender = words.from(inviter.name, inviter.practice);
  if (restart) return words.titleRestart(sender);
  return role === null ? words.title(sender) : words.titleCoworker(inviter.name, inviter.practice);
}

function leadOf({ restart, role }: InvitationView, linkCode: string): string {
  if (linkCode !== '') return words.leadComplete;
  if (restart) return words.leadRestart;
  return role === null ? words.lead : words.leadCoworker;
}

export function CodeStep({ invitation, view, linkCode }: { invitation: Invitation; view: InvitationView; linkCode: string }) {
  const { wake } = useSession();
  const loginHref = useLoginHref();
  const [code, setCode] = useState(groupCode(linkCode));
  const [incomplete, setIncomplete] = useState(false);
  const redeem = useAction(async () => {
    say(words.checking);
    await invitation.redeem(code);
  });
  const submit = async () => {
    setIncomplete(!isWholeCode(code));
    if (isWholeCode(code)) await redeem.run();
  };
  const wrong = redeem.failure !== null && CODE_FAILURES.has(redeem.failure.code);
  return (
    <>
      <Heading>{titleOf(view)}</Heading>
      <p>{leadOf(view, linkCode)}</p>
      <Form onSubmit={submit}>
        <div className={styles['code']}>
          <TextField
            label={words.code}
            description={words.codeHint}
            mono
            name="access-code"
            // A code is used once: no browser should keep or offer it.
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            value={code}
            error={incomplete ? words.codeError : null}
            aria-invalid={wrong || undefined}
            onChange={(event) => {
              wake();
              setIncomplete(false);
              const { value, selectionStart } = event.target;
              // Regrouping in the middle of a correction would move the caret.
              setCode(selectionStart === value.length ? groupCode(value) : value);
            }}
          />
        </div>
        <FailureNote failure={redeem.failure} />
        <FormActions>
          <Button type="submit" variant="primary" size="large" wide busy={redeem.busy}>
            {words.submit}
          </Button>
        </FormActions>
      </Form>
      {invitation.signedInAs === null && !view.restart && (
        <p>
          <Link href={loginHref}>{words.haveAccount}</Link>
        </p>
      )}
      {invitation.mayAsk && <AskForCode sender={view.inviter.name} ask={invitation.ask} />}
    </>
  );
}
