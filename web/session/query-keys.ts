// The names under which views from the vault stand in the query cache, in one table, so that one screen's change reaches
// the others.
import type { Id } from './vault-api/id.ts';
import type { Folder, MailView, ThreadPart } from './vault-api/mailbox.ts';

export const queryKeys = {
  messages: (view: MailView) => ['messages', view] as const,
  /** The first page of the inbox, as the watch for new messages sees it. */
  newest: ['newest'] as const,
  allMessages: ['messages'] as const,
  message: (id: Id) => ['message', id] as const,
  openedMessages: ['message'] as const,
  thread: ({ id, where }: { id: Id; where: ThreadPart }) => ['thread', id, where] as const,
  allThreads: ['thread'] as const,
  labels: ['labels'] as const,
  search: (search: { query: string; limit: number }) => ['search', search] as const,
  drafts: ['drafts'] as const,
  contacts: ['contacts'] as const,
  groups: ['groups'] as const,
  /** Signature and templates. */
  texts: ['texts'] as const,
  practiceTexts: ['practice-texts'] as const,
  suggestions: (query: string) => ['suggestions', query] as const,
  allSuggestions: ['suggestions'] as const,
  recipients: (addresses: readonly string[]) => ['recipients', ...addresses] as const,
  allRecipients: ['recipients'] as const,
  invitations: ['invitations'] as const,
  practice: ['practice'] as const,
  practiceProfile: ['practice-profile'] as const,
  senderProfile: (account: Id) => ['sender-profile', account] as const,
  allSenderProfiles: ['sender-profile'] as const,
  roster: ['roster'] as const,
  activity: (scope: string, query: object) => ['activity', scope, query] as const,
  activityDays: (scope: string, query: object) => ['activity-days', scope, query] as const,
  devices: ['devices'] as const,
  secondFactor: ['second-factor'] as const,
  passkeys: ['passkeys'] as const,
  addressChange: ['address-change'] as const,
  deletion: ['deletion'] as const,
  ownData: ['own-data'] as const,
  /** What is asked of this account, and what is open. */
  handOvers: ['hand-overs'] as const,
  onlyTheirs: (account: Id) => ['only-theirs', account] as const,
  noticeTimes: ['notice-times'] as const,
  signingKey: ['signing-key'] as const,
  /** The room for files on the server. */
  storage: ['storage'] as const,
  fingerprint: (address: string | null) => ['fingerprint', address] as const,
};

/**
 * What to invalidate when a folder has changed, in this order: the inbox takes its first page from what the watch has fetched
 * within the last second, so the watch must know before.
 */
export const folderKeys = (folder: Folder) => (folder === 'inbox' ? [queryKeys.newest, queryKeys.messages(folder)] : [queryKeys.messages(folder)]);
export const everyFolderKeys = [queryKeys.newest, queryKeys.allMessages, queryKeys.allThreads];
