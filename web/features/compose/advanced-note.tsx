// Says whom ZIP, STL and DICOM files can go to, to whoever has a guest's limits, as soon as there is one among the files.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/index.ts';
import { Callout } from '../../ui/callout.tsx';
import { hintOf } from '../../viewers/file-hint.ts';

type Named = { name: string; mediaType: string };

export function AdvancedNote({ files }: { files: readonly Named[] }) {
  const { session } = useSession();
  if (session?.advancedToOutsiders === true || !files.some(isAdvanced)) return null;
  return (
    <Callout tone="info" role="status">
      <p>{text.compose.attachments.advancedLimit}</p>
    </Callout>
  );
}

/** By the name: the bytes may not have been read yet. The server has the last word. */
function isAdvanced(file: Named): boolean {
  return ['archive', 'mesh', 'dicom'].includes(hintOf(file) ?? '');
}
