// The one place that knows whether somebody is signed in here, outside React so that nothing is lost between pages. It
// watches the vault's calls, the idle time and the other tabs, and ends the workers at log-off.
import { forgetFileHandles } from './file-handles.ts';
import { attachIdleWatch, createIdleWatch, type IdleWatch } from './idle.ts';
import type { Change } from './live-updates.ts';
import { forgetSession, noteSession } from './may-resume.ts';
import { screenVault } from './screen-vault.ts';
import { server } from './server.ts';
import { createTabs, sharedTimes, type TabNews } from './tabs.ts';
import type { SessionInfo } from './vault-api/session.ts';
import type { Vault } from './vault-api/vault.ts';
import type { VaultClient, VaultWorkerSurface } from './vault-client.ts';
import { createVaultClient } from './vault-client.ts';
import { isVaultError, VaultError } from './vault-error.ts';

export type SessionState = {
  status: 'starting' | 'signed-out' | 'locked' | 'ready';
  /** While locked: as it was. */
  session?: SessionInfo;
  /** While locked: whose password opens it again. */
  lockedAddress?: string;
  /** Signed out because the account was deleted in this page: there is nothing to log in to. */
  accountDeleted?: true;
};

export type SessionStore = {
  /** What screens call. A refused session locks the page by itself. */
  vault: Vault;
  /** For uploads and downloads. */
  call: VaultClient['call'];
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Opens the running session after a reload. Asked again, it does nothing. */
  resume(): void;
  /** A password is being typed: starts the worker and its WebAssembly ahead of the first call. */
  wake(): void;
  refresh(): Promise<void>;
  logOut(): Promise<void>;
  /** Runs what ends the account itself, and leaves for good once it has. Where it fails everything is as before. */
  endAccount(work: () => Promise<void>): Promise<void>;
  /** Asks before text would be lost by log-off, here or in another tab: true keeps the page, locked. */
  keepText(check: TextCheck): () => void;
  /** Called whenever the workers are ended. */
  onEnd(listener: () => void): () => void;
  /** Called when something has changed for the account, here or elsewhere. */
  onChange(listener: (change: Change) => void): () => void;
  /** A transfer made progress: see idle.ts. */
  transferring(): void;
};

export type TextCheck = () => boolean | Promise<boolean>;

// After these the session is open.
const OPENING: ReadonlySet<string> = new Set(['signUp', 'logIn', 'giveSecondFactor', 'logInByPasskey', 'recover', 'restart', 'acceptInvitation']);
/** What a locked page may still ask. Anything else would start a worker only to hear that it has no keys. */
const WHILE_LOCKED: ReadonlySet<string> = new Set([...OPENING, 'redeem', 'beginPasskeyLogIn', 'beginPasskeyStep']);
const SAVE_TIME_MS = 4_000;
const OTHERS_SAVE_MS = 1_500;
const RESUME_RETRY_MS = 3_000;

export function createSessionStore(): SessionStore {
  const client = createVaultClient();
  const tabs = createTabs();
  const listeners = new Set<() => void>();
  const enders = new Set<() => void>();
  const checks = new Set<TextCheck>();
  const changeListeners = new Set<(change: Change) => void>();
  let state: SessionState = { status: 'starting' };
  let watch: IdleWatch | null = null;
  let detach: (() => void) | null = null;
  let following: AbortController | null = null;
  let resuming = false;
  let signingOff = false;

  function become(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function opened(session: SessionInfo): void {
    watchIdle(session);
    noteSession();
    follow();
    become({ status: 'ready', session });
  }

  function watchIdle({ idleMinutes }: SessionInfo): void {
    detach?.();
    watch = createIdleWatch({ idleMinutes, times: sharedTimes, now: Date.now, ping, onIdle: () => void signOff('idle') });
    detach = attachIdleWatch(watch);
  }

  /** Loaded only now: log-in does without. */
  function follow(): void {
    following?.abort();
    const { signal } = (following = new AbortController());
    const onChange = (change: Change) => {
      for (const listener of changeListeners) listener(change);
    };
    const onSession = () => void refresh().catch(() => undefined);
    void import('./live-updates.ts').then(({ followChanges }) => followChanges({ signal, onChange, onSession }), () => undefined);
  }

  /** Polled by the idle watch and by screens: where a session that ended elsewhere is noticed while nobody clicks. */
  async function ping(): Promise<void> {
    await server.active().catch((error: unknown) => {
      if (isVaultError(error, 'not_signed_in') && state.status === 'ready') lock();
    });
  }

  /** Ends what holds keys. What the page shows is the next state's business. */
  function endWorkers(): void {
    detach?.();
    detach = watch = null;
    following?.abort();
    client.end();
    void forgetFileHandles();
    for (const ender of enders) ender();
  }

  /** Keeps the page and what is typed in it, but no keys. */
  function lock(): void {
    // Whoever signs off has said what comes after.
    if (signingOff) return;
    const { session } = state;
    endWorkers();
    become(session ? { status: 'locked', session, lockedAddress: session.address } : { status: 'signed-out' });
  }

  function leave(why: Pick<SessionState, 'accountDeleted'> = {}): void {
    endWorkers();
    forgetSession();
    become({ status: 'signed-out', ...why });
  }

  async function textWouldBeLost(): Promise<boolean> {
    if (checks.size === 0) return false;
    const answers = Promise.all([...checks].map(async (check) => check()));
    const late = new Promise<boolean[]>((resolve) => setTimeout(() => resolve([true]), SAVE_TIME_MS));
    // A check that fails could not save: its text is kept.
    return (await Promise.race([answers, late]).catch(() => [true])).includes(true);
  }

  async function signOff(why: 'asked' | 'idle'): Promise<void> {
    const account = state.session?.account;
    // On a locked page nothing can be saved any more: whoever asks there to log out lets it go.
    const locked = state.status === 'locked';
    signingOff = true;
    if (account) tabs.tell({ kind: 'signed-off', account, why });
    // The other tabs have heard it and save what was typed there: while the session still lasts, where nobody waits at the screen.
    const [keep] = await Promise.all([!locked && textWouldBeLost(), why === 'idle' ? pause(OTHERS_SAVE_MS) : null]);
    // Deletes both halves: the server's share and this browser's key. Without a connection the share dies by the server's clock.
    await client.call('logOut').catch(() => undefined);
    signingOff = false;
    if (keep) lock();
    else leave();
  }

  async function endAccount(work: () => Promise<void>): Promise<void> {
    const account = state.session?.account;
    signingOff = true;
    try {
      await work();
    } finally {
      signingOff = false;
    }
    if (account) tabs.tell({ kind: 'signed-off', account, why: 'deleted' });
    leave({ accountDeleted: true });
  }

  async function heard(news: TabNews): Promise<void> {
    if (news.kind === 'signed-in') {
      // The cookie is shared: keys of one account must not meet the session of another.
      if (state.session && state.session.account !== news.account) return leave();
      // The same account, opened anew elsewhere: by a re-key perhaps, after which the keys here are old.
      if (state.status === 'ready') lock();
      return resume();
    }
    // Two tabs may come to the idle time in the same moment: neither ends the other before the halves are deleted.
    if (signingOff || state.session?.account !== news.account) return;
    if (news.why !== 'deleted' && (await textWouldBeLost())) lock();
    else leave();
  }

  async function call(method: keyof VaultWorkerSurface, args: unknown[]): Promise<unknown> {
    if (state.status === 'locked' && !WHILE_LOCKED.has(method)) throw new VaultError('not_signed_in');
    try {
      const result: unknown = await client.call(method, ...(args as never));
      if (OPENING.has(method)) await announce(method === 'logIn' || method === 'giveSecondFactor' ? (result as SessionInfo) : null);
      if ((method === 'renewKit' || method === 'finishAddressChange') && state.session) tabs.tell({ kind: 'signed-in', account: state.session.account });
      return result;
    } catch (error) {
      // The session was ended from elsewhere or has expired: the keys go, what was being written stays.
      if (isVaultError(error, 'not_signed_in') && state.status === 'ready') lock();
      throw error;
    }
  }

  async function announce(known: SessionInfo | null): Promise<void> {
    const session = known ?? (await client.call('session'));
    if (!session) return;
    opened(session);
    tabs.tell({ kind: 'signed-in', account: session.account });
  }

  function resume(): void {
    if (resuming || state.status === 'ready') return;
    resuming = true;
    const locked = state.status === 'locked';
    void client
      .call('resume')
      .then((session) => {
        resuming = false;
        // The account, not its address, which may have changed in another tab.
        if (session && (!locked || session.account === state.session?.account)) opened(session);
        else if (!locked) leave();
      })
      .catch((error: unknown) => {
        resuming = false;
        if (isVaultError(error, 'offline') || isVaultError(error, 'unavailable')) setTimeout(resume, RESUME_RETRY_MS);
        else if (!locked) leave();
      });
  }

  async function refresh(): Promise<void> {
    if (state.status !== 'ready') return;
    const session = await client.call('session');
    if (state.status !== 'ready') return;
    if (!session) return lock();
    // The practice may have decided on another time.
    if (session.idleMinutes !== state.session?.idleMinutes) watchIdle(session);
    become({ status: 'ready', session });
  }

  tabs.listen((news) => void heard(news));

  return {
    vault: screenVault(call),
    call: (method, ...args) => call(method, args) as never,
    state: () => state,
    subscribe: (listener) => subscription(listeners, listener),
    resume,
    wake: client.wake,
    refresh,
    logOut: () => signOff('asked'),
    endAccount,
    keepText: (check) => subscription(checks, check),
    onEnd: (listener) => subscription(enders, listener),
    onChange: (listener) => subscription(changeListeners, listener),
    transferring: () => watch?.transferring(),
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function subscription<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
