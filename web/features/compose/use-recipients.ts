// What is known about each chosen recipient, and the words and signs for it.
'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { Contact, Recipient } from '../../session/vault-api/contacts.ts';
import type { Vault } from '../../session/vault-api/vault.ts';
import { codeOf, isVaultError } from '../../session/vault-error.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { sameAddress } from './parse-addresses.ts';

export type ChosenState =
  | 'verified'
  | 'compared'
  | 'vouched'
  | 'registered'
  | 'self'
  | 'to-invite'
  | 'invited'
  | 'not-allowed'
  | 'beyond-domains'
  | 'deleted'
  | 'changed'
  | 'alarm'
  | 'not-an-address'
  | 'looking-up'
  | 'unknown'
  | 'unconfirmed';

/** `moved`: the address that they have now, where another was typed; `formerly`: the one before, where this one is new. */
export type ChosenRecipient = { address: string; name: string; practice: string; state: ChosenState; moved: string | null; formerly: string | null };

type Lookup = { recipients: Recipient[]; refused: string[] };

export function useRecipients(addresses: readonly string[]): ChosenRecipient[] {
  const vault = useVault();
  const { session } = useSession();
  const contacts = useContacts();
  const proper = addresses.filter(looksLikeAddress);
  const lookup = useQuery({
    queryKey: queryKeys.recipients(proper),
    queryFn: () => lookUp(vault, proper),
    enabled: proper.length > 0 && session?.confirmed === true,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: (failures, error) => isVaultError(error, 'offline') || (codeOf(error) === 'unavailable' && failures < 3),
    retryDelay: 5_000,
  });
  const { data, isFetching } = lookup;
  return useMemo(
    () =>
      addresses.map((address) => {
        const found = data?.recipients.find((other) => sameAddress(other.typed, address));
        const contact = contacts?.find((other) => sameAddress(other.address, found?.address ?? address));
        const waiting: ChosenState = session?.confirmed === false ? 'unconfirmed' : isFetching ? 'looking-up' : 'unknown';
        const state = !looksLikeAddress(address) || data?.refused.includes(address) === true ? 'not-an-address' : found === undefined ? waiting : stateOf(found, contact);
        return { address, name: found?.name || contact?.name || address, practice: found?.practice || contact?.practice || '', state, ...addressesOf(found, address) };
      }),
    [addresses, contacts, data, isFetching, session?.confirmed],
  );
}

function addressesOf(found: Recipient | undefined, typed: string): Pick<ChosenRecipient, 'moved' | 'formerly'> {
  const moved = found === undefined || sameAddress(found.address, typed) ? null : found.address;
  return { moved, formerly: moved === null ? (found?.formerly ?? null) : null };
}

export function useContacts(): Contact[] | undefined {
  const vault = useVault();
  return useQuery({ queryKey: queryKeys.contacts, queryFn: () => vault.contacts() }).data;
}

/** Looks all up at once. Those that are no addresses after all are set aside, so that one slip does not hide the others. */
export async function lookUp(vault: Vault, addresses: string[]): Promise<Lookup> {
  try {
    return { recipients: await vault.resolve(addresses), refused: [] };
  } catch (error) {
    const refused = isVaultError(error, 'invalid_address') ? listOf(error.details['addresses']) : [];
    if (refused.length === 0) throw error;
    const rest = addresses.filter((address) => !refused.includes(address));
    return { recipients: rest.length === 0 ? [] : await vault.resolve(rest), refused };
  }
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function stateOf(found: Recipient, contact: Contact | undefined): ChosenState {
  if (found.self) return 'self';
  if (found.state === 'verified' && contact?.verification?.kind === 'compared') return 'compared';
  return found.state;
}
