// Saves a draft while it is written: not at every key, never two at a time, always the newest, again after a failure.
import type { Draft } from '../../session/vault-api/drafts.ts';

export type SaveState = { status: 'unchanged' | 'unsaved' | 'saving' | 'waiting' | 'failed' } | { status: 'saved'; at: number };

export type DraftSaver = {
  /** Takes what is to be saved next. */
  put: (draft: Draft) => void;
  /** Saves at once what is not saved yet; resolves when nothing is under way any more. */
  flush: () => Promise<void>;
  /** Waits for a save under way and writes nothing until `release`: sending removes the draft, and a late save would bring it back. */
  hold: () => Promise<void>;
  release: () => void;
  isHeld: () => boolean;
  /** Whether all that was put is saved. */
  isSaved: () => boolean;
  /** Resolves when it is. */
  whenSaved: () => Promise<void>;
};

export type DraftSaverParts = {
  save: (draft: Draft) => Promise<void>;
  onState: (state: SaveState) => void;
  /** Offline is not a fault: it is said differently. */
  isOffline: (error: unknown) => boolean;
  now: () => number;
};

const pause = 800;
const retryAfter = 5_000;

export function createDraftSaver({ save, onState, isOffline, now }: DraftSaverParts): DraftSaver {
  let waiting: Draft | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held = false;
  let whoWait: (() => void)[] = [];

  const later = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), delay);
  };

  const saveOnce = async (draft: Draft): Promise<void> => {
    onState({ status: 'saving' });
    try {
      await save(draft);
      onState({ status: 'saved', at: now() });
      if (waiting !== null) later(pause);
    } catch (error) {
      // A newer text may have come meanwhile; it holds everything this one did.
      waiting ??= draft;
      onState({ status: isOffline(error) ? 'waiting' : 'failed' });
      later(retryAfter);
    } finally {
      running = null;
    }
    if (waiting !== null) return;
    for (const tell of whoWait) tell();
    whoWait = [];
  };

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (running !== null) return running;
    if (waiting === null || held) return;
    const draft = waiting;
    waiting = null;
    running = saveOnce(draft);
    return running;
  };

  const isSaved = () => waiting === null && running === null;

  return {
    put(draft) {
      waiting = draft;
      onState({ status: running === null ? 'unsaved' : 'saving' });
      if (!held) later(pause);
    },
    async flush() {
      await running;
      await run();
    },
    async hold() {
      held = true;
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
    release() {
      held = false;
      if (waiting !== null) later(pause);
    },
    isHeld: () => held,
    isSaved,
    whenSaved: () => (isSaved() ? Promise.resolve() : new Promise((resolve) => whoWait.push(resolve))),
  };
}
