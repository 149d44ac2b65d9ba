// Download, with a question before what can run something on the reader's computer: the server cannot look into files, so the page says
// it. Whatever else is saved is saved at once.
'use client';

import { useState } from 'react';
import type { AttachmentView } from '../../session/vault-api/mailbox.ts';
import type { Danger } from '../../viewers/danger.ts';
import type { OpenStream } from '../../viewers/source.ts';

// Loaded with the first download, not with the page.
const loadDanger = () => import('../../viewers/danger.ts');

/** Of all files together: a folder of pictures without endings is looked through a few at a time. */
const LOOKS_AT_ONCE = 6;

export type DangerousFile = { name: string; danger: Danger };
export type DownloadQuestion = { files: readonly DangerousFile[]; go: () => void };

type Parts = { open: OpenStream; start: (attachment: AttachmentView) => void; startAll: () => void };

export function useCarefulDownload({ open, start, startAll }: Parts) {
  const [question, setQuestion] = useState<DownloadQuestion | null>(null);
  const [looking, setLooking] = useState(false);

  const ask = async (attachments: readonly AttachmentView[], go: () => void) => {
    const files = await dangersIn(attachments, open);
    if (files.length === 0) go();
    else setQuestion({ files, go });
  };
  const downloadAll = async (attachments: readonly AttachmentView[]) => {
    setLooking(true);
    await ask(attachments, startAll).finally(() => setLooking(false));
  };
  return {
    question,
    /** Files of Download all are being looked at. */
    looking,
    answer: () => setQuestion(null),
    download: (attachment: AttachmentView) => void ask([attachment], () => start(attachment)),
    downloadAll: (attachments: readonly AttachmentView[]) => void downloadAll(attachments),
  };
}

async function dangersIn(attachments: readonly AttachmentView[], open: OpenStream): Promise<DangerousFile[]> {
  const found = new Map<AttachmentView, Danger | null>();
  const waiting = [...attachments];
  const lookOn = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // Where this part of the page cannot be loaded, the file cannot either, and the download says why.
      found.set(next, await dangerIn(next, open).catch(() => null));
    }
  };
  await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, lookOn));
  return attachments.flatMap((attachment) => {
    const danger = found.get(attachment) ?? null;
    return danger === null ? [] : [{ name: attachment.name, danger }];
  });
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
