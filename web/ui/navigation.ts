// Moving about. Inside the mailbox an address changes without asking the server for anything, so opening a message or
// the compose panel is instant and works without a connection; every other place goes through Next's router.
'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type ComposeTarget, isComposing, withCompose } from './paths.ts';

const mailboxPaths = new Set(['/mail', '/message']);

/** Next keeps `usePathname` and `useSearchParams` in step with the history, so the one layout draws both paths. */
export function staysInPlace(from: string, to: string): boolean {
  return from === to || (mailboxPaths.has(from) && mailboxPaths.has(to));
}

export function useGo(): (href: string) => void {
  const router = useRouter();
  return useCallback(
    (href: string) => {
      const to = new URL(href, window.location.href);
      if (staysInPlace(window.location.pathname, to.pathname)) window.history.pushState(null, '', to.pathname + to.search);
      else router.push(href);
    },
    [router],
  );
}

export type ComposeControl = {
  open: (target: ComposeTarget) => void;
  /** Puts the draft's id in the address, so that a reload comes back to it; not where the panel has been left since. */
  replace: (target: ComposeTarget) => void;
  close: () => void;
};

export function useCompose(): ComposeControl {
  return useMemo(
    () => ({
      open: (target) => window.history.pushState(null, '', withCompose(window.location.href, target)),
      replace: (target) => {
        if (isComposing(window.location.href)) window.history.replaceState(null, '', withCompose(window.location.href, target));
      },
      close: () => window.history.replaceState(null, '', withCompose(window.location.href, null)),
    }),
    [],
  );
}
