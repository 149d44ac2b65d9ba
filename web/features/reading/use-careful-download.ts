// Download, with a question before what can run something on the reader's computer: the server cannot look into files, so the page says
// it. Whatever else is saved is saved at once.
'use client';

import { useState } from 'react';
import type { AttachmentView } from '../../session/vault-api.ts';
import { readChunk } from '../../viewers/byte-port.ts';
import { type Danger, dangerOf, dangerOfName, needsLook } from '../../viewers/danger.ts';
import type { OpenStream } from '../../viewers/source.ts';

export type DownloadQuestion = { danger: Danger; names: string[]; go: () => void };

type Parts = { open: OpenStream; start: (attachment: AttachmentView) => void; startAll: () => void };

export function useCarefulDownload({ open, start, startAll }: Parts) {
  const [question, setQuestion] = useState<DownloadQuestion | null>(null);

  const download = async (attachment: AttachmentView) => {
    const go = () => start(attachment);
    const danger = dangerOfName(attachment.name) ?? (needsLook(attachment.name) ? await look(attachment, open) : null);
    if (danger === null) go();
    else setQuestion({ danger, names: [attachment.name], go });
  };
  const downloadAll = (attachments: readonly AttachmentView[]) => {
    const dangers = attachments.flatMap(({ name }) => {
      const danger = dangerOfName(name);
      return danger === null ? [] : [{ name, danger }];
    });
    const [first] = dangers;
    if (first === undefined) startAll();
    else setQuestion({ danger: first.danger, names: dangers.map(({ name }) => name), go: startAll });
  };
  return { question, answer: () => setQuestion(null), download: (attachment: AttachmentView) => void download(attachment), downloadAll };
}

/** The first bytes tell. If they cannot be read, neither can the file, and the download says why. */
async function look(attachment: AttachmentView, open: OpenStream): Promise<Danger | null> {
  const stream = open(attachment, () => undefined);
  try {
    const head = await readChunk(stream.port);
    return head === null ? null : dangerOf({ name: attachment.name, head });
  } catch {
    return null;
  } finally {
    stream.cancel();
  }
}
