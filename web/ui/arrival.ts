// What the address of the log-in page tells: where one goes on to, and why one is here. Read by the page and by its first script.

export const leads = ['mailbox', 'message', 'invitation'] as const;
export const notes = ['ended', 'existing', 'used', 'shared'] as const;

export type Arrival = { lead: (typeof leads)[number]; note: (typeof notes)[number] | null };

export function arrivalOf(query: URLSearchParams): Arrival {
  const next = query.get('next') ?? '';
  return {
    lead: next.startsWith('/message') ? 'message' : next.startsWith('/invite') ? 'invitation' : 'mailbox',
    note: query.has('ended') ? 'ended' : query.has('existing') ? 'existing' : query.get('invitation') === 'used' ? 'used' : sharedIn(query) === null ? null : 'shared',
  };
}

/** The id under which files wait that another app has shared; null where none do. */
export function sharedIn(query: URLSearchParams): string | null {
  return /[?&]compose=shared\.([\w-]{22})/.exec(query.get('next') ?? '')?.[1] ?? null;
}
