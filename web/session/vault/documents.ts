// What the sealed state holds, blob by blob. These are this client's own records: nobody else ever reads them, so they may
// grow fields, and each carries a version for the day they change their shape.
import type { BodyDocument, Id, ManifestAttachment } from '#crypto';
import type { SearchRecord } from '../search/record.ts';
import type { Verification } from '../vault-api/contacts.ts';
import type { DeviceName, Expiry } from '../vault-api/drafts.ts';
import type { HandOverScope } from '../vault-api/hand-over.ts';
import type { Label } from '../vault-api/labels.ts';

/** The keys by which a contact is known: its account, and the hashes of the identities that followed each other, oldest first. */
export type Pin = {
  account: Id;
  identities: string[];
  verification: Extract<Verification, { kind: 'access-code' | 'compared' | 'colleague' | 'first-use' }>;
  /** Identities that the account has withdrawn: once seen, it stays so, whatever the server shows later. */
  revoked?: string[];
  /** Since when other keys than these are shown for the contact; null while they are the same. */
  changedAt: number | null;
  /** A colleague has verified other keys for the contact: since when that is known, who, and which identity. */
  disputed?: { at: number; name: string; stated: string };
};

export type StoredContact = {
  address: string;
  name: string;
  practice: string;
  notes: string;
  /** False for those a person has removed: their keys stay known, or removing somebody would accept any new keys. */
  listed: boolean;
  pin: Pin | null;
  lastUsed: number;
  uses: number;
  /** Addresses that the person had before, and since when this account knows of the next; the newest last. */
  formerly?: readonly { address: string; at: number }[];
};

export type ContactsDocument = { version: 1; contacts: StoredContact[] };

/** People who are written to together. `members`: addresses, each once. */
export type StoredGroup = { id: Id; name: string; members: string[] };

export type GroupsDocument = { version: 1; groups: StoredGroup[] };

/** An invitation that this account made. */
export type StoredInvitation = {
  id: Id;
  address: string;
  /** Empty once it has served: a code that proved something need not be kept. */
  code: string;
  kemPublicKey: string;
  /** Unix milliseconds, as signed. */
  expires: number;
  createdAt: number;
  /** The message it was made for; null for an invitation alone. */
  message: Id | null;
  /** Of the coworker whom it makes; absent for a guest's. */
  role?: 'owner' | 'administrator' | 'member';
  /** The server has said that it took it. The code is kept before that, so that none can be lost on the way. */
  sent: boolean;
  claim: 'verified' | 'wrong' | null;
};

export type InvitationsDocument = {
  version: 1;
  invitations: StoredInvitation[];
  /** Addresses whose invitations ran out without an answer, after these are forgotten. */
  unanswered?: string[];
};

export type StoredAttachment = ManifestAttachment & { typeClass: 'standard' | 'advanced' };

export type StoredDraft = {
  version: 1;
  id: Id;
  thread: Id | null;
  inReplyTo: Id | null;
  recipients: string[];
  noticeSubject: string;
  noticeText: string;
  secureSubject: string;
  body: BodyDocument;
  /** Complete ones only, with key and hashes. */
  attachments: StoredAttachment[];
  /** All files in the order in which they are listed, the unfinished ones among them; absent in older drafts. */
  order?: Id[];
  forwarded: boolean;
  /** Absent in older drafts: never. */
  expiry?: Expiry | null;
  updatedAt: number;
  /** The name of this save; absent in older drafts. */
  edition?: string;
  savedBy?: { device: Id; name: DeviceName | null };
  /** Versions that were not chosen when two devices had changed the draft, the newest first. */
  aside?: readonly StoredVersion[];
  /** It is to be removed (discarded-drafts.ts): since when, and by which device. */
  discarded?: { at: number; device: Id };
};

export type StoredVersion = Omit<StoredDraft, 'aside' | 'discarded'>;

/** Signature and templates. */
export type StoredTemplate = { id: Id; name: string; noticeSubject: string; noticeText: string; secureSubject: string; body: BodyDocument };

export type TextsDocument = { version: 1; signature: { body: BodyDocument; notice: string } | null; templates: StoredTemplate[] };

/** The newest texts of a practice that were accepted: their edition, SHA-256 of what was signed and of the content. Nothing older is. */
export type StoredSeenTexts = { practice: Id; edition: number; hash: string; content: string };
/** `others`: of practices where the account was before, the latest first. */
export type PracticeTextsDocument = { version: 1 } & StoredSeenTexts & { others?: StoredSeenTexts[] };

/** The OpenPGP key that signs for this account; kept after it is withdrawn, for its certificate. */
export type OpenPgpDocument = {
  version: 1;
  fingerprint: string;
  /** Base64url of its packets; null once it is withdrawn. */
  secretKey: string | null;
  /** Armored. */
  certificate: string;
  createdAt: number;
  withdrawnAt: number | null;
};

/** A segment that the server has: its hash, and the salt by which a file can be held against it (null: not kept). */
export type SentSegmentRecord = [hash: string, salt: string | null];

/** A file of a draft that is not wholly with the server: what it takes to go on where it stopped. */
export type StoredUpload = {
  id: Id;
  name: string;
  path: string | null;
  mediaType: string;
  size: number;
  /** Of the file, unix milliseconds. */
  lastModified: number;
  segmentSize: number;
  key: string;
  segments: (SentSegmentRecord | null)[];
  typeClass: 'standard' | 'advanced' | null;
  thumbnail: StoredAttachment['thumbnail'];
};

export type UploadsDocument = { version: 1; files: StoredUpload[] };

/** A part of the search index: the records of a month, or of a piece of one that is too long. */
export type SearchShard = { version: 1; records: SearchRecord[] };
/** Which shards hold a month, how many messages, and SHA-256 of their ids in order. */
export type SearchMonth = { digest: string; messages: number; shards: Id[] };
export type SearchDirectory = { version: 1; months: Record<string, SearchMonth>; savedAt: number };

/** Names, colours, and which messages have which; messages without any are left out. */
export type LabelsDocument = { version: 1; labels: Label[]; messages: Readonly<Record<Id, readonly Id[]>> };

/** A hand-over that was begun: to whom, and what was chosen. What is done is known to the server. */
export type HandOverDocument = { version: 1; id: Id; to: { account: Id; address: string }; scope: HandOverScope; begunAt: number };

export type DraftName = `draft/${Id}`;
export type UploadsName = `uploads/${Id}`;
export type SearchShardName = `search/${Id}`;

/** The address that this account has asked for: the only one that it signs a change to. */
export type AddressChangeDocument = { version: 1; address: string };

/**
 * What profiles of practices were accepted, newest first: of each practice the newest edition, of each account the time of its newest
 * voucher. An older one is refused (SPEC.md, G3).
 */
export type ProfilesDocument = { version: 1; practices: { practice: Id; edition: number; hash: string }[]; vouchers: { account: Id; time: number }[] };

type FixedDocuments = {
  'address-change': AddressChangeDocument;
  contacts: ContactsDocument;
  groups: GroupsDocument;
  'hand-over': HandOverDocument;
  invitations: InvitationsDocument;
  labels: LabelsDocument;
  openpgp: OpenPgpDocument;
  profiles: ProfilesDocument;
  'practice-texts': PracticeTextsDocument;
  search: SearchDirectory;
  texts: TextsDocument;
};
export type DocumentName = keyof FixedDocuments | DraftName | UploadsName | SearchShardName;

export type DocumentOf<Name extends DocumentName> = Name extends keyof FixedDocuments
  ? FixedDocuments[Name]
  : Name extends SearchShardName
    ? SearchShard
    : Name extends UploadsName
      ? UploadsDocument
      : StoredDraft;

export const draftName = (id: Id): DraftName => `draft/${id}`;
export const uploadsName = (draft: Id): UploadsName => `uploads/${draft}`;
export const isUploadsName = (name: string): name is UploadsName => name.startsWith('uploads/');
export const isDraftName = (name: string): name is DraftName => name.startsWith('draft/');
export const searchShardName = (id: Id): SearchShardName => `search/${id}`;
export const isSearchShardName = (name: string): name is SearchShardName => name.startsWith('search/');
