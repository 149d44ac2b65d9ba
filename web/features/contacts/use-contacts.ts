// The address book, opened by the vault.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { compareNames } from '../../session/by-name.ts';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Contact, ContactCard } from '../../session/vault-api/contacts.ts';
import type { Id } from '../../session/vault-api/id.ts';

export type ContactsView = { status: 'loading' } | { status: 'failed'; retry: () => void } | { status: 'ready'; contacts: Contact[] };

export function useContacts(): ContactsView {
  const vault = useVault();
  // Verifications change by what is read and compared elsewhere: the page looks anew each time it is opened.
  const query = useQuery({ queryKey: queryKeys.contacts, queryFn: () => vault.contacts(), refetchOnMount: 'always' });
  const { data } = query;
  const contacts = useMemo(() => data && [...data].sort(byShownName), [data]);
  if (contacts !== undefined) return { status: 'ready', contacts };
  return query.isError ? { status: 'failed', retry: () => void query.refetch() } : { status: 'loading' };
}

export type ContactChanges = {
  /** Whether the address book has this address, however it is written. */
  isThere: (address: string) => Promise<boolean>;
  save: (contact: Pick<Contact, 'address' | 'name' | 'practice' | 'notes'> & { groups: Id[] }) => Promise<void>;
  /** Resolves to what takes it back. */
  remove: (address: string) => Promise<() => Promise<void>>;
  importAll: (cards: ContactCard[]) => Promise<void>;
};

export function useContactChanges(): ContactChanges {
  const vault = useVault();
  const queryClient = useQueryClient();
  const reload = useCallback(async () => {
    // Names stand in suggestions and chosen recipients too.
    for (const queryKey of [queryKeys.contacts, queryKeys.groups, queryKeys.allSuggestions, queryKeys.allRecipients]) await queryClient.invalidateQueries({ queryKey });
  }, [queryClient]);
  return {
    isThere: async (address) => (await vault.contacts()).some((contact) => contact.address.toLowerCase() === address.trim().toLowerCase()),
    save: async (contact) => {
      await vault.saveContact(contact);
      await reload();
    },
    remove: async (address) => {
      const removed = await vault.removeContact(address);
      await reload();
      return async () => {
        if (removed !== null) await vault.restoreContact(removed);
        await reload();
      };
    },
    importAll: async (cards) => {
      await vault.importContacts(cards);
      await reload();
    },
  };
}

export function contactName({ name, address }: Pick<Contact, 'name' | 'address'>): string {
  return name === '' ? address : name;
}

function byShownName(a: Contact, b: Contact): number {
  return compareNames(contactName(a), contactName(b));
}
