// Importing a file of contacts: read, checked against the book, shown, and only then done.
'use client';

import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { ContactCard, ImportPlan } from '../../session/vault-api/contacts.ts';
import { failureOf, type Failure } from '../../ui/use-action.ts';
import type { CardAtLine, LineProblem, ReadContacts } from './transfer/read-contacts.ts';

export type ImportState =
  | { status: 'choosing' }
  | { status: 'reading' }
  | { status: 'failed'; failure: Failure }
  /** `plan`: of those that can be taken; null where the file as a whole cannot. */
  | { status: 'refused'; problems: LineProblem[]; plan: Planned | null }
  | { status: 'ready'; plan: Planned };

export type Planned = Omit<ImportPlan, 'refused'> & { fileName: string; cards: ContactCard[]; withoutAddress: number };

export function useImport(): { state: ImportState; read: (file: File) => Promise<void>; leaveOut: (plan: Planned) => void } {
  const vault = useVault();
  const [state, setState] = useState<ImportState>({ status: 'choosing' });

  const check = async (file: File): Promise<ImportState> => {
    const { readContacts } = await import('./transfer/read-contacts.ts');
    const found = await readContacts(file);
    const { refused, ...counts } = await vault.planImport(found.cards.map(({ card }) => card));
    const places = new Set(refused);
    const unread = found.cards.filter((_, place) => places.has(place)).map(notAnAddress);
    const problems = [...found.problems, ...unread].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const plan = { ...counts, fileName: file.name, cards: properCards(found, { places, problems }), withoutAddress: found.withoutAddress.length };
    if (problems.length === 0) return { status: 'ready', plan };
    return { status: 'refused', problems, plan: plan.cards.length === 0 ? null : plan };
  };

  return {
    state,
    read: async (file) => {
      setState({ status: 'reading' });
      setState(await check(file).catch((error: unknown): ImportState => ({ status: 'failed', failure: failureOf(error) })));
    },
    leaveOut: (plan) => setState({ status: 'ready', plan }),
  };
}

function notAnAddress({ line, card }: CardAtLine): LineProblem {
  return { line, kind: 'not-an-address', shown: card.address };
}

/** Without those that have a problem of their own. */
function properCards({ cards }: ReadContacts, { places, problems }: { places: ReadonlySet<number>; problems: readonly LineProblem[] }): ContactCard[] {
  const lines = new Set(problems.filter(({ kind }) => kind === 'too-long').map(({ line }) => line));
  return cards.filter(({ line }, place) => !places.has(place) && !lines.has(line)).map(({ card }) => card);
}
