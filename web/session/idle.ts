// Automatic log-off: ends the session in every tab once nobody has been active in any of them for the idle time. Wall-clock
// times are compared, not timers, so that a laptop which slept through the limit is logged off when it wakes.

export type IdleTimes = {
  lastActive(): number;
  noteActive(at: number): void;
  lastPing(): number;
  notePing(at: number): void;
};

export type IdleParts = {
  idleMinutes: number;
  times: IdleTimes;
  now(): number;
  /** Tells the server that a person is active. */
  ping(): Promise<void>;
  /** Called once; the watch is over then. */
  onIdle(): void;
};

const MINUTE_MS = 60_000;
/** As long as an operator may set it: a server that says more switches the log-off off. */
const LONGEST_MINUTES = 1440;
// Writing the shared time for every key press would be wasteful, and some seconds do not matter.
const NOTE_EVERY_MS = 5_000;
/** How long a running transfer alone may hold a session that nobody touches. */
const TRANSFER_HOLD_MS = 120 * MINUTE_MS;

export type IdleWatch = {
  /** A person did something. */
  active(): void;
  /** A transfer that a person started made progress. */
  transferring(): void;
  /** Looks at the clock: ends the session if it is time. */
  check(): void;
  stop(): void;
};

export function createIdleWatch(parts: IdleParts): IdleWatch {
  const limit = Math.min(parts.idleMinutes, LONGEST_MINUTES) * MINUTE_MS;
  let stopped = false;
  let lastPerson = parts.now();

  function expired(): boolean {
    const idle = parts.now() - parts.times.lastActive();
    if (stopped || idle < limit) return stopped;
    stopped = true;
    parts.onIdle();
    return true;
  }

  function note(): void {
    const now = parts.now();
    const last = parts.times.lastActive();
    // `last` lies ahead when the clock was set back: count from now on.
    if (now - last >= NOTE_EVERY_MS || last > now) parts.times.noteActive(now);
    if (now - parts.times.lastPing() < MINUTE_MS && parts.times.lastPing() <= now) return;
    parts.times.notePing(now);
    // A ping that is lost is made up for by the next; one that is refused shows at the next real request.
    void parts.ping().catch(() => undefined);
  }

  parts.times.noteActive(lastPerson);
  return {
    active() {
      // The first touch after a long sleep comes before any timer: it must not revive what is over.
      if (expired()) return;
      lastPerson = parts.now();
      note();
    },
    transferring() {
      if (expired() || parts.now() - lastPerson > TRANSFER_HOLD_MS) return;
      note();
    },
    check: () => void expired(),
    stop: () => void (stopped = true),
  };
}

const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;
const CHECK_EVERY_MS = 2_000;

/** Feeds a watch from this tab's events. Returns what stops it. */
export function attachIdleWatch(watch: IdleWatch): () => void {
  const active = () => watch.active();
  const check = () => watch.check();
  for (const name of ACTIVITY) window.addEventListener(name, active, { capture: true, passive: true });
  for (const name of ['focus', 'pageshow'] as const) window.addEventListener(name, check);
  document.addEventListener('visibilitychange', check);
  const timer = setInterval(check, CHECK_EVERY_MS);
  return () => {
    watch.stop();
    clearInterval(timer);
    for (const name of ACTIVITY) window.removeEventListener(name, active, { capture: true });
    for (const name of ['focus', 'pageshow'] as const) window.removeEventListener(name, check);
    document.removeEventListener('visibilitychange', check);
  };
}
