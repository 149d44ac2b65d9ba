// The new mailbox: whose account it is to belong to, and one button.
'use client';
import { useState } from 'react';
import { server } from '../../session/server.ts';
import { text } from '../../text/address-change.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { paths } from '../../ui/paths.ts';
import { useAction } from '../../ui/use-action.ts';
import type { LinkView } from './link-view.ts';

const { link: words, ...own } = text.addressChange;

export function NewMailbox({ token, view }: { token: string; view: LinkView }) {
  const [done, setDone] = useState(view.answered);
  const confirm = useAction(async () => {
    await server.answerAddressChange(token);
    setDone(true);
  });
  if (done) {
    return (
      <NoticeStep
        title={words.newDoneTitle}
        action={
          <ButtonLink href={paths.address} variant="primary" size="large">
            {words.finish}
          </ButtonLink>
        }
      >
        <p>{words.newDone}</p>
      </NoticeStep>
    );
  }
  return (
    <>
      <Heading>{words.newTitle}</Heading>
      <p>{words.newText(view.name)}</p>
      <Facts
        facts={[
          { term: own.now, value: view.from },
          { term: own.next, value: view.to },
        ]}
      />
      <FailureNote failure={confirm.failure} words={own.failures} />
      <Button variant="primary" size="large" busy={confirm.busy} onClick={() => void confirm.run()}>
        {words.confirm}
      </Button>
      <Callout tone="info" title={words.newWarningTitle}>
        {words.newWarning}
      </Callout>
    </>
  );
}
