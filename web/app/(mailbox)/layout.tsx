// The mailbox: one layout for all its pages, so that the workers and what is being written stay while one moves about.
import { type ReactNode, Suspense } from 'react';
import { Splash } from '../../features/unlock/splash.tsx';
import { MailboxFrame } from './mailbox-frame.tsx';

export default function MailboxLayout({ children }: { children: ReactNode }) {
  return (
    // The address's query is known only in the browser.
    <Suspense fallback={<Splash />}>
      <MailboxFrame>{children}</MailboxFrame>
    </Suspense>
  );
}
