// The second step for somebody who is logged in: the message is added to the mailbox there is.
'use client';
import { useRouter } from 'next/navigation';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Heading } from '../../ui/heading.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { useAction } from '../../ui/use-action.ts';
import { messagePath } from './message-path.ts';
import type { Invitation, Redeemed } from './use-invitation.ts';

const words = text.invitation;

export function JoinStep({ invitation, redeemed, address }: { invitation: Invitation; redeemed: Redeemed; address: string }) {
  const router = useRouter();
  const join = useAction(async () => {
    const { message } = await invitation.join();
    router.replace(messagePath(message));
  });
  if (address !== redeemed.address) return <NoticeStep title={words.signedInTitle}>{words.otherAccount(address)}</NoticeStep>;
  return (
    <>
      <Heading focusOnMount>{redeemed.role === null ? words.signedInTitle : words.joinTitle(redeemed.inviter.practice)}</Heading>
      <p>{redeemed.role === null ? words.signedInLead(address) : words.joinLead(address, words.roles[redeemed.role])}</p>
      <FailureNote failure={join.failure} />
      <Button variant="primary" size="large" busy={join.busy} onClick={() => void join.run()}>
        {redeemed.role === null ? words.signedInSubmit : words.joinSubmit}
      </Button>
    </>
  );
}
