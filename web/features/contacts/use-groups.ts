// The groups of the address book, and what changes them.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { byName } from '../../session/by-name.ts';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Contact, ContactGroup } from '../../session/vault-api/contacts.ts';
import type { Id } from '../../session/vault-api/id.ts';

const none: readonly ContactGroup[] = [];

export function useGroups(): readonly ContactGroup[] {
  const vault = useVault();
  return useQuery({ queryKey: queryKeys.groups, queryFn: async () => (await vault.groups()).sort(byName), refetchOnMount: 'always' }).data ?? none;
}

export type GroupFields = { id: Id | null; name: string; members: string[] };

export type GroupChanges = {
  save: (group: GroupFields) => Promise<void>;
  /** Resolves to what takes it back. */
  remove: (id: Id) => Promise<() => Promise<void>>;
};

export function useGroupChanges(): GroupChanges {
  const vault = useVault();
  const queryClient = useQueryClient();
  const reload = async () => {
    for (const queryKey of [queryKeys.groups, queryKeys.allSuggestions]) await queryClient.invalidateQueries({ queryKey });
  };
  return {
    save: (group) => vault.saveGroup(group).then(reload),
    remove: async (id) => {
      const removed = await vault.removeGroup(id);
      await reload();
      return async () => {
        if (removed !== null) await vault.saveGroup(removed);
        await reload();
      };
    },
  };
}

/** The names of the groups that a contact is in. */
export function groupsOf({ address }: Pick<Contact, 'address'>, groups: readonly ContactGroup[]): string[] {
  return groups.filter(({ members }) => members.includes(address)).map(({ name }) => name);
}
