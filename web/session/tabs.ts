// What the tabs of one browser tell each other: who signed in, that somebody signed off, and when a person was last active.

export type TabNews =
  /** Also when an open account has new keys: whoever holds old ones opens it again. */
  | { kind: 'signed-in'; account: string }
  | { kind: 'signed-off'; account: string; why: 'asked' | 'idle' | 'deleted' };

export type Tabs = {
  tell(news: TabNews): void;
  listen(listener: (news: TabNews) => void): () => void;
};

const CHANNEL = 'sealpost';

export function createTabs(): Tabs {
  // A browser without it is told so by a page (browser-support.ts), which must come to be; nobody logs in there.
  if (typeof BroadcastChannel !== 'function') return { tell: () => undefined, listen: () => () => undefined };
  const channel = new BroadcastChannel(CHANNEL);
  return {
    tell: (news) => channel.postMessage(news),
    listen(listener) {
      const receive = (event: MessageEvent<TabNews>) => listener(event.data);
      channel.addEventListener('message', receive);
      return () => channel.removeEventListener('message', receive);
    },
  };
}

// Times only, nothing about a person: web storage is the one place that every tab, also a new one, reads at once.
const LAST_ACTIVE = 'sealpost.last-active';
const LAST_PING = 'sealpost.last-ping';

export const sharedTimes = {
  lastActive: () => read(LAST_ACTIVE),
  noteActive: (at: number) => write(LAST_ACTIVE, at),
  lastPing: () => read(LAST_PING),
  notePing: (at: number) => write(LAST_PING, at),
};

function read(name: string): number {
  return Number(localStorage.getItem(name) ?? 0) || 0;
}

function write(name: string, at: number): void {
  localStorage.setItem(name, String(at));
}
