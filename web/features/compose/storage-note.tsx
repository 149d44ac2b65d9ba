// Says how much room for files is left, before it runs out and when it has: what fits, what does not, and what to do.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import { formatBytes } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Callout } from '../../ui/callout.tsx';
import type { StorageView } from './use-storage.ts';

const words = text.compose.storage;

export function StorageNote({ storage: { used, limit, room, missing } }: { storage: StorageView }) {
  const { session } = useSession();
  if (used === null || limit === null || room === 'enough') return null;
  const isGuest = session?.practice === null;
  const [left, whole] = [formatBytes(Math.max(0, limit - used)), formatBytes(limit)];
  if (room === 'low') {
    return (
      <Callout tone="info" role="status">
        <p>{isGuest ? words.lowGuest(left, whole) : words.low(left, whole)}</p>
      </Callout>
    );
  }
  return (
    <Callout tone="danger" role="alert" title={words.shortTitle}>
      <p>{words.short(formatBytes(missing))}</p>
      <p>{isGuest ? words.whatToDoGuest(whole) : words.whatToDo(whole)}</p>
    </Callout>
  );
}
