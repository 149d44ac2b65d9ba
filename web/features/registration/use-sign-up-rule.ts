// Whether a practice may sign up here now: by the server's setting, and by the link one came with.
'use client';
import { server } from '../../session/server.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useQuery } from '../../ui/use-query.ts';

export type SignUpRule = 'open' | 'closed' | 'token-missing';

/** Open until something else is known: the server has the last word anyway. */
export function useSignUpRule(): SignUpRule {
  const query = useQuery();
  const settings = useLoaded('settings', server.settings);
  if (settings.status !== 'ready') return 'open';
  const { signUp } = settings.data;
  if (signUp === 'closed') return 'closed';
  return signUp === 'token' && query?.has('token') === false ? 'token-missing' : 'open';
}
