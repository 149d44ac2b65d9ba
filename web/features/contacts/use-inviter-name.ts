// Who invites, as a slip names them.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import { formatPerson } from '../../text/format.ts';

export function useInviterName(): string {
  const { session } = useSession();
  return session === undefined ? '' : formatPerson({ name: session.name, practice: session.practice?.name ?? null });
}
