// Where the telephone numbers stand that a practice gives to everybody: its card, and the texts that are written once for all messages.
'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { plainText } from './body-document.ts';
import type { TextsAtHand } from './practice-texts/texts-at-hand.ts';

export function useOwnNumbers({ signature, templates, ofPractice }: TextsAtHand): readonly string[] {
  const vault = useVault();
  const { session } = useSession();
  const isMember = session !== undefined && session.practice !== null && !session.secondFactorMissing;
  const card = useQuery({ queryKey: queryKeys.practiceProfile, queryFn: () => vault.practiceProfile(), enabled: isMember, retry: false }).data;
  // What is not proved to be the practice's own says nothing.
  const phone = card?.status === 'vouched' ? (card.profile?.phone ?? '') : '';
  return useMemo(() => {
    const signed = signature === null ? [] : [signature.notice, plainText(signature.body)];
    const prepared = [...templates, ...ofPractice].flatMap(({ noticeSubject, noticeText }) => [noticeSubject, noticeText]);
    return [phone, ...signed, ...prepared].filter((each) => each !== '');
  }, [phone, signature, templates, ofPractice]);
}
