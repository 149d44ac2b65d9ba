// Every page outside the mailbox: the frame, the drawing beside it, and the check that this browser can do it.
import type { ReactNode } from 'react';
import { OperatorLinks } from '../../features/operator/operator-links.tsx';
import { SupportCheck } from '../../features/unlock/support-check.tsx';
import { text } from '../../text/access.ts';
import { AccessFrame } from '../../ui/access-frame.tsx';
import { MessageFigure } from '../../ui/message-figure.tsx';

export default function AccessLayout({ children }: { children: ReactNode }) {
  return (
    <AccessFrame aside={{ label: text.figure.label, content: <MessageFigure /> }} foot={<OperatorLinks />}>
      <SupportCheck />
      {children}
    </AccessFrame>
  );
}
