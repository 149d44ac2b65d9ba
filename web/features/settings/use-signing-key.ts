// The account's OpenPGP signing key as the settings show it.
'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { SigningKeyView } from '../../session/vault-api/edge.ts';
import { text } from '../../text/edge.ts';
import { announce } from '../../ui/toasts.ts';
import { type Action, useAction } from '../../ui/use-action.ts';

export type Withdraw = (input: { compromised: boolean }) => Promise<SigningKeyView>;

/** `key`: null where there is none, undefined while that is not known. */
export function useSigningKey(): { key: SigningKeyView | null | undefined; create: Action<[]>; withdraw: Withdraw } {
  const vault = useVault();
  const queryClient = useQueryClient();
  const { data } = useQuery({ queryKey: queryKeys.signingKey, queryFn: () => vault.signingKey() });
  const keep = (key: SigningKeyView) => queryClient.setQueryData(queryKeys.signingKey, key);
  const create = useAction(async () => {
    keep(await vault.createSigningKey());
    announce(text.openPgp.settings.created);
  });
  const withdraw: Withdraw = async (input) => {
    const withdrawn = await vault.withdrawSigningKey(input);
    keep(withdrawn);
    return withdrawn;
  };
  return { key: data, create, withdraw };
}
