// For those who have the e-mail but no code: the sender is asked by e-mail, at most once an hour.
'use client';
import { useState } from 'react';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './code-step.module.css';

const words = text.invitation;

export function AskForCode({ sender, ask }: { sender: string; ask: () => Promise<void> }) {
  const [asked, setAsked] = useState(false);
  const asking = useAction(async () => {
    await ask();
    setAsked(true);
  });
  const askedBefore = asking.failure?.code === 'too_many_requests';
  return (
    <div className={styles['ask']}>
      <p className={styles['question']}>{words.noCode}</p>
      {asked || askedBefore ? (
        <Callout tone="info" role="status">
          {asked ? words.asked(sender) : words.askedBefore}
        </Callout>
      ) : (
        <>
          <p className={styles['hint']}>{words.askHint(sender)}</p>
          <FailureNote failure={asking.failure} />
          <Button busy={asking.busy} onClick={() => void asking.run()}>
            {words.ask(sender)}
          </Button>
        </>
      )}
    </div>
  );
}
