// The cache of opened views. It lives in memory only, and is emptied the moment nobody is signed in any more.
'use client';

import { QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';

function createCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The vault knows best whether it needs the network; drafts and contacts open without.
        networkMode: 'always',
        // What changes is told by polling and by the screens themselves, not by looking at everything again on focus.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 15 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: 'always',
        retry: 1,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export function useMailboxCache(): QueryClient {
  const [cache] = useState(createCache);
  const { status } = useSession();
  const before = useRef(status);
  useEffect(() => {
    if (status === 'signed-out') cache.clear();
    // What was asked for while the page was locked has failed: the password that opens it again asks anew.
    if (status === 'ready' && before.current === 'locked') void cache.invalidateQueries();
    before.current = status;
  }, [status, cache]);
  return cache;
}
