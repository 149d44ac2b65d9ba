// An invitation that takes no code now: used, paused, expired or withdrawn.
'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { messagePath } from './message-path.ts';
import type { InvitationView } from './invitation-view.ts';

const words = text.invitation;

export function ClosedInvitation({ view }: { view: InvitationView }) {
  const sender = view.inviter.name;
  if (view.status === 'used') return <UsedInvitation message={view.message} />;
  if (view.status === 'expired') return <NoticeStep title={words.expiredTitle}>{words.expiredText(sender)}</NoticeStep>;
  if (view.status === 'cancelled') return <NoticeStep title={words.cancelledTitle}>{words.cancelledText(sender)}</NoticeStep>;
  const { text: pausedText } = text.failure({ code: 'invitation_paused', details: { retryAfter: view.retryAfter } });
  return (
    <NoticeStep title={words.pausedTitle} action={<Button onClick={() => location.reload()}>{words.retry}</Button>}>
      <p>{pausedText}</p>
    </NoticeStep>
  );
}

/** Leads to log-in by itself, and from there to the message; log-in says why. */
function UsedInvitation({ message }: { message: string | null }) {
  const router = useRouter();
  const href = `/login?invitation=used&next=${encodeURIComponent(messagePath(message))}`;
  useEffect(() => router.replace(href), [router, href]);
  return (
    <NoticeStep
      title={words.usedTitle}
      action={
        <ButtonLink href={href} variant="primary">
          {words.usedAction}
        </ButtonLink>
      }
    >
      <p>{words.usedText}</p>
    </NoticeStep>
  );
}
