// What the page may ask of the vault worker, and the plain views it gets back. No key ever crosses this line.
import type { BodyDocument, Bytes, ManifestAttachment, MemberRole, RekeyReason } from '#crypto';
import type { Certificate } from '#crypto/openpgp';
import type { ProfileVault } from './profile-api.ts';
import type { DiscardVault } from './discard-api.ts';
import type { PracticeTextsVault } from './practice-texts-api.ts';

export type { MemberRole } from '#crypto';

export type Id = string;
export type Folder = 'inbox' | 'sent' | 'archive' | 'trash';
/** What a list shows: a folder, or what is starred in all of them but the trash. */
export type MailView = Folder | 'starred';
export type Role = MemberRole | 'guest';

/** `idleMinutes` null: the server's own. */
export type Policies = {
  completeLink: boolean;
  idleMinutes: number | null;
  secondFactor: boolean;
  inviting: 'everybody' | 'administrators';
  /** Beyond coworkers; none: anybody. */
  allowedDomains: readonly string[];
  /** What a new draft begins with; null: never. */
  expiryDays: 7 | 30 | 90 | null;
  /** How late members may choose to hear of messages by e-mail. */
  notices: 'any' | 'day' | 'at-once';
};

export type Practice = {
  id: Id;
  name: string;
  plan: 'free' | 'paid';
  policies: Policies;
  replyTo: string | null;
};

export type SessionInfo = {
  account: Id;
  address: string;
  name: string;
  confirmed: boolean;
  role: Role;
  practice: Practice | null;
  sponsors: { id: Id; name: string }[];
  device: Id;
  idleMinutes: number;
  mayInvite: boolean;
  /** Whether ZIP, STL and DICOM may go to people outside the own network. */
  advancedToOutsiders: boolean;
  /** The practice asks for a second factor, and there is none: the vault opens nothing before it is set up. */
  secondFactorMissing: boolean;
  unread: number;
};

/** The 24 words of a new recovery kit, shown once. `date` is unix milliseconds. */
export type RecoveryKit = { words: string[]; address: string; date: number };

/** `secret`: in base 32, as authenticator apps take it. */
export type SecondFactorSetUp = { setUp: string; secret: string };

/** What a passkey answered to a challenge, in base64url. */
export type PasskeyAssertion = { credential: string; clientData: string; authenticatorData: string; signature: string; userHandle: string | null };
/** What the authenticator says of a new passkey. */
export type PasskeyAttestation = { credential: string; clientData: string; attestation: string; transports: string[] };
/** `credentials`: those that may answer, none for any; when one is made, those that there are. `input`: for its PRF, where that is wanted. */
export type PasskeyChallenge = { challenge: string; credentials: { id: string; transports: string[] }[]; input: Bytes | null };
/** `output`: what its PRF gave. The vault takes the buffer and overwrites it. */
export type PasskeyAnswer = { assertion: PasskeyAssertion; output: Bytes };
/** A code of the app, a recovery code or a passkey's answer; neither where there is no second factor. */
export type SecondFactorProof = { code?: string; passkey?: PasskeyAssertion };

/** How far a contact's keys are known. `changed` stops sending until a person has looked. */
export type Verification =
  | { kind: 'access-code'; at: number }
  | { kind: 'compared'; at: number }
  | { kind: 'first-use'; at: number }
  | { kind: 'changed'; at: number }
  | { kind: 'unconfirmed' }
  | { kind: 'self' };

export type Contact = {
  address: string;
  name: string;
  practice: string;
  notes: string;
  account: Id | null;
  verification: Verification | null;
  lastUsed: number;
  uses: number;
  /** The address that they had before, and since when this account knows of the new one. */
  formerly: { address: string; at: number } | null;
};

/** People who are written to together, by their addresses. */
export type ContactGroup = { id: Id; name: string; members: string[] };
/** What a removed contact loses. `groups`: those it was in. */
export type RemovedContact = Pick<Contact, 'address' | 'name' | 'practice' | 'notes' | 'uses'> & { groups: Id[] };

/** Whom a typed text may mean, the likeliest first. */
export type Suggestions = { people: Contact[]; groups: ContactGroup[] };

/** A contact as a file has it; groups by their names. */
export type ContactCard = { address: string; name: string; practice: string; notes: string; groups: string[] };

/** What importing would do. `refused`: which of the cards have no proper address, by their places. */
export type ImportPlan = { refused: number[]; added: number; changed: number; unchanged: number };

/** What happens when this address is written to. */
export type RecipientState =
  | 'registered' // keys pinned at first use, not compared yet
  | 'verified' // by access code or comparison
  | 'invited' // an open invitation is used
  | 'to-invite' // a new invitation is made on sending
  | 'not-allowed' // not registered, and this account may not invite
  | 'beyond-domains' // the practice allows no messages to this domain
  | 'deleted' // the account that was known is gone: invited anew under the contacts, or not written to
  | 'changed' // keys changed: look before sending
  | 'alarm'; // a claim that does not verify: never sent to
/** `typed`: as it was asked for; `address`: normalised, or where somebody known has moved, theirs of now; `formerly`: what they had before. */
export type Recipient = { typed: string; address: string; name: string; practice: string; state: RecipientState; self: boolean; formerly: string | null };

export type Sender = { account: Id; address: string; name: string; practice: string; verification: Verification };

export type MessageSummary = {
  id: Id;
  thread: Id;
  role: 'sender' | 'recipient';
  folder: Folder;
  sentAt: number;
  read: boolean;
  starred: boolean;
  /** When the trash lets go of it; null elsewhere. */
  removal: number | null;
  sender: Sender;
  /** By which coworker it was handed over; null where it was sent to this account, or by it. */
  handedOver: Omit<Sender, 'practice'> | null;
  recipients: { address: string; name: string }[];
  /** Null where the container does not open or verify; the row then says so. */
  subject: string | null;
  preview: string;
  attachments: number;
  noticeSubject: string;
  /** In a list by conversations the others of it in the same view, newest first; null where a row is one message. */
  others: readonly ListedMessage[] | null;
};

/** A message as a list knows it without opening it. */
export type ListedMessage = {
  id: Id;
  role: 'sender' | 'recipient';
  folder: Folder;
  sentAt: number;
  read: boolean;
  starred: boolean;
  attachments: number;
};

/** One message in the mailbox. One to oneself is there twice, once in each role. */
export type MessagePlace = Pick<MessageSummary, 'id' | 'role'>;
export type Marks = { read?: boolean; folder?: Folder; starred?: boolean };

/** One row for each conversation, at its newest message in the view; or one for each message. */
export type Grouping = 'conversations' | 'messages';
export type MessageList = { rows: MessageSummary[]; grouping: Grouping; next: string | null; unread: number };
/** Of a conversation: what lies in the trash, or all the rest. */
export type ThreadPart = 'kept' | 'trash';

export type LabelColour = 'green' | 'blue' | 'violet' | 'red' | 'amber' | 'grey';
export type Label = { id: Id; name: string; colour: LabelColour };
/** By name; and which labels a message has. */
export type LabelBook = { labels: Label[]; messages: Readonly<Record<Id, readonly Id[]>> };

/** A message that was found, as the index knows it. */
export type SearchHit = {
  id: Id;
  folder: Folder;
  role: 'sender' | 'recipient';
  sentAt: number;
  read: boolean;
  sender: { address: string; name: string; practice: string };
  recipients: { address: string; name: string }[];
  subject: string;
  /** Some words around what was found. */
  snippet: string;
  attachments: number;
  /** Names of attachments that hold the words. */
  files: string[];
};

/** `refused`: what the server keeps of the index is not what this account saved there; it is not used. */
export type SearchProgress = { complete: boolean; searched: number; total: number; refused: boolean };
/** `hits`: the newest of all that were found. */
export type SearchResults = { hits: SearchHit[]; total: number; progress: SearchProgress };

export type DeliveryView = {
  address: string;
  name: string;
  /** `ended`: with the invitation under which it waits; nobody can open it any more. `deleted`: their account, since. */
  state: 'invited' | 'registered' | 'deleted' | 'ended';
  /** `as-chosen`: the e-mail goes when the recipient wants to hear of messages; whether it has gone is theirs to know. */
  noticeStatus: 'queued' | 'sent' | 'delivered' | 'bounced' | 'failed' | 'as-chosen';
  noticeDetail: string | null;
  openedAt: number | null;
  /** When its sender took it back; it was not opened by then. */
  recalledAt: number | null;
  /** The sealed message was given to their device, to show it in a list perhaps. */
  fetched: boolean;
};

/** An attachment as the page sees it: everything but its key and hashes. */
export type AttachmentView = Pick<ManifestAttachment, 'id' | 'name' | 'path' | 'mediaType' | 'size'>;

/**
 * `keys_changed`: the sender's keys are not the known ones; it opens once a person has looked (`confirmKeys`).
 * `started_again`: this account began anew, and what was sealed to its keys of before stays closed.
 */
export type SecureFailure = 'keys_changed' | 'started_again' | 'refused';

export type OpenedMessage = {
  summary: MessageSummary;
  notice: { subject: string; text: string };
  /** Failed: refused as a whole; nothing of it is shown. `time`: when it was sent, as the sender signed it. */
  secure:
    | { status: 'open'; subject: string; time: number; body: BodyDocument; attachments: AttachmentView[]; expires: number | null; forwarded: boolean }
    | { status: 'failed'; reason: SecureFailure };
  deliveries: DeliveryView[];
};

/** An attachment of a message that was opened, or of a draft. */
export type ThumbnailPlace = { message: Id; attachment: Id } | { draft: Id; attachment: Id };

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

/** What is handed over. Nothing of the trash ever is. */
export type HandOverScope = { kind: 'everything' } | { kind: 'messages'; ids: Id[] } | { kind: 'label'; label: Id } | { kind: 'contact'; address: string };
/** `done`: what the colleague has by now, and had before; `refused`: what does not open here, and stays behind. */
export type HandOverProgress = { to: { account: Id; address: string }; scope: HandOverScope['kind']; total: number; done: number; refused: number; complete: boolean };

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

/** What stands below one's messages: in the secure part, and in the e-mail part where it is not empty. */
export type Signature = { body: BodyDocument; notice: string };
/** A message to begin with. Empty fields leave what stands there. */
export type Template = { id: Id; name: string; noticeSubject: string; noticeText: string; secureSubject: string; body: BodyDocument };
export type OwnTexts = { signature: Signature | null; templates: Template[] };

/** `restart`: a member who lost password and recovery kit, and starts again. */
export type NewCoworker = { address: string; role: MemberRole; restart?: true };

export type AccessCode = { invitation: Id; address: string; code: string; completeLink: string | null };
/** `undoMs`: for so long it can be taken back. */
export type Sent = { id: Id; codes: AccessCode[]; undoMs: number };

/** Addresses. `fetched`: of those it was recalled from, whose device had it already. `opened`: from whom it was too late. */
export type Recall = { recalled: string[]; fetched: string[]; opened: string[] };

export type OpenInvitation = AccessCode & {
  createdAt: number;
  expiresAt: number;
  status: 'open' | 'claimed' | 'expired' | 'cancelled';
  pausedUntil: number | null;
  wrongTries: number;
  codeAskedAt: number | null;
  noticeStatus: DeliveryView['noticeStatus'] | null;
  /** Null until claimed; then whether the claim proved the access code. */
  claim: 'verified' | 'wrong' | null;
  /** Of the coworker whom it makes; null: a guest's. */
  role: MemberRole | null;
};

export type Fingerprint = { address: string; name: string; groups: string[]; verification: Verification };

export type ImportedKeys = { added: number; known: number };

/** An OpenPGP certificate as it was read. `problem`: why nothing is encrypted to it. */
export type CertificateView = Certificate;

/** The OpenPGP key that signs for this account. Withdrawn: its certificate carries the revocation. */
export type SigningKeyView = { fingerprint: string; certificate: string; createdAt: number; withdrawnAt: number | null };

export interface Vault extends DiscardVault, PracticeTextsVault, ProfileVault {
  // Access
  signUp(input: { practiceName: string; name: string; address: string; password: string; token: string | null }): Promise<RecoveryKit>;
  /** `existing`: to the account that has confirmed this address, also where another was signed up in this browser. */
  logIn(input: { address: string; password: string; existing?: boolean }): Promise<SessionInfo>;
  /** After `logIn` has thrown `second_factor_required`, whose `details` are `app` and `passkey`: which there are. */
  giveSecondFactor(proof: SecondFactorProof): Promise<SessionInfo>;
  beginPasskeyStep(): Promise<PasskeyChallenge>;
  beginPasskeyLogIn(): Promise<PasskeyChallenge>;
  /** `address`: of the locked page, or null. Throws `passkey_of_another`, `passkey_does_not_open`, `passkey_opens_nothing`. */
  logInByPasskey(input: PasskeyAnswer & { address: string | null }): Promise<SessionInfo>;
  /** After a reload: opens the account key with both halves. Null where log-in is needed. */
  resume(): Promise<SessionInfo | null>;
  /** The signed-in account as the server has it now; null where nobody is signed in here. */
  session(): Promise<SessionInfo | null>;
  logOut(): Promise<void>;
  changePassword(input: { current: string; next: string }): Promise<void>;
  /** `compromise`: the old keys may be in other hands, and are withdrawn for everybody. Otherwise a `renewal`. */
  /** With the second factor where there is one; without it this throws `wrong_second_factor`. Passkeys then open nothing until `letPasskeyUnlock`. */
  renewKit(input: { password: string; reason?: RekeyReason } & SecondFactorProof): Promise<RecoveryKit>;
  /** Both mailboxes get a link. Throws `address_taken`, `wrong_credentials`, `wrong_second_factor`. */
  askAddressChange(input: { password: string; address: string } & SecondFactorProof): Promise<void>;
  /** Throws `address_change_not_ready`, `address_change_expired`, also where this account has not asked for that address. */
  finishAddressChange(input: { password: string; address: string } & SecondFactorProof): Promise<RecoveryKit>;
  stopAddressChange(): Promise<void>;
  /** Throws `wrong_credentials`, and `conflict` where there is one already. `secondFactor.finish` puts it in force. */
  beginSecondFactor(input: { password: string } & SecondFactorProof): Promise<SecondFactorSetUp>;
  renewSecondFactorCodes(input: { password: string } & SecondFactorProof): Promise<string[]>;
  turnOffSecondFactor(input: { password: string } & SecondFactorProof): Promise<void>;
  beginPasskey(input: { password: string } & SecondFactorProof): Promise<PasskeyChallenge>;
  /** `output` null: a second factor only. Answers the recovery codes that come with the first factor. */
  addPasskey(input: { attestation: PasskeyAttestation; name: string; output: Bytes | null }): Promise<string[] | null>;
  beginPasskeyUnlock(): Promise<PasskeyChallenge>;
  /** `version`: above that of its wrap so far. */
  letPasskeyUnlock(input: PasskeyAnswer & { id: Id; version: number; password: string }): Promise<void>;
  removePasskey(input: { id: Id; password: string } & SecondFactorProof): Promise<void>;
  recover(input: { address: string; words: string; password: string; reason?: RekeyReason }): Promise<RecoveryKit>;
  /** Starts an account anew by the operator's link, where no kit is left. Old mail stays closed. */
  restart(input: { token: string; password: string }): Promise<RecoveryKit>;

  // Invitee. `redeem` keeps the opened escrow in the worker until `acceptInvitation` or `joinInvitation`.
  redeem(input: { id: Id; token: string | null; code: string }): Promise<{ address: string; inviter: { name: string; practice: string }; role: MemberRole | null }>;
  /** Registers under the redeemed invitation. `message` is the waiting one, if any. */
  acceptInvitation(input: { name: string; practiceName: string; password: string }): Promise<{ kit: RecoveryKit; message: Id | null }>;
  /** Redeems a further invitation for the signed-in account. */
  joinInvitation(): Promise<{ message: Id | null }>;

  /** For whoever belongs to no practice. `token`: the operator's, where SIGN_UP asks for one. */
  foundPractice(input: { name: string; token: string | null }): Promise<void>;

  // Mailbox
  list(input: { folder: MailView; before: string | null; grouping?: Grouping }): Promise<MessageList>;
  open(id: Id): Promise<OpenedMessage>;
  /** The small picture of an attachment, as its sender made it; null where there is none. */
  thumbnail(of: ThumbnailPlace): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The messages of a conversation, newest first, the trash left out. */
  thread(input: { id: Id; where: ThreadPart }): Promise<MessageSummary[]>;
  /** Finds messages on this device; the server is asked nothing. `query` as it was typed (session/search/query.ts). */
  search(input: { query: string; limit: number }): Promise<SearchResults>;
  /** Works on the search index for a moment. To be called again until it is complete, and when something may have changed. */
  buildIndex(): Promise<SearchProgress>;
  mark(input: { messages: MessagePlace[]; marks: Marks }): Promise<void>;
  /** Deletes one's own copies for good. Only what is in the trash. */
  remove(messages: MessagePlace[]): Promise<void>;
  emptyTrash(): Promise<void>;

  // Labels: sealed, the server knows none of them.
  labels(): Promise<LabelBook>;
  /** A new one where `id` is null. Throws `label_name` for one that is empty or there already, `labels_full`. */
  saveLabel(label: { id: Id | null; name: string; colour: LabelColour }): Promise<Label>;
  /** Answers which messages had it: with that, `restoreLabel` takes it back. */
  removeLabel(id: Id): Promise<Id[]>;
  restoreLabel(input: { label: Label; messages: Id[] }): Promise<void>;
  /** Throws `labels_full` where the document would grow beyond what the server keeps. */
  labelMessages(input: { messages: Id[]; add: Id[]; remove: Id[] }): Promise<void>;

  // Address book
  contacts(): Promise<Contact[]>;
  suggest(query: string): Promise<Suggestions>;
  /** `groups`: all those it is in from now on; absent: as before. */
  saveContact(input: { address: string; name: string; practice: string; notes: string; groups?: Id[] }): Promise<void>;
  /** Answers what `restoreContact` takes back; null: nobody was there. What is known of the keys stays either way. */
  removeContact(address: string): Promise<RemovedContact | null>;
  restoreContact(removed: RemovedContact): Promise<void>;
  groups(): Promise<ContactGroup[]>;
  /** `id` null: a new one. Throws `group_exists` for a name that another group has. */
  saveGroup(input: { id: Id | null; name: string; members: string[] }): Promise<void>;
  /** Answers the group as it was, for `saveGroup` to bring back; null: it was not there. */
  removeGroup(id: Id): Promise<ContactGroup | null>;
  /** Changes nothing. */
  planImport(cards: ContactCard[]): Promise<ImportPlan>;
  /** Adds contacts and fills gaps; what a person has written stays. Throws `invalid_address` before anything is changed. */
  importContacts(cards: ContactCard[]): Promise<void>;
  /** Looks addresses up and compares with pins. Throws `invalid_address` with `details.addresses`. */
  resolve(addresses: string[]): Promise<Recipient[]>;
  fingerprint(address: string | null): Promise<Fingerprint>; // null: one's own
  /** A person has compared the fingerprint (`compared`), or has looked at the change and accepts it (`first-use`). */
  confirmKeys(input: { address: string; as: 'compared' | 'first-use' }): Promise<void>;

  /** What other tabs and devices have changed of drafts, contacts, labels and texts is known from then on. */
  takeOver(): Promise<void>;

  // Writing
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
  send(draft: Draft): Promise<Sent>;
  /** Takes a message back that was sent here a moment ago: it is a draft again, whose id this is. Throws `message_released` when it is too late. */
  undoSend(message: Id): Promise<Id>;
  /** Takes a sent message back from those of these people who have not opened it. */
  recall(input: { message: Id; addresses: string[] }): Promise<Recall>;

  // One's own texts, on all devices
  texts(): Promise<OwnTexts>;
  saveSignature(signature: Signature | null): Promise<void>;
  /** `id` null: a new one. Throws `template_exists` for a name that another has, `too_large` where they are too long together. */
  saveTemplate(template: Omit<Template, 'id'> & { id: Id | null }): Promise<void>;
  /** Answers the template as it was, for `saveTemplate` to bring back; null: it was not there. */
  removeTemplate(id: Id): Promise<Template | null>;

  /** Ends this account for good and logs off. Throws `wrong_credentials`, `wrong_second_factor`, `last_owner`, `conflict`. */
  deleteAccount(input: { password: string; endsPractice: boolean } & SecondFactorProof): Promise<void>;
  /** All that is kept about this account, as JSON to be read and taken along; no key and no code is in it. */
  ownData(input: { explanation: string }): Promise<Blob>;

  // Handing over to a coworker
  /** Keeps what was chosen, and begins. Throws `compare_first`, `keys_changed`, `conflict` where another is open, `nothing_to_hand_over`. */
  beginHandOver(input: { to: { account: Id; address: string }; scope: HandOverScope }): Promise<HandOverProgress>;
  /** The one that was begun and not ended, on whatever device; null: none. */
  handOver(): Promise<HandOverProgress | null>;
  /** Hands the next messages over. To be called again until it is complete; it goes on after a reload. */
  goOnHandingOver(): Promise<HandOverProgress>;
  /** What was handed over stays so; the colleague is told by one e-mail. */
  endHandOver(): Promise<void>;

  // Inviter
  invitations(): Promise<OpenInvitation[]>;
  renewInvitation(id: Id): Promise<void>;
  cancelInvitation(id: Id): Promise<void>;
  /** A new invitation for an account that lost everything. */
  inviteAgain(address: string): Promise<AccessCode>;
  /** All or none. Throws `coworkers_refused` with `details.addresses` and `details.obstacles`, `members_full` with `details.used` and `details.limit`. */
  inviteCoworkers(people: NewCoworker[]): Promise<AccessCode[]>;

  // At the edge: what other programs read
  /** The decryption keys as an age identity file under a passphrase. Throws `wrong_credentials`. */
  exportKeys(input: { password: string; passphrase: string }): Promise<Bytes>;
  /** Adds keys that only open. Throws `identity_file_refused` with `details.problem`. */
  importKeys(input: { file: Bytes; passphrase: string }): Promise<ImportedKeys>;
  /** The message's age container. */
  sealedOriginal(id: Id): Promise<Bytes>;
  /** Throws `certificate_refused` with `details.problem` for what is no certificate. */
  readCertificate(file: Bytes): Promise<CertificateView>;
  signingKey(): Promise<SigningKeyView | null>;
  createSigningKey(): Promise<SigningKeyView>;
  withdrawSigningKey(input: { compromised: boolean }): Promise<SigningKeyView>;
  /** An armored detached signature. Throws `no_signing_key`. */
  signFile(file: Blob): Promise<string>;
  /** When the certificate's owner signed the file, or null. */
  checkSignature(input: { file: Blob; signature: Bytes; certificate: Bytes }): Promise<number | null>;
}
