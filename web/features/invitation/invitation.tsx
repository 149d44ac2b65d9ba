// The page behind an invitation's link: which of its steps is shown.
'use client';
import { useRouter } from 'next/navigation';
import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { IncompleteLink } from '../../ui/incomplete-link.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { RecoveryKitStep } from '../../ui/recovery-kit/recovery-kit-step.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { AccountStep } from './account-step.tsx';
import { ClosedInvitation } from './closed-invitation.tsx';
import { CodeStep } from './code-step.tsx';
import { JoinStep } from './join-step.tsx';
import { messagePath } from './message-path.ts';
import { useFragmentCode } from './use-fragment-code.ts';
import { useInvitation } from './use-invitation.ts';

const words = text.invitation;

export function Invitation() {
  const router = useRouter();
  const vault = useVault();
  const linkCode = useFragmentCode();
  const invitation = useInvitation();
  const { view, redeemed, accepted } = invitation;

  if (accepted !== null) {
    return (
      <RecoveryKitStep
        kit={accepted.kit}
        loadFingerprint={async () => (await vault.fingerprint(null)).groups}
        onStored={() => router.replace(messagePath(accepted.message))}
      />
    );
  }
  if (invitation.missing) return <IncompleteLink />;
  if (view.status === 'loading') {
    return (
      <div data-opening>
        <Spinner label={words.loading} />
      </div>
    );
  }
  if (view.status === 'failed') {
    if (view.failure.code === 'not_found') return <UnknownInvitation />;
    return <FailureNote failure={view.failure} actions={<Button onClick={view.retry}>{words.retry}</Button>} />;
  }
  if (redeemed !== null) {
    return invitation.signedInAs === null ? (
      <AccountStep invitation={invitation} redeemed={redeemed} />
    ) : (
      <JoinStep invitation={invitation} redeemed={redeemed} address={invitation.signedInAs} />
    );
  }
  if (view.data.status !== 'open') return <ClosedInvitation view={view.data} />;
  // A new link code remounts the step: the field starts with it.
  return <CodeStep key={linkCode} invitation={invitation} view={view.data} linkCode={linkCode} />;
}

function UnknownInvitation() {
  return (
    <NoticeStep title={words.unknownTitle} action={<ButtonLink href="/login">{words.unknownAction}</ButtonLink>}>
      <p>{words.unknownText}</p>
    </NoticeStep>
  );
}
