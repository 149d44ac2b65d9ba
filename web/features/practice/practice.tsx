// The practice: for members what it is and who belongs to it, for guests who sponsors them.
'use client';

import { CloudOff, History } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { paths } from '../../ui/paths.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { Coworkers } from './coworkers.tsx';
import { useProfile } from './card/use-profile.ts';
import { FoundPractice } from './found-practice.tsx';
import { GuestPractices } from './guest-practices.tsx';
import { Members } from './members.tsx';
import { PracticeFacts } from './practice-facts.tsx';
import { PracticeForm } from './practice-form.tsx';
import { usePractice, useRoom } from './use-practice.ts';
import { useRoleNotice } from './use-role-notice.ts';
import { useRoster } from './use-roster.ts';

const words = text.practice;
const cardSection = () => import('./card/practice-card-section.tsx').then((code) => ({ default: code.PracticeCardSection }));
const PracticeCardSection = lazy(cardSection);

export function Practice() {
  const { session } = useSession();
  useRoleNotice();
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
  const { session } = useSession();
  // Its code comes beside what it shows.
  useEffect(() => void cardSection().catch(() => undefined), []);
  return session?.role === 'owner' || session?.role === 'administrator' ? <ForAdministrators /> : <ForMembers />;
}

function ForAdministrators() {
  const [view, room, card, roster] = [usePractice(), useRoom(), useProfile(), useRoster()];
  if (view.status === 'failed') return <Failed retry={view.retry} />;
  if (view.status === 'loading' || room === undefined || card.status === 'loading' || roster.status === 'loading') return <Spinner label={words.loading} />;
  return (
    <Together>
      <PracticeFacts practice={view.practice} room={room} mayEdit />
      <PracticeCardSection view={card} practiceName={view.practice.name} mayEdit />
      <Coworkers view={roster} />
      <PracticeForm key={view.practice.id} practice={view.practice} />
    </Together>
  );
}

function ForMembers() {
  const [view, room, card] = [usePractice(), useRoom(), useProfile()];
  if (view.status === 'failed') return <Failed retry={view.retry} />;
  if (view.status === 'loading' || room === undefined || card.status === 'loading') return <Spinner label={words.loading} />;
  return (
    <Together>
      <PracticeFacts practice={view.practice} room={room} mayEdit={false} />
      <PracticeCardSection view={card} practiceName={view.practice.name} mayEdit={false} />
      <Members members={view.practice.members} />
    </Together>
  );
}

/** All parts at once, so that none that comes later moves another. Where one could not be had, it says so in its place. */
function Together({ children }: { children: ReactNode }) {
  return <Suspense fallback={<Spinner label={words.loading} />}>{children}</Suspense>;
}

function Failed({ retry }: { retry: () => void }) {
  return (
    <div role="alert">
      <EmptyState icon={<CloudOff />} title={words.failed.title} action={<Button onClick={retry}>{words.failed.again}</Button>}>
        {words.failed.text}
      </EmptyState>
    </div>
  );
}
