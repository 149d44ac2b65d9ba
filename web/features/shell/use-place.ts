// Where in the mailbox one is, read from the address alone.
'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { type MailFolder, parseFolder } from '../../ui/paths.ts';

export type Place = { kind: 'folder'; folder: MailFolder } | { kind: 'message'; id: string | null; folder: MailFolder } | { kind: 'page'; path: string };

export function usePlace(): Place {
  const pathname = usePathname();
  const query = useSearchParams();
  const folder = parseFolder(query.get('folder'));
  const id = query.get('id');
  return useMemo(() => {
    if (pathname === '/mail') return { kind: 'folder', folder };
    if (pathname === '/message') return { kind: 'message', id, folder };
    return { kind: 'page', path: pathname };
  }, [pathname, folder, id]);
}
