// At log-in: brings the files that another app shared from the service worker into this page, which stays until one is logged in.
'use client';
import { useEffect } from 'react';
import { sharedFiles as fetchFiles } from '../../session/shared-files.ts';
import { sharedFiles } from '../../text/shared-files.ts';
import { Callout } from '../../ui/callout.tsx';

export function SharedNote({ id }: { id: string }) {
  useEffect(() => void fetchFiles(id), [id]);
  return <Callout tone="info">{sharedFiles.afterLogIn}</Callout>;
}
