// The way to log-in and back to this invitation, for those who have an account already.
'use client';
import { useQuery } from '../../ui/use-query.ts';

export function useLoginHref(): string {
  const query = useQuery();
  return `/login?next=${encodeURIComponent(`/invite?${query?.toString() ?? ''}`)}`;
}
