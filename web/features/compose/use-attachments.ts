// The files of a draft: what is attached, how far each upload is, and how files come in and go out again.
'use client';

import { useState } from 'react';
import type { DraftAttachment } from '../../session/vault-api.ts';
import { type ChosenFile, type Upload, useUploads } from '../../session/use-uploads.ts';
import { encodeError } from '../../session/vault-error.ts';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { say } from '../../ui/toasts.ts';
import { type UploadSummary, summariseUploads } from './upload-summary.ts';
import type { DraftEditing } from './use-draft.ts';
import { useThumbnails } from './use-thumbnails.ts';

const words = text.compose.attachments;

/** A file with its upload; null: it was uploaded before and is complete. */
export type AttachedFile = { attachment: DraftAttachment; upload: Upload | null };

export type AttachmentsEditing = {
  draft: string;
  files: AttachedFile[];
  /** Changes when a thumbnail has been kept. */
  thumbnails: number;
  summary: UploadSummary;
  problem: string | null;
  add: (files: ChosenFile[]) => void;
  remove: (id: string) => void;
  pause: (id: string) => void;
  resume: (id: string) => void;
  retry: (id: string) => void;
};

export function useAttachments({ draft, change }: Pick<DraftEditing, 'draft' | 'change'>): AttachmentsEditing {
  const { uploads, add: upload, remove: drop, pause, resume, retry } = useUploads(draft.id);
  const [problem, setProblem] = useState<string | null>(null);
  const { edition: thumbnails, make: makeThumbnail } = useThumbnails();
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());

  const add = async (files: ChosenFile[]) => {
    setProblem(null);
    const problems: string[] = [];
    for (const file of files) {
      try {
        const added = await upload([file]);
        setBegun((before) => new Set([...before, ...added.map(({ id }) => id)]));
        change((current) => ({ attachments: [...current.attachments, ...added] }));
        for (const { id } of added) makeThumbnail({ id, file: file.file });
      } catch (error) {
        problems.push(`${file.file.name}: ${refusal(encodeError(error))}`);
      }
    }
    if (problems.length > 0) setProblem(problems.join('\n'));
    const taken = files.length - problems.length;
    if (taken > 0) say(words.added(formatCount(taken, words.files)));
  };
  const remove = async (id: string) => {
    change((current) => ({ attachments: current.attachments.filter((attachment) => attachment.id !== id) }));
    // What the server keeps of it is removed later by its own clean-up if this does not get through.
    await drop(id).catch(() => undefined);
  };

  // News of uploads comes a moment later than the file: until then one that was begun here is not taken for complete.
  const uploadOf = (attachment: DraftAttachment): Upload | null =>
    uploads.find(({ id }) => id === attachment.id) ?? (begun.has(attachment.id) ? justBegun(draft.id, attachment) : null);
  const files = draft.attachments.map((attachment) => ({ attachment, upload: uploadOf(attachment) }));
  const own = files.flatMap((file) => (file.upload === null ? [] : [file.upload]));
  return { draft: draft.id, files, thumbnails, summary: summariseUploads(own), problem, add: (chosen) => void add(chosen), remove: (id) => void remove(id), pause, resume, retry };
}

function justBegun(draft: string, attachment: DraftAttachment): Upload {
  return { ...attachment, draft, state: 'waiting', failure: null, sent: 0, bytesPerSecond: 0, secondsLeft: null };
}

/** Why a file was not taken at all. */
function refusal({ code, details }: { code: string; details: Readonly<Record<string, unknown>> }): string {
  if (code === 'too_large') return typeof details['max'] === 'number' ? words.tooLarge(formatBytes(details['max'])) : words.tooLargePlain;
  return uploadFailure(code) ?? words.addFailed;
}

/** Why an upload stopped. Null: no particular words. */
export function uploadFailure(code: string | null): string | null {
  switch (code) {
    case 'file_changed':
      return words.changed;
    case 'file_vanished':
      return words.vanished;
    case 'too_large':
      return words.tooLargePlain;
    case 'advanced_not_allowed':
      return words.advancedNotAllowed;
    default:
      return null;
  }
}
