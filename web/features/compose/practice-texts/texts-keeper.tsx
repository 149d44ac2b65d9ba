// While an administrator has the mailbox open, the practice's texts are sealed anew for whoever joined, has new keys or left. Draws nothing.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { useSession, useVault } from '../../../session/session-provider.tsx';
import { useLive } from '../../../session/use-live.ts';
import type { Vault } from '../../../session/vault-api/vault.ts';
import { practiceTextsQuery } from './use-practice-texts.ts';

/** Several things often change one after the other. */
const settledAfter = 1_500;
/** As long a newcomer is left to whoever has signed for them. */
const laterAfter = 30_000;

export function TextsKeeper() {
  const vault = useVault();
  const queryClient = useQueryClient();
  const { session } = useSession();
  const inPractice = session !== undefined && session.practice !== null;
  const keeps = session?.role === 'owner' || session?.role === 'administrator';
  // At hand when a message is begun without a connection.
  useEffect(() => {
    if (inPractice) void queryClient.prefetchQuery(practiceTextsQuery(vault));
  }, [inPractice, vault, queryClient]);
  const keeper = useMemo(() => createKeeper(vault), [vault]);
  useEffect(() => {
    if (!keeps) return undefined;
    keeper.look();
    return keeper.stop;
  }, [keeps, keeper]);
  useLive('practice', useCallback(() => keeps && keeper.look(), [keeps, keeper]));
  return null;
}

function createKeeper(vault: Vault): { look: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const plan = (after: number, patient: boolean) => {
    stop();
    timer = setTimeout(() => void keep(patient), after);
  };
  // What fails is done by the next who is there.
  const keep = async (patient: boolean) => {
    const outcome = await vault.keepPracticeTexts({ patient }).catch(() => 'done');
    if (outcome === 'later') plan(laterAfter, false);
  };
  return { look: () => plan(settledAfter, true), stop };
}
