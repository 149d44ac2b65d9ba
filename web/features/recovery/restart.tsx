// Starting again by the operator's link, for a sole owner who has neither password nor kit.
'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { server } from '../../session/server.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { IncompleteLink } from '../../ui/incomplete-link.tsx';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { RecoveryKitStep } from '../../ui/recovery-kit/recovery-kit-step.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useQuery } from '../../ui/use-query.ts';
import { isWholeToken } from '../../ui/whole-link.ts';
import { RestartForm } from './restart-form.tsx';

const words = text.recovery.restart;

export function Restart() {
  const query = useQuery();
  const vault = useVault();
  const router = useRouter();
  const [kit, setKit] = useState<RecoveryKit | null>(null);
  const asked = query?.get('token') ?? '';
  const token = isWholeToken(asked) ? asked : null;
  const view = useLoaded(token, () => server.viewRestart(token ?? ''));

  if (kit !== null) {
    return (
      <RecoveryKitStep
        kit={kit}
        renewed
        passwordSet
        loadFingerprint={async () => (await vault.fingerprint(null)).groups}
        onStored={() => router.replace('/mail')}
      />
    );
  }
  if (query !== null && token === null) return <IncompleteLink />;
  if (view.status === 'loading') {
    return (
      <>
        <Heading>{words.title}</Heading>
        <Spinner label={words.loading} />
      </>
    );
  }
  if (view.status === 'failed') {
    if (view.failure.code === 'not_found') return <IncompleteLink />;
    return <FailureNote failure={view.failure} actions={<Button onClick={view.retry}>{text.invitation.retry}</Button>} />;
  }
  if (view.data.status !== 'open') return <ClosedRestart used={view.data.status === 'used'} />;
  return <RestartForm token={token ?? ''} view={view.data} onRestarted={setKit} />;
}

function ClosedRestart({ used }: { used: boolean }) {
  return (
    <NoticeStep
      title={used ? words.usedTitle : words.expiredTitle}
      action={
        <ButtonLink href="/login" variant="primary">
          {words.logIn}
        </ButtonLink>
      }
    >
      <p>{used ? words.usedText : words.expiredText}</p>
    </NoticeStep>
  );
}
