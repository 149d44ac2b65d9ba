// The second factor as changes in the settings ask for it: a code where one was typed, else any of one's passkeys.
'use client';
import { useQuery } from '@tanstack/react-query';
import { passkeys } from '../../session/passkeys.ts';
import { queryKeys } from '../../session/query-keys.ts';
import type { SecondFactorProof } from '../../session/vault-api/second-factor.ts';
import { useSecondFactor } from './use-second-factor.ts';

export type AskedProof = {
  asked: boolean;
  /** Codes of an app serve. */
  byApp: boolean;
  /** There is a passkey: the code may be left empty. */
  byPasskey: boolean;
  /** False where what was typed is not enough. */
  suffices: (code: string) => boolean;
  give: (code: string) => Promise<SecondFactorProof>;
};

export function usePasskeys() {
  return useQuery({ queryKey: queryKeys.passkeys, queryFn: passkeys.list, refetchOnMount: 'always' });
}

export function useProof(): AskedProof {
  const { state } = useSecondFactor();
  const byPasskey = (usePasskeys().data?.length ?? 0) > 0;
  const byApp = (state.data?.since ?? null) !== null;
  const asked = byPasskey || byApp;
  return {
    asked,
    byApp,
    byPasskey,
    suffices: (code) => !asked || byPasskey || code.trim() !== '',
    give: async (code) => {
      if (!asked) return {};
      return code.trim() === '' ? { passkey: await passkeys.prove() } : { code: code.trim() };
    },
  };
}
