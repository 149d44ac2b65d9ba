// Which rows of a list are selected. A row that leaves the list leaves the selection.
'use client';

import { useMemo, useRef, useState } from 'react';
import { listKey } from '../../session/conversation-rows.ts';
import type { MessageSummary } from '../../session/vault-api/mailbox.ts';

export type Selection = {
  rows: MessageSummary[];
  has: (row: MessageSummary) => boolean;
  all: 'none' | 'some' | 'all';
  /** `range`: everything between this row and the one before it becomes as this one. */
  toggle: (row: MessageSummary, options?: { range: boolean }) => void;
  toggleAll: () => void;
  clear: () => void;
};

const nothing: ReadonlySet<string> = new Set();

export function useSelection(rows: readonly MessageSummary[]): Selection {
  const [keys, setKeys] = useState(nothing);
  const last = useRef<string | null>(null);
  return useMemo(() => {
    const selected = keys.size === 0 ? [] : rows.filter((row) => keys.has(listKey(row)));
    return {
      rows: selected,
      has: (row) => keys.has(listKey(row)),
      all: selected.length === 0 ? 'none' : selected.length === rows.length ? 'all' : 'some',
      toggle: (row, { range } = { range: false }) => {
        const key = listKey(row);
        const between = range ? rowsBetween(rows, { from: last.current, to: key }) : [key];
        last.current = key;
        setKeys((before) => withKeys(before, { keys: between, selected: !before.has(key) }));
      },
      toggleAll: () => setKeys(selected.length === rows.length ? nothing : new Set(rows.map(listKey))),
      clear: () => setKeys(nothing),
    };
  }, [rows, keys]);
}

function withKeys(before: ReadonlySet<string>, { keys, selected }: { keys: readonly string[]; selected: boolean }): Set<string> {
  const after = new Set(before);
  for (const key of keys) {
    if (selected) after.add(key);
    else after.delete(key);
  }
  return after;
}

function rowsBetween(rows: readonly MessageSummary[], { from, to }: { from: string | null; to: string }): string[] {
  const keys = rows.map(listKey);
  const [start, end] = [from === null ? -1 : keys.indexOf(from), keys.indexOf(to)];
  if (start === -1 || end === -1) return [to];
  return keys.slice(Math.min(start, end), Math.max(start, end) + 1);
}
