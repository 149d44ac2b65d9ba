// An inbox before its first message: the one next step is to write one.
'use client';

import { Inbox, PenLine } from 'lucide-react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './first-time.module.css';

export function FirstTime({ onCompose }: { onCompose: () => void }) {
  const { session } = useSession();
  if (session?.mayInvite !== true) return <EmptyState icon={<Inbox />} title={text.inbox.empty.inbox.title}>{text.inbox.empty.inbox.text}</EmptyState>;
  const { title, text: intro, steps } = text.inbox.firstTime;
  return (
    <section className={styles['first-time']} data-nothing-listed>
      <h2>{title}</h2>
      <p>{intro}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Button variant="primary" icon={<PenLine aria-hidden="true" />} onClick={onCompose}>
        {text.inbox.firstTime.action}
      </Button>
    </section>
  );
}
