// The files of a draft: what is attached, how far each upload is, and how files come in, change places and go out again.
'use client';

import { useEffect, useRef, useState } from 'react';
import { fileOfHandle } from '../../session/file-handles.ts';
import type { DraftAttachment } from '../../session/vault-api/drafts.ts';
import { type ChosenFile, type Upload, useUploads } from '../../session/use-uploads.ts';
import { encodeError } from '../../session/vault-error.ts';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { say } from '../../ui/toasts.ts';
import { addInOrder } from './add-files.ts';
import type { DroppedFiles } from './file-intake.ts';
import { unfinishedFor } from './match-unfinished.ts';
import { type UploadSummary, summariseUploads } from './upload-summary.ts';
import type { DraftEditing } from './use-draft.ts';
import { type ThumbnailEditions, useThumbnails } from './use-thumbnails.ts';
import { type StorageView, useStorage } from './use-storage.ts';

const words = text.compose.attachments;
/** Files that come in are listed at most this often. */
const LIST_EVERY_MS = 150;

/** A file with its upload; null: it was uploaded before and is complete. */
export type AttachedFile = { attachment: DraftAttachment; upload: Upload | null };

export type AttachmentsEditing = {
  draft: string;
  files: AttachedFile[];
  thumbnails: ThumbnailEditions;
  summary: UploadSummary;
  storage: StorageView;
  problem: string | null;
  /** Also files that are still being looked for in dropped folders: the message waits for them. */
  add: (files: ChosenFile[] | Promise<DroppedFiles>) => void;
  /** The file of an upload from before a reload: chosen again, or (null) read by the handle that the browser kept. */
  takeUp: (attachment: DraftAttachment, file: File | null) => void;
  /** To this place in the list. */
  move: (id: string, place: number) => void;
  remove: (id: string) => void;
  pause: (id: string) => void;
  resume: (id: string) => void;
  retry: (id: string) => void;
};

export function useAttachments({ draft, change, latest }: Pick<DraftEditing, 'draft' | 'change' | 'latest'>): AttachmentsEditing {
  const { uploads, add: upload, takeUp, remove: drop, arrange, pause, resume, retry } = useUploads(draft.id);
  const [problem, setProblem] = useState<string | null>(null);
  const { editions: thumbnails, make: makeThumbnail } = useThumbnails();
  const [coming, setComing] = useState(0);
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());

  const byId = new Map(uploads.map((each) => [each.id, each]));
  // News of uploads comes a moment later than the file: until then one that was begun here is not taken for complete.
  const uploadOf = (attachment: DraftAttachment): Upload | null => {
    const known = byId.get(attachment.id);
    if (known) return known;
    if (begun.has(attachment.id)) return shownAs(draft.id, attachment, 'waiting');
    return attachment.unfinished ? shownAs(draft.id, attachment, 'needs-file') : null;
  };
  const files = draft.attachments.map((attachment) => ({ attachment, upload: uploadOf(attachment) }));
  const own = files.flatMap((file) => (file.upload === null ? [] : [file.upload]));
  const storage = useStorage(own);

  const begins = (...ids: string[]) => setBegun((before) => new Set([...before, ...ids]));
  const resumeWith = async (attachment: DraftAttachment, chosen: Pick<ChosenFile, 'file' | 'handle'>) => {
    begins(attachment.id);
    const { attachment: now, same } = await takeUp(attachment, chosen);
    if (!same) say(words.beginsAnew(now.name));
    change((current) => ({ attachments: current.attachments.map((each) => (each.id === now.id ? now : each)) }));
    makeThumbnail({ draft: draft.id, attachment: now.id, file: chosen.file });
  };
  /** The file of an upload from before a reload, chosen again. */
  const waitingFor = (chosen: ChosenFile) => unfinishedFor(chosen, latest().attachments.filter(({ id }) => !uploads.some((each) => each.id === id)));
  /** Null: it goes on where an upload from before stopped. */
  const addOne = async (chosen: ChosenFile): Promise<DraftAttachment | null> => {
    if (storage.largest !== null && chosen.file.size > storage.largest) throw new TooLarge(storage.largest);
    const waiting = waitingFor(chosen);
    if (waiting) return resumeWith(waiting, chosen).then(() => null);
    const added = await upload(chosen);
    makeThumbnail({ draft: draft.id, attachment: added.id, file: chosen.file });
    return added;
  };
  const list = (added: DraftAttachment[]) => {
    if (added.length === 0) return;
    begins(...added.map(({ id }) => id));
    change((current) => ({ attachments: [...current.attachments, ...added] }));
  };
  /** Why some were not taken, in words. */
  const take = async (chosen: ChosenFile[]): Promise<string[]> => {
    let added: DraftAttachment[] = [];
    let listedAt = Date.now();
    const takeOne = async (file: ChosenFile) => {
      const one = await addOne(file);
      if (one) added.push(one);
      // Not each by itself: of a thousand, the first would be drawn a thousand times.
      if (Date.now() - listedAt < LIST_EVERY_MS) return;
      list(added);
      [added, listedAt] = [[], Date.now()];
    };
    const { taken, problems } = await addInOrder(chosen, { listed: () => [...latest().attachments, ...added], add: takeOne, isListed: (file) => Boolean(waitingFor(file)), refusal });
    list(added);
    if (taken > 0) say(words.added(formatCount(taken, words.files)));
    return problems;
  };
  const add = async (files: ChosenFile[] | Promise<DroppedFiles>) => {
    setProblem(null);
    // Until all are listed there is at least one that is not.
    setComing((count) => count + 1);
    try {
      const { chosen, unreadable } = Array.isArray(files) ? { chosen: files, unreadable: [] } : await files;
      const problems = [...unreadable.map(words.cannotRead), ...(await take(chosen))];
      if (problems.length > 0) setProblem(problems.join('\n'));
    } finally {
      setComing((count) => count - 1);
    }
  };
  const takeUpOne = async (attachment: DraftAttachment, chosen: File | null) => {
    setProblem(null);
    const file = chosen ?? (await fileOfHandle(attachment.id, { ask: 'ask' }));
    if (file === null) setProblem(words.cannotRead(attachment.name));
    else await resumeWith(attachment, { file }).catch((error: unknown) => setProblem(`${file.name}: ${refusal(error)}`));
  };
  const remove = async (id: string) => {
    change((current) => ({ attachments: current.attachments.filter((attachment) => attachment.id !== id) }));
    // What the server keeps of it is removed later by its own clean-up if this does not get through.
    await drop(id).catch(() => undefined);
  };
  const move = (id: string, place: number) => {
    const { attachments } = latest();
    const attachment = attachments.find((each) => each.id === id);
    if (!attachment) return;
    const others = attachments.filter((each) => each.id !== id);
    const next = [...others.slice(0, place), attachment, ...others.slice(place)];
    change(() => ({ attachments: next }));
    arrange(next.map((each) => each.id));
    say(words.moved(attachment.name, Math.min(place, others.length) + 1, next.length));
  };
  useReadableAgain(files, resumeWith);

  return {
    draft: draft.id,
    files,
    thumbnails,
    summary: summariseUploads(own, coming),
    storage,
    problem,
    add: (chosen) => void add(chosen),
    takeUp: (attachment, file) => void takeUpOne(attachment, file),
    move,
    remove: (id) => void remove(id),
    pause, resume, retry,
  };
}

/** Files that the browser can read again without asking go on by themselves, once, when the draft is opened. */
function useReadableAgain(files: readonly AttachedFile[], resumeWith: (attachment: DraftAttachment, chosen: { file: File }) => Promise<void>): void {
  const looked = useRef(new Set<string>());
  useEffect(() => {
    for (const { attachment, upload } of files) {
      if (upload?.state !== 'needs-file' || looked.current.has(attachment.id)) continue;
      looked.current.add(attachment.id);
      void fileOfHandle(attachment.id, { ask: 'never' }).then((file) => file && resumeWith(attachment, { file }).catch(() => undefined));
    }
  });
}

function shownAs(draft: string, { id, name, path, mediaType, size, unfinished }: DraftAttachment, state: 'waiting' | 'needs-file'): Upload {
  return { id, name, path, mediaType, size, draft, state, failure: null, announcedAt: null, sent: unfinished?.sent ?? 0, bytesPerSecond: 0, secondsLeft: null };
}

class TooLarge extends Error {
  readonly max: number;

  constructor(max: number) {
    super('too large');
    this.max = max;
  }
}

/** Why a file was not taken at all. */
function refusal(error: unknown): string {
  if (error instanceof TooLarge) return words.tooLarge(formatBytes(error.max));
  const { code, details } = encodeError(error);
  if (code === 'too_large') return typeof details['max'] === 'number' ? words.tooLarge(formatBytes(details['max'])) : words.tooLargePlain;
  return uploadFailure(code) ?? words.addFailed;
}

/** Why an upload stopped. Null: no particular words. */
export function uploadFailure(code: string | null): string | null {
  switch (code) {
    case 'file_changed':
      return words.changed;
    case 'too_large':
      return words.tooLargePlain;
    case 'too_many_unconfirmed':
      return words.unconfirmed;
    case 'too_many_unsent':
      return words.tooManyUnsent;
    case 'quota_reached':
      return words.noRoom;
    case 'storage_full':
      return words.serverFull;
    case 'advanced_not_allowed':
      return words.advancedNotAllowed;
    default:
      return null;
  }
}
