// Tells screen readers what becomes of a download; eyes see it at the file.
'use client';

import { useEffect, useRef } from 'react';
import type { Download } from '../../session/use-downloads.ts';
import { text } from '../../text/mailbox.ts';
import { say } from '../../ui/toasts.ts';

type DownloadNews = { downloads: readonly Download[]; attachments: readonly { id: string; name: string }[] };

export function useDownloadNews({ downloads, attachments }: DownloadNews): void {
  const known = useRef(new Map<string, Download['state']>());
  useEffect(() => {
    for (const { id, state, failure } of downloads) {
      const before = known.current.get(id);
      known.current.set(id, state);
      const name = attachments.find((attachment) => attachment.id === id)?.name;
      if (name === undefined || before === state) continue;
      if (state === 'running') say(text.reading.attachments.started(name));
      if (failure === 'cancelled') say(text.reading.attachments.stopped(name));
      if (state === 'done' && before === 'running') say(text.reading.attachments.saved(name));
    }
  });
}
