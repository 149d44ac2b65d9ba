// What happened with an invitation that its sender should know, the gravest first.
import type { OpenInvitation } from '../../session/vault-api/invitations.ts';
import { formatMoment, formatTime } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Callout } from '../../ui/callout.tsx';

const words = text.contacts.invitations;

export function InvitationNews({ invitation }: { invitation: OpenInvitation }) {
  const { claim, pausedUntil, wrongTries, codeAskedAt, noticeStatus, status } = invitation;
  if (claim === 'wrong') {
    return (
      <Callout tone="danger" title={words.claimWrongTitle}>
        <p>{words.claimWrongText}</p>
      </Callout>
    );
  }
  if (status !== 'open') return null;
  return (
    <>
      {pausedUntil !== null && <Callout tone="danger" title={words.paused(formatTime(pausedUntil))} />}
      {pausedUntil === null && wrongTries > 0 && <Callout tone="info" title={words.wrongTries(wrongTries)} />}
      {codeAskedAt !== null && <Callout tone="open" title={words.asked(formatMoment(codeAskedAt))} />}
      {noticeStatus === 'bounced' && <Callout tone="danger" title={words.bounced} />}
      {noticeStatus === 'failed' && <Callout tone="danger" title={words.mailFailed} />}
    </>
  );
}
