// /share: Where another app's files would go if the service worker were not there to take them over (server/routes/share.ts).
import type { Metadata } from 'next';
import { FilesNotTaken } from '../../../features/shared-files/files-not-taken.tsx';
import { sharedFiles } from '../../../text/shared-files.ts';

export const metadata: Metadata = { title: sharedFiles.notReady.title };

export default function SharePage() {
  return <FilesNotTaken />;
}
