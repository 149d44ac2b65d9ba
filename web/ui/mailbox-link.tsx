// A link that is a real link (new tab, copy address) and moves in place when simply followed.
'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { useGo } from './navigation.ts';

type MailboxLinkProps = Omit<ComponentProps<'a'>, 'href'> & { href: string };

export function MailboxLink({ href, onClick, children, ...rest }: MailboxLinkProps) {
  const go = useGo();
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}

function isPlainClick(event: MouseEvent): boolean {
  return !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
