// The behaviour of the field "To": Enter, comma or leaving adds what is typed; suggestions come from the address book.
'use client';

import { useQuery } from '@tanstack/react-query';
import { type ChangeEvent, type ClipboardEvent, type KeyboardEvent, useDeferredValue, useState } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Contact } from '../../session/vault-api.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { holdsMany, parseAddresses, sameAddress } from './parse-addresses.ts';

export type AddressEntry = {
  typed: string;
  suggestions: Contact[];
  /** The one that Enter takes; -1: none. */
  active: number;
  isOpen: boolean;
  choose: (contact: Contact) => void;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
  onBlur: () => void;
};

type EntryParts = { chosen: readonly string[]; onAdd: (addresses: string[]) => void; onRemoveLast: () => void };

const mostShown = 8;

export function useAddressEntry({ chosen, onAdd, onRemoveLast }: EntryParts): AddressEntry {
  const [typed, setTyped] = useState('');
  const [moved, setMoved] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState(false);
  const { found, isCurrent } = useSuggestions(typed);
  const suggestions = found.filter((contact) => !chosen.some((address) => sameAddress(address, contact.address)));
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
  const choose = (contact: Contact) => {
    onAdd([contact.address]);
    clear();
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
    else add(typed);
    return true;
  };

  return {
    typed,
    suggestions: suggestions.slice(0, mostShown),
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
    onBlur: () => add(typed),
  };
}

/** `isCurrent`: they were found with what is typed now, not with the letters before it. */
function useSuggestions(typed: string): { found: Contact[]; isCurrent: boolean } {
  const vault = useVault();
  const query = useDeferredValue(typed.trim());
  const { data, isPlaceholderData } = useQuery({
    queryKey: queryKeys.suggestions(query),
    queryFn: () => vault.suggest(query),
    enabled: query !== '',
    placeholderData: (previous) => previous,
    staleTime: 30_000,
  });
  return { found: query === '' || typed.trim() === '' ? [] : (data ?? []), isCurrent: query === typed.trim() && !isPlaceholderData };
}
