// The practice as the server knows it: nothing of it is secret.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { roomForFiles } from '../../session/room-for-files.ts';
import { server } from '../../session/server.ts';
import { useSession } from '../../session/session-provider.tsx';
import { useLive } from '../../session/use-live.ts';

export type PracticeDetails = Awaited<ReturnType<typeof server.practice>>;
export type PracticeChanges = Parameters<typeof server.updatePractice>[0];

export type PracticeView = { status: 'loading' } | { status: 'failed'; retry: () => void } | { status: 'ready'; practice: PracticeDetails };

export function usePractice(): PracticeView {
  const queryClient = useQueryClient();
  const query = useQuery({ queryKey: queryKeys.practice, queryFn: () => server.practice(), refetchOnMount: 'always' });
  useLive('practice', useCallback(() => void queryClient.invalidateQueries({ queryKey: queryKeys.practice }), [queryClient]));
  if (query.data !== undefined) return { status: 'ready', practice: query.data };
  return query.isError ? { status: 'failed', retry: () => void query.refetch() } : { status: 'loading' };
}

/** How much of its room for files is taken, in bytes. Null where it could not be asked for: the rest of the page does without. */
export type Room = { used: number; limit: number } | null;

/** Undefined while it is asked for. */
export function useRoom(): Room | undefined {
  const query = useQuery({ ...roomForFiles, refetchOnMount: 'always' });
  return query.data ?? (query.isError ? null : undefined);
}

export function useSavePractice(): (changes: PracticeChanges) => Promise<void> {
  const queryClient = useQueryClient();
  const { refresh } = useSession();
  return async (changes) => {
    await server.updatePractice(changes);
    // The session carries name and policies too: default texts and complete links follow at once.
    await Promise.all([queryClient.invalidateQueries({ queryKey: queryKeys.practice }), refresh()]);
  };
}
