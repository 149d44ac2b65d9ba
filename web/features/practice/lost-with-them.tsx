// What the practice loses with a coworker who hands nothing over, and asking them for it before they go.
'use client';

import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { roster } from '../../session/roster.ts';
import { text } from '../../text/coworkers.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useAction } from '../../ui/use-action.ts';
import type { RosterMember } from './use-roster.ts';

const words = text.coworkers.lost;

type LostWithThemProps = { member: RosterMember; how: 'suspend' | 'remove'; onAsked: () => void };

export function LostWithThem({ member, how, onAsked }: LostWithThemProps) {
  const lost = useQuery({ queryKey: queryKeys.onlyTheirs(member.account), queryFn: () => roster.onlyTheirs(member.account), refetchOnMount: 'always', gcTime: 0 });
  const ask = useAction(async () => {
    await roster.askForHandOver(member.account);
    onAsked();
  });
  // Without the figure the warning still holds.
  const count = lost.data ?? null;
  if (lost.isPending || count === 0) return null;
  return (
    <>
      <Callout
        tone="open"
        title={count === null ? words.unknown : words.title(count)}
        actions={
          member.suspendedAt === null ? (
            <Button busy={ask.busy} onClick={() => void ask.run()}>
              {words.ask}
            </Button>
          ) : undefined
        }
      >
        <p>{how === 'remove' ? words.text : words.textSuspended}</p>
      </Callout>
      <FailureNote failure={ask.failure} words={words.failures} />
    </>
  );
}
