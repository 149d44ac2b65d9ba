// Download, with a question before what can run something on the reader's computer: the server cannot look into files, so the page says
// it. Whatever else is saved is saved at once.
'use client';

import { useState } from 'react';
import type { AttachmentView } from '../../session/vault-api/mailbox.ts';
import type { Danger } from '../../viewers/danger.ts';
import type { OpenStream } from '../../viewers/source.ts';

// Loaded with the first download, not with the page.
const loadDanger = () => import('../../viewers/danger.ts');

export type DownloadQuestion = { danger: Danger; names: string[]; go: () => void };

type Parts = { open: OpenStream; start: (attachment: AttachmentView) => void; startAll: () => void };

export function useCarefulDownload({ open, start, startAll }: Parts) {
  const [question, setQuestion] = useState<DownloadQuestion | null>(null);

  const download = async (attachment: AttachmentView) => {
    const go = () => start(attachment);
    // Where this part of the page cannot be loaded, the file cannot either, and the download says why.
    const danger = await dangerIn(attachment, open).catch(() => null);
    if (danger === null) go();
    else setQuestion({ danger, names: [attachment.name], go });
  };
  const downloadAll = async (attachments: readonly AttachmentView[]) => {
    const { dangerOfName } = await loadDanger().catch(() => ({ dangerOfName: () => null }));
    const dangers = attachments.flatMap(({ name }) => {
      const danger = dangerOfName(name);
      return danger === null ? [] : [{ name, danger }];
    });
    const [first] = dangers;
    if (first === undefined) startAll();
    else setQuestion({ danger: first.danger, names: dangers.map(({ name }) => name), go: startAll });
  };
  return { question, answer: () => setQuestion(null), download: (attachment: AttachmentView) => void download(attachment), downloadAll: (attachments: readonly AttachmentView[]) => void downloadAll(attachments) };
}

async function dangerIn(attachment: AttachmentView, open: OpenStream): Promise<Danger | null> {
  const { dangerOfName, needsLook } = await loadDanger();
  return dangerOfName(attachment.name) ?? (needsLook(attachment.name) ? await look(attachment, open) : null);
}

/** The first bytes tell. If they cannot be read, neither can the file, and the download says why. */
async function look(attachment: AttachmentView, open: OpenStream): Promise<Danger | null> {
  const [{ readHead }, { dangerOf }] = await Promise.all([import('../../viewers/byte-port.ts'), loadDanger()]);
  const stream = open(attachment, () => undefined);
  try {
    return dangerOf({ name: attachment.name, head: await readHead(stream.port) });
  } catch {
    return null;
  } finally {
    stream.cancel();
  }
}
