// The behaviour of the field "To": Enter, comma or leaving adds what is typed; suggestions come from the address book.
'use client';

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type ClipboardEvent, type KeyboardEvent, useDeferredValue, useState } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { foldWord } from '../../session/search/words.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Contact, ContactGroup, Suggestions } from '../../session/vault-api/contacts.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { holdsMany, parseAddresses, sameAddress } from './parse-addresses.ts';

/** `addresses`: whom choosing it adds. */
export type Suggestion = { addresses: readonly string[] } & ({ kind: 'person'; person: Contact } | { kind: 'group'; group: ContactGroup });

export type AddressEntry = {
  typed: string;
  suggestions: Suggestion[];
  /** The one that Enter takes; -1: none. */
  active: number;
  isOpen: boolean;
  choose: (suggestion: Suggestion) => void;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
  onBlur: () => void;
};

type EntryParts = {
  chosen: readonly string[];
  onAdd: (addresses: string[]) => void;
  /** What was added as it was typed turns out to name these. */
  onFound: (added: string, addresses: readonly string[]) => void;
  onRemoveLast: () => void;
};

const mostShown = 8;

export function useAddressEntry({ chosen, onAdd, onFound, onRemoveLast }: EntryParts): AddressEntry {
  const [typed, setTyped] = useState('');
  const [moved, setMoved] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState(false);
  const { found, isCurrent, find } = useSuggestions(typed);
  const offered = (all: Suggestions, name: string) =>
    suggestionsOf(all, name).filter(({ addresses }) => !addresses.every((address) => chosen.some((other) => sameAddress(other, address)))).slice(0, mostShown);
  const suggestions = offered(found, typed);
  const isOpen = !dismissed && typed.trim() !== '' && suggestions.length > 0;
  // A name is not an address: the best match stands ready. A complete address is taken as it is typed.
  const ready = looksLikeAddress(typed.trim()) ? -1 : 0;
  // What still stands there from the letters before is nobody that Enter may take for this text.
  const active = isOpen && isCurrent ? Math.min(moved ?? ready, suggestions.length - 1) : -1;

  const clear = () => {
    setTyped('');
    setMoved(null);
    setDismissed(false);
  };
  const add = (text: string) => {
    const addresses = parseAddresses(text);
    if (addresses.length > 0) onAdd(addresses);
    clear();
  };
  const choose = ({ addresses }: Suggestion) => {
    onAdd([...addresses]);
    clear();
  };
  /** A name typed faster than its suggestions come stands in the list as it is, until they have come. */
  const addAhead = (name: string, isMeant: (suggestion: Suggestion) => boolean) => {
    add(name);
    if (name === '' || looksLikeAddress(name) || holdsMany(name)) return;
    void find(name).then((all) => {
      const meant = offered(all, name).find(isMeant);
      if (meant !== undefined) onFound(name, meant.addresses);
    });
  };

  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => take(),
    ',': () => take(),
    ';': () => take(),
    Escape: () => isOpen && (setDismissed(true), true),
    Backspace: () => typed === '' && (onRemoveLast(), true),
  };
  const step = (by: 1 | -1): boolean => {
    if (suggestions.length === 0 || typed.trim() === '') return false;
    setDismissed(false);
    setMoved((active + by + suggestions.length + (active === -1 && by === -1 ? 1 : 0)) % suggestions.length);
    return true;
  };
  const take = (): boolean => {
    const suggestion = active === -1 ? undefined : suggestions[active];
    if (suggestion !== undefined) choose(suggestion);
    else if (isCurrent || dismissed) add(typed);
    else addAhead(typed.trim(), () => true);
    return true;
  };

  return {
    typed,
    suggestions,
    active,
    isOpen,
    choose,
    onChange: (event) => {
      setTyped(event.target.value);
      setMoved(null);
      setDismissed(false);
    },
    onKeyDown: (event) => {
      if (event.nativeEvent.isComposing || keys[event.key]?.() !== true) return;
      event.preventDefault();
      // Escape closes the suggestions, not the panel around them.
      event.stopPropagation();
    },
    onPaste: (event) => {
      const pasted = event.clipboardData.getData('text/plain');
      if (!holdsMany(pasted)) return;
      event.preventDefault();
      add(`${typed}${pasted}`);
    },
    onBlur: () => {
      const named = isCurrent ? suggestions.find((suggestion) => isNamed(suggestion, typed)) : undefined;
      if (named !== undefined) choose(named);
      else if (isCurrent) add(typed);
      else addAhead(typed.trim(), (suggestion) => isNamed(suggestion, typed));
    },
  };
}

/** People before groups, since Enter takes the first: many are added only by whoever has typed the group's whole name, or chooses it. */
function suggestionsOf({ people, groups }: Suggestions, typed: string): Suggestion[] {
  const persons = people.map((person) => ({ kind: 'person' as const, person, addresses: [person.address] }));
  const several = groups.map((group) => ({ kind: 'group' as const, group, addresses: group.members }));
  const named = several.filter((suggestion) => isNamed(suggestion, typed));
  const others = several.filter((suggestion) => !named.includes(suggestion));
  return [...named, ...persons.slice(0, mostShown - several.length), ...others];
}

function isNamed(suggestion: Suggestion, typed: string): boolean {
  return suggestion.kind === 'group' && foldWord(suggestion.group.name) === foldWord(typed.trim());
}

const nobody: Suggestions = { people: [], groups: [] };

/** `isCurrent`: they were found with what is typed now, not with the letters before it. `find`: nobody where they cannot be had. */
function useSuggestions(typed: string): { found: Suggestions; isCurrent: boolean; find: (name: string) => Promise<Suggestions> } {
  const vault = useVault();
  const client = useQueryClient();
  const query = useDeferredValue(typed.trim());
  const optionsOf = (name: string) => queryOptions({ queryKey: queryKeys.suggestions(name), queryFn: () => vault.suggest(name), staleTime: 30_000 });
  const { data, isPlaceholderData } = useQuery({ ...optionsOf(query), enabled: query !== '', placeholderData: (previous) => previous });
  return {
    found: query === '' || typed.trim() === '' ? nobody : (data ?? nobody),
    isCurrent: query === typed.trim() && !isPlaceholderData,
    find: (name) => client.fetchQuery(optionsOf(name)).catch(() => nobody),
  };
}
