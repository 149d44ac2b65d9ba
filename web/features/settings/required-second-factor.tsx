// In place of the mailbox, where the practice asks for a second factor and there is none: it is set up here and now.
'use client';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/index.ts';
import { Page } from '../../ui/page.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';

const words = text.secondFactor.required;

export function RequiredSecondFactor({ onDone }: { onDone: () => void }) {
  const { session, refresh } = useSession();
  if (session === undefined) return null;
  const stored = async () => {
    await refresh();
    onDone();
  };
  return (
    <Page title={words.title} lead={words.lead(session.practice?.name ?? '')}>
      <SecondFactorSection session={session} onStored={() => void stored()} />
      <PasskeysSection session={session} onStored={() => void stored()} />
    </Page>
  );
}
