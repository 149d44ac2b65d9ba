// How the practice is reached, as the vault has checked it.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../../session/query-keys.ts';
import { useVault } from '../../../session/session-provider.tsx';
import type { PracticeProfile } from '../../../session/vault-api/practice-profile.ts';

export type ProfileQuery = { status: 'loading' } | { status: 'failed'; retry: () => void } | { status: 'ready'; now: PracticeProfile };

export function useProfile(): ProfileQuery {
  const vault = useVault();
  const query = useQuery({ queryKey: queryKeys.practiceProfile, queryFn: () => vault.practiceProfile(), refetchOnMount: 'always' });
  if (query.data !== undefined) return { status: 'ready', now: query.data };
  return query.isError ? { status: 'failed', retry: () => void query.refetch() } : { status: 'loading' };
}

/** Asks anew, and answers what there is then. */
export function useProfileAgain(): () => Promise<PracticeProfile | undefined> {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: queryKeys.practiceProfile });
    return queryClient.getQueryData<PracticeProfile>(queryKeys.practiceProfile);
  };
}
