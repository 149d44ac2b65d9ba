// The old mailbox: what is wanted, and the choice to stop it or to let it go on at once.
'use client';
import { useState } from 'react';
import { server } from '../../session/server.ts';
import { text } from '../../text/address-change.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { paths } from '../../ui/paths.ts';
import { useAction } from '../../ui/use-action.ts';
import type { LinkView } from './link-view.ts';

const { link: words, ...own } = text.addressChange;

export function OldMailbox({ token, view }: { token: string; view: LinkView }) {
  const [done, setDone] = useState<'stopped' | 'agreed' | null>(null);
  const stop = useAction(async () => {
    await server.refuseAddressChange(token);
    setDone('stopped');
  });
  const agree = useAction(async () => {
    await server.agreeToAddressChange(token);
    setDone('agreed');
  });
  if (done === 'stopped') {
    return (
      <NoticeStep title={words.stoppedTitle} action={<ButtonLink href={paths.settings}>{words.settings}</ButtonLink>}>
        <p>{words.stopped}</p>
      </NoticeStep>
    );
  }
  if (done === 'agreed') {
    return (
      <NoticeStep title={words.agreedTitle}>
        <p>{words.agreed}</p>
      </NoticeStep>
    );
  }
  return (
    <>
      <Heading>{words.oldTitle}</Heading>
      <p>{words.oldText(view.name)}</p>
      <Facts
        facts={[
          { term: own.now, value: view.from },
          { term: own.next, value: view.to },
        ]}
      />
      <FailureNote failure={stop.failure ?? agree.failure} words={own.failures} />
      <FormActions>
        <Button variant="danger" size="large" busy={stop.busy} onClick={() => void stop.run()}>
          {words.stop}
        </Button>
        {!view.agreed && (
          <Button size="large" busy={agree.busy} onClick={() => void agree.run()}>
            {words.agree}
          </Button>
        )}
      </FormActions>
      <p>{view.agreed ? words.agreed : words.oldHint}</p>
    </>
  );
}
