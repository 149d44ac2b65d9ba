// Every address of the web client in one table, and the `compose` parameter that lays the compose panel over any of them.

export type MailFolder = 'inbox' | 'starred' | 'sent' | 'drafts' | 'archive' | 'trash';
export const mailFolders = ['inbox', 'starred', 'sent', 'drafts', 'archive', 'trash'] as const satisfies readonly MailFolder[];

export const paths = {
  folder: (folder: MailFolder) => (folder === 'inbox' ? '/mail' : `/mail?folder=${folder}`),
  message: ({ id, folder }: { id: string; folder: MailFolder }) => (folder === 'inbox' ? `/message?id=${id}` : `/message?id=${id}&folder=${folder}`),
  contacts: '/contacts',
  practice: '/practice',
  activity: '/practice/activity',
  settings: '/settings',
  ownData: '/settings/own-data',
  deletion: '/settings/delete',
  trust: '/trust',
  about: '/about',
} as const;

/** What the compose panel starts from. Ids only: no address and no subject ever stands in the browser's history. */
export type ComposeTarget =
  | { kind: 'new' }
  /** With files that another app has shared. */
  | { kind: 'shared'; id: string }
  | { kind: 'draft'; id: string }
  | { kind: 'reply'; id: string }
  | { kind: 'reply-all'; id: string }
  | { kind: 'forward'; id: string };

const composeForm = /^(shared|draft|reply|reply-all|forward)\.([\w-]{22})$/;

export function encodeCompose(target: ComposeTarget): string {
  return target.kind === 'new' ? 'new' : `${target.kind}.${target.id}`;
}

export function parseCompose(value: string | null): ComposeTarget | null {
  if (value === null) return null;
  if (value === 'new') return { kind: 'new' };
  const [, kind, id] = composeForm.exec(value) ?? [];
  if (kind === undefined || id === undefined) return null;
  return { kind: kind as Exclude<ComposeTarget['kind'], 'new'>, id };
}

export function isComposing(href: string): boolean {
  return new URL(href).searchParams.has('compose');
}

/** The same address with the compose panel open (or closed: null). */
export function withCompose(href: string, target: ComposeTarget | null): string {
  const url = new URL(href, 'http://here');
  if (target === null) url.searchParams.delete('compose');
  else url.searchParams.set('compose', encodeCompose(target));
  return url.pathname + url.search;
}

export function parseFolder(value: string | null): MailFolder {
  return mailFolders.find((folder) => folder === value) ?? 'inbox';
}
