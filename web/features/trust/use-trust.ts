// Fingerprints from the vault, and what a person decided about them.
'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { compareNames } from '../../session/by-name.ts';
import { everyFolderKeys, queryKeys } from '../../session/query-keys.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { Contact, Verification } from '../../session/vault-api/contacts.ts';

/** `null`: one's own. */
export function useFingerprint(address: string | null) {
  const vault = useVault();
  return useQuery({ queryKey: queryKeys.fingerprint(address), queryFn: () => vault.fingerprint(address) });
}

/** Contacts who have keys: those that ask for a decision first, then by name. */
export function useKnownContacts() {
  const vault = useVault();
  const { session } = useSession();
  const load = async () => {
    // Reading the invitations verifies what has been claimed since, which makes new contacts. Without them the rest is shown.
    if (session?.mayInvite) await vault.invitations().catch(() => undefined);
    return vault.contacts();
  };
  const contacts = useQuery({ queryKey: queryKeys.contacts, queryFn: load, refetchOnMount: 'always' });
  return { ...contacts, known: contacts.data === undefined ? null : contacts.data.filter(hasKeys).toSorted(byUrgency) };
}

export type KnownContact = Contact & { verification: Verification };

function hasKeys(contact: Contact): contact is KnownContact {
  return contact.verification !== null && contact.verification.kind !== 'self';
}

const ORDER: readonly Verification['kind'][] = ['changed', 'unconfirmed', 'first-use', 'colleague', 'compared', 'access-code', 'self'];

function byUrgency(a: KnownContact, b: KnownContact): number {
  const urgency = ORDER.indexOf(a.verification.kind) - ORDER.indexOf(b.verification.kind);
  return urgency === 0 ? compareNames(nameOf(a), nameOf(b)) : urgency;
}

export function nameOf({ name, address }: { name: string; address: string }): string {
  return name === '' ? address : name;
}

export function useConfirmKeys() {
  const vault = useVault();
  const cache = useQueryClient();
  return async (input: { address: string; as: 'compared' | 'first-use' }) => {
    await vault.confirmKeys(input);
    // What was refused because of changed keys may open now, and the signs at senders change.
    await Promise.all(
      [queryKeys.contacts, queryKeys.fingerprint(input.address), queryKeys.allRecipients, queryKeys.openedMessages, queryKeys.allSenderProfiles, ...everyFolderKeys].map(
        (queryKey) => cache.invalidateQueries({ queryKey }),
      ),
    );
  };
}
