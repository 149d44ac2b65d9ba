// What changes for this account, as it happens: one event stream for all tabs of the browser, since a browser opens only a few
// connections to one server. The tab that has the lock reads it and tells the others. Where no stream comes through, everything is
// asked for from time to time.

/** `state`: drafts, contacts and what else is this account's own. `anything`: something may have been missed. */
export type Change = 'mail' | 'receipt' | 'invitation' | 'practice' | 'state' | 'anything';
type Heard = Change | 'session' | 'signed-out';

export type Following = {
  /** Aborts when nobody is signed in here any more. */
  signal: AbortSignal;
  onChange: (change: Change) => void;
  /** This session may have ended, or its role changed. */
  onSession: () => void;
};

const LOCK = 'sealpost.live';
const CHANNEL = 'sealpost.live';
const KINDS: readonly Heard[] = ['mail', 'receipt', 'invitation', 'practice', 'state', 'anything', 'session', 'signed-out'];
/** A stream that was refused, by a server that is being replaced perhaps, is tried again. */
const AGAIN_MS = 15_000;
/** How often everything is asked for where no stream comes through. */
const ASK_MS = 30_000;

export function followChanges({ signal, onChange, onSession }: Following): void {
  if (signal.aborted) return;
  const hear = (heard: Heard) => {
    // What may have been missed may also be another role, or the session's end.
    if (heard === 'session' || heard === 'signed-out' || heard === 'anything') onSession();
    if (heard !== 'session' && heard !== 'signed-out') onChange(heard);
  };
  const others = new BroadcastChannel(CHANNEL);
  others.addEventListener('message', ({ data }: MessageEvent<Heard>) => hear(data));
  signal.addEventListener('abort', () => others.close(), { once: true });
  const tell = (heard: Heard) => {
    others.postMessage(heard);
    hear(heard);
  };
  // Granted when the tab that has it is closed or signs off.
  void navigator.locks.request(LOCK, { signal }, () => readEvents(tell, signal)).catch(() => undefined);
}

async function readEvents(tell: (heard: Heard) => void, signal: AbortSignal): Promise<void> {
  let stream: EventSource | undefined;
  const asking = setInterval(() => stream?.readyState !== EventSource.OPEN && navigator.onLine && tell('anything'), ASK_MS);
  while (!signal.aborted) {
    stream = new EventSource('/api/events');
    await readStream({ stream, tell, signal });
    await pause(AGAIN_MS, signal);
  }
  clearInterval(asking);
}

/** Until the stream is refused or the signal aborts; a lost connection is taken up again by the browser. */
async function readStream({ stream, tell, signal }: { stream: EventSource; tell: (heard: Heard) => void; signal: AbortSignal }): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const kind of KINDS) stream.addEventListener(kind, () => !signal.aborted && tell(kind));
    stream.addEventListener('signed-out', () => resolve());
    stream.addEventListener('error', () => stream.readyState === EventSource.CLOSED && resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  stream.close();
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
