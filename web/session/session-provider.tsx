'use client';
// Gives screens the vault and the state of the session. Light: nothing of the vault's worker is loaded before its first use.
import { createContext, useCallback, useContext, useSyncExternalStore, type ReactNode } from 'react';
import { hasNewBuild, watchBuild } from './build-watch.ts';
import { createSessionStore, type SessionState, type SessionStore, type TextCheck } from './session-store.ts';
import type { Vault } from './vault-api/vault.ts';

const SessionContext = createContext<SessionStore | null>(null);

let shared: SessionStore | null = null;

/** One for the page, however often React renders. In the export there is no browser to keep a session in: null, shown as 'starting'. */
function browserStore(): SessionStore | null {
  if (typeof window === 'undefined') return null;
  shared ??= createSessionStore();
  return shared;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const store = browserStore();
  return <SessionContext value={store}>{children}</SessionContext>;
}

const STARTING: SessionState = { status: 'starting' };
const noSubscription = () => () => undefined;

export type Session = SessionState & {
  /** The server runs a newer build than this tab. */
  newBuild: boolean;
  resume(): void;
  wake(): void;
  refresh(): Promise<void>;
  logOut(): Promise<void>;
  endAccount(work: () => Promise<void>): Promise<void>;
  keepText(check: TextCheck): () => void;
};

export function useSession(): Session {
  const store = useContext(SessionContext);
  const state = useSyncExternalStore(store?.subscribe ?? noSubscription, store?.state ?? (() => STARTING), () => STARTING);
  const newBuild = useSyncExternalStore(watchBuild, hasNewBuild, () => false);
  const resume = useCallback(() => store?.resume(), [store]);
  const wake = useCallback(() => store?.wake(), [store]);
  const refresh = useCallback(async () => store?.refresh(), [store]);
  const logOut = useCallback(async () => store?.logOut(), [store]);
  const endAccount = useCallback(async (work: () => Promise<void>) => store?.endAccount(work), [store]);
  const keepText = useCallback((check: TextCheck) => store?.keepText(check) ?? (() => undefined), [store]);
  return { ...state, newBuild, resume, wake, refresh, logOut, endAccount, keepText };
}

/** The vault. Stable, and to be called from effects and handlers only. */
export function useVault(): Vault {
  return useSessionStore().vault;
}

/** For the session's own hooks. */
export function useSessionStore(): SessionStore {
  const store = useContext(SessionContext);
  return store ?? ABSENT;
}

// While the export is rendered hooks ask for a store that nobody will use.
const ABSENT = new Proxy({} as SessionStore, {
  get: (_target, name) => (name === 'subscribe' || name === 'onChange' ? noSubscription : name === 'vault' ? ({} as Vault) : () => undefined),
});
