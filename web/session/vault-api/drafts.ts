// Messages being written, with their files and the versions of several devices.
import type { BodyDocument } from '#crypto';
import type { Id } from './id.ts';

/** A file of a message being written. Uploaded and sealed in the background; `id` is the attachment's id. */
export type DraftAttachment = {
  id: Id;
  name: string;
  path: string | null;
  mediaType: string;
  size: number;
  /** Not wholly with the server: how much is, and when the file was last changed (unix milliseconds). */
  unfinished?: { sent: number; lastModified: number };
};

/** When a message is deleted for everybody: so many days after it was sent, or at a moment (unix milliseconds). */
export type Expiry = { days: number } | { at: number };

export type Draft = {
  id: Id; // becomes the message's id: sending twice sends once
  thread: Id | null;
  inReplyTo: Id | null;
  recipients: string[];
  noticeSubject: string;
  noticeText: string;
  secureSubject: string;
  body: BodyDocument;
  attachments: DraftAttachment[];
  /** Null: never. */
  expiry: Expiry | null;
  updatedAt: number;
  /** Which save of it this is; null: never saved. */
  edition: string | null;
  savedBy: SavedBy | null;
  /** Other versions that are kept with it, the newest first. */
  aside: DraftVersion[];
};

export type DeviceName = { browser: string; system: string | null };

/** `here`: on this device, perhaps in another window. */
export type SavedBy = { here: boolean; name: DeviceName | null };

export type DraftVersion = Omit<Draft, 'aside' | 'edition'> & { edition: string };

/** Of two versions: the one that is written here, the other one, or the other one as a draft of its own. */
export type DraftChoice = 'this' | 'other' | 'both';

export interface DraftsVault {
  drafts(): Promise<Draft[]>;
  /** `head`: the line above what is quoted. */
  newDraft(input: { reply: (({ message: Id; all: boolean } | { forward: Id }) & { head: string }) | null }): Promise<Draft>;
  /** Answers the edition. `draft_changed`: another save than the one it is based on stands there, and nothing was written. */
  saveDraft(draft: Draft): Promise<string>;
  /** The draft as it stands now, where that is another edition; null: it is the same, or gone. */
  draftElsewhere(draft: Pick<Draft, 'id' | 'edition'>): Promise<Draft | null>;
  /** Keeps what is written here beside another device's version, until one is chosen. */
  putAside(draft: Draft): Promise<void>;
  /** What was not chosen is kept with it. Answers what the draft is now. */
  chooseVersion(chosen: { draft: Draft; choice: DraftChoice }): Promise<Draft>;
  /** Changes places with a version that is kept with it. */
  takeVersion(wanted: { draft: Draft; version: string }): Promise<Draft>;
  /** Seals the small picture of a file being sent and keeps it with the server. It may fail without harm. */
  keepThumbnail(thumbnail: { attachment: Id; image: Uint8Array<ArrayBuffer> }): Promise<void>;

  /**
   * Marks the draft, to be removed a minute later with its files. `written`: in fields of a draft that may never have been saved. Answers whether there
   * is anything to bring back.
   */
  discardDraft(discarded: { draft: Draft; written: boolean }): Promise<boolean>;
  /** Takes `discardDraft` back. Throws `not_found` when it is too late, or another device has sent the draft. */
  restoreDraft(id: Id): Promise<void>;
  /** Removes what was discarded before and not brought back. */
  tidyDrafts(): Promise<void>;
}
