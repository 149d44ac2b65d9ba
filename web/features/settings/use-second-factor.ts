// Whether a second factor is in force, and what to do once that has changed.
'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { secondFactor } from '../../session/second-factor.ts';

export function useSecondFactor() {
  const cache = useQueryClient();
  const state = useQuery({ queryKey: queryKeys.secondFactor, queryFn: secondFactor.state, refetchOnMount: 'always' });
  const changed = async () => {
    // Setting it up has logged out other devices.
    await Promise.all([cache.invalidateQueries({ queryKey: queryKeys.secondFactor }), cache.invalidateQueries({ queryKey: queryKeys.devices })]);
  };
  return { state, changed };
}
