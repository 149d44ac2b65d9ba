'use client';
// Members vouch for their practice's card without being asked, soon after the mailbox has opened and whenever the card changes: until
// then recipients do not see it with their messages.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { queryKeys } from './query-keys.ts';
import { useSession, useVault } from './session-provider.tsx';
import { useLive } from './use-live.ts';

/** The list comes first. */
const LATER_MS = 2000;

export function useOwnProfile(): void {
  const vault = useVault();
  const queryClient = useQueryClient();
  const { session } = useSession();
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  const isMember = session !== undefined && session.practice !== null && !session.secondFactorMissing;
  useQuery({ queryKey: queryKeys.practiceProfile, queryFn: () => vault.practiceProfile(), enabled: later && isMember, retry: false });
  useLive('practice', useCallback(() => void queryClient.invalidateQueries({ queryKey: queryKeys.practiceProfile }), [queryClient]));
}
