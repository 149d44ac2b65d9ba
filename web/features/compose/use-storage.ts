// The room for files on the server: how much there is, and what of it this draft still needs.
'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { roomForFiles } from '../../session/room-for-files.ts';
import type { Upload } from '../../session/use-uploads.ts';

export type StorageView = {
  /** Bytes; null while it is not known. */
  used: number | null;
  limit: number | null;
  /** The largest file. */
  largest: number | null;
  /** `short`: the files of this draft do not fit any more. `low`: they do, and little is left. */
  room: 'enough' | 'low' | 'short';
  /** Bytes that are missing. */
  missing: number;
};

const LOW_SHARE = 0.1;

export function useStorage(uploads: readonly Upload[]): StorageView {
  const query = useQuery({ ...roomForFiles, staleTime: 60_000 });
  const done = uploads.filter(({ state }) => state === 'done').length;
  const refused = uploads.filter(({ failure }) => failure === 'quota_reached').length;
  const { refetch } = query;
  // What has arrived, or was refused, has changed it.
  useEffect(() => {
    if (done + refused > 0) void refetch();
  }, [done, refused, refetch]);
  if (query.data === undefined) return { used: null, limit: null, largest: null, room: 'enough', missing: 0 };
  const { used, limit, largest, at } = query.data;
  // A file counts whole from its announcement on; `used` has those that were announced before it was asked for.
  const waiting = uploads.filter(({ announcedAt, state }) => state !== 'needs-file' && (announcedAt === null || announcedAt > at)).reduce((sum, { size }) => sum + size, 0);
  const missing = Math.max(0, used + waiting - limit);
  const isLow = limit - used - waiting < limit * LOW_SHARE;
  return { used, limit, largest, missing, room: missing > 0 ? 'short' : isLow ? 'low' : 'enough' };
}
