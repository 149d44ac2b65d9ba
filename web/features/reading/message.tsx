// The reader: one message by its id, or why it does not stand here.
'use client';

import { CalendarX2, CloudOff, MailX, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { MailFolder } from '../../ui/paths.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { MessageSheet } from './message-sheet.tsx';
import { BackLink, ReaderBar } from './reader-bar.tsx';
import { useConversation } from './use-conversation.ts';
import { useMessage } from './use-message.ts';
import { useSenderPractice } from './use-sender-practice.ts';
import styles from './reading.module.css';

export function Message({ id, folder }: { id: string; folder: MailFolder }) {
  const view = useMessage(id);
  const conversation = useConversation(view.status === 'ready' ? view.message.summary : null);
  const practice = useSenderPractice(view.status === 'ready' ? view.message : null);
  if (view.status === 'ready' && conversation !== null && practice !== null) {
    return <MessageSheet message={view.message} others={conversation} practice={practice} folder={folder} />;
  }
  return (
    <div className={styles['reader']}>
      <ReaderBar>
        <BackLink folder={folder} />
      </ReaderBar>
      <div className={styles['state']}>
        {(view.status === 'loading' || view.status === 'ready') && <Spinner label={text.reading.opening} />}
        {view.status === 'not-found' && <NotFound />}
        {view.status === 'recalled' && <Gone icon={<Undo2 />} words={text.reading.recalled} />}
        {view.status === 'expired' && <Gone icon={<CalendarX2 />} words={text.reading.expired} />}
        {view.status === 'unreachable' && <Unreachable retry={view.retry} />}
      </div>
    </div>
  );
}

function NotFound() {
  const { session } = useSession();
  const words = text.reading.notFound;
  return (
    <EmptyState heading icon={<MailX />} title={words.heading}>
      <p>{words.text}</p>
      {session !== undefined && <p>{words.signedInAs(session.address)}</p>}
    </EmptyState>
  );
}

function Gone({ icon, words }: { icon: ReactNode; words: { heading: string; text: string } }) {
  return (
    <EmptyState heading icon={icon} title={words.heading}>
      <p>{words.text}</p>
    </EmptyState>
  );
}

function Unreachable({ retry }: { retry: () => void }) {
  const words = text.reading.unreachable;
  return (
    <div role="alert">
      <EmptyState heading icon={<CloudOff />} title={words.heading} action={<Button onClick={retry}>{words.again}</Button>}>
        {words.text}
      </EmptyState>
    </div>
  );
}
