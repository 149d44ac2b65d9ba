// What stands ready while one writes: one's own texts, the practice's templates, and the practice's signature for whoever has none.
'use client';

import { useQuery, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSession, useVault } from '../../../session/session-provider.tsx';
import type { PracticeTexts } from '../../../session/vault-api/practice-texts.ts';
import type { SessionInfo } from '../../../session/vault-api/session.ts';
import type { OwnTexts, Template } from '../../../session/vault-api/texts.ts';
import type { Vault } from '../../../session/vault-api/vault.ts';
import { ownTextsWithin, useOwnTexts } from '../own-texts/use-own-texts.ts';
import { practiceTextsQuery, practiceTextsWithin, usePracticeTextsNews } from './use-practice-texts.ts';
import { withName } from './with-name.ts';

export type TextsAtHand = OwnTexts & { ofPractice: readonly Template[] };

type Writer = Pick<SessionInfo, 'name' | 'practice'> | undefined;

export function useTextsAtHand(): TextsAtHand {
  const vault = useVault();
  const { session } = useSession();
  const own = useOwnTexts();
  usePracticeTextsNews();
  const { data } = useQuery({ ...practiceTextsQuery(vault), enabled: session !== undefined && session.practice !== null });
  // The same while nothing changes: the check of the e-mail part begins anew with others.
  return useMemo(() => atHand(own, { practice: data, writer: session }), [own, data, session]);
}

export async function textsWithin(source: { vault: Vault; queryClient: QueryClient }, { patience, writer }: { patience: number; writer: Writer }): Promise<TextsAtHand> {
  const [own, practice] = await Promise.all([ownTextsWithin(source, patience), writer?.practice ? practiceTextsWithin(source, patience) : undefined]);
  return atHand(own, { practice, writer });
}

function atHand(own: OwnTexts, { practice, writer }: { practice: PracticeTexts | undefined; writer: Writer }): TextsAtHand {
  if (practice?.status !== 'ready') return { ...own, ofPractice: [] };
  const signature = own.signature ?? (practice.signature && withName(practice.signature, writer?.name ?? ''));
  return { ...own, signature, ofPractice: practice.templates };
}
