// When e-mails tell of new messages. The form comes with its words when the settings are looked at.
'use client';
import { lazy, Suspense } from 'react';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Section } from './section.tsx';

const words = text.settings.notices;
const NoticeTimes = lazy(() => import('./notice-times.tsx').then((code) => ({ default: code.NoticeTimes })));

export function NoticesSection({ session }: { session: SessionInfo }) {
  return (
    <Section title={words.title} hint={words.hint}>
      <Suspense>
        <NoticeTimes policy={session.practice?.policies.notices ?? 'any'} />
      </Suspense>
    </Section>
  );
}
