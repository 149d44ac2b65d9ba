// /invite: Where an invitation's link leads.
import type { Metadata } from 'next';
import { Invitation } from '../../../features/invitation/invitation.tsx';
import { text } from '../../../text/entering.ts';

export const metadata: Metadata = { title: text.invitation.accountTitle };

export default function InvitePage() {
  return <Invitation />;
}
