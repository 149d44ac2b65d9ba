// The question itself, what follows from it, and the warning for those who created no account.
'use client';
import { useState } from 'react';
import { server } from '../../session/server.ts';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { useAction } from '../../ui/use-action.ts';

const words = text.confirmation;

type View = { address: string; name: string; practice: string | null; status: 'open' | 'confirmed' | 'expired' };

export function ConfirmationQuestion({ token, view }: { token: string; view: View }) {
  const [done, setDone] = useState(false);
  const confirm = useAction(async () => {
    await server.confirm(token);
    setDone(true);
  });

  if (done || view.status === 'confirmed') {
    return (
      <NoticeStep
        title={done ? words.doneTitle : words.alreadyTitle}
        action={
          <ButtonLink href="/" variant="primary" size="large">
            {words.continue}
          </ButtonLink>
        }
      >
        <p>{words.doneText(view.address)}</p>
      </NoticeStep>
    );
  }
  return (
    <>
      <Heading>{words.title}</Heading>
      <p>{words.text}</p>
      <Facts
        facts={[
          { term: words.address, value: view.address },
          { term: words.name, value: view.name },
          { term: words.practice, value: view.practice },
        ]}
      />
      <FailureNote failure={confirm.failure} />
      <Button variant="primary" size="large" busy={confirm.busy} onClick={() => void confirm.run()}>
        {words.submit}
      </Button>
      <Callout tone="info" title={words.warningTitle}>
        {words.warning}
      </Callout>
    </>
  );
}
