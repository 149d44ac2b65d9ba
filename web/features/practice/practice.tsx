// The practice: for members what it is and who belongs to it, for guests who sponsors them.
'use client';

import { CloudOff, History } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { paths } from '../../ui/paths.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { Coworkers } from './coworkers.tsx';
import { FoundPractice } from './found-practice.tsx';
import { GuestPractices } from './guest-practices.tsx';
import { Members } from './members.tsx';
import { PracticeFacts } from './practice-facts.tsx';
import { PracticeForm } from './practice-form.tsx';
import { usePractice } from './use-practice.ts';

const words = text.practice;
const PracticeCardSection = lazy(() => import('./card/practice-card-section.tsx').then((code) => ({ default: code.PracticeCardSection })));

export function Practice() {
  const { session } = useSession();
  const activity = (
    <ButtonLink href={paths.activity} icon={<History aria-hidden="true" />}>
      {text.activity.link}
    </ButtonLink>
  );
  return (
    <Page title={words.title} actions={activity}>
      {session?.role === 'guest' ? <OfGuest session={session} /> : <OwnPractice />}
    </Page>
  );
}

function OfGuest({ session }: { session: SessionInfo }) {
  return (
    <>
      <GuestPractices session={session} />
      <FoundPractice />
    </>
  );
}

function OwnPractice() {
  const view = usePractice();
  const { session } = useSession();
  if (view.status === 'loading') return <Spinner label={words.loading} />;
  if (view.status === 'failed') {
    return (
      <div role="alert">
        <EmptyState icon={<CloudOff />} title={words.failed.title} action={<Button onClick={view.retry}>{words.failed.again}</Button>}>
          {words.failed.text}
        </EmptyState>
      </div>
    );
  }
  const mayEdit = session?.role === 'owner' || session?.role === 'administrator';
  return (
    <>
      <PracticeFacts practice={view.practice} mayEdit={mayEdit} />
      <Suspense fallback={<Spinner label={words.loading} />}>
        <PracticeCardSection practiceName={view.practice.name} mayEdit={mayEdit} />
      </Suspense>
      {mayEdit ? <Coworkers /> : <Members members={view.practice.members} />}
      {mayEdit && <PracticeForm key={view.practice.id} practice={view.practice} />}
    </>
  );
}
