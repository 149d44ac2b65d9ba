// Two sealing workers with two segments under way in each at most: enough to keep a fast line full, few enough to leave the page
// smooth. How many there are at a time follows the line (upload-pace.ts).
import { proxy, transfer, wrap, type Remote } from 'comlink';
import { createEnding, type Ending } from './ending.ts';
import type { Sealer, SegmentJob, SegmentProgress } from './transfer-api.ts';
import type { Id } from './vault-api/id.ts';
import { createUploadPace } from './upload-pace.ts';
import { parseError, VaultError } from './vault-error.ts';

const WORKERS = 2;
/** Longer than one takes to choose the next file, shorter than keys of what is done should lie about. */
const IDLE_MS = 10_000;

export type SealingPool = {
  readonly free: number;
  /** Settles when the segment has arrived and the vault has noted it. To be called while there is a free place. */
  send(job: SegmentJob): Promise<void>;
  /** Whether the file's content is what was sent of it before. */
  compare(file: { attachment: Id; file: Blob }): Promise<boolean>;
  /** Stops what is under way for this attachment and forgets its key. */
  abort(attachment: Id): void;
  /** What is under way fails with `not_signed_in`. */
  end(): void;
};

export type SealingPoolParts = {
  /** Gives the other end of a port to the vault worker. */
  serve(port: MessagePort): Promise<void>;
  onProgress(progress: SegmentProgress): void;
};

type Member = { worker: Worker; remote: Remote<Sealer>; load: number };
type Crew = { members: Member[]; ending: Ending };

/** The workers start with the first segment and end, keys and memory and all, when nothing has been under way for a while. */
export function createSealingPool(parts: SealingPoolParts): SealingPool {
  const pace = createUploadPace();
  let crew: Crew | null = null;
  let idle: ReturnType<typeof setTimeout>;
  const onProgress = (progress: SegmentProgress) => {
    if (progress.retrying) pace.stumbled(Date.now());
    parts.onProgress(progress);
  };
  const load = () => crew?.members.reduce((sum, member) => sum + member.load, 0) ?? 0;

  function dismiss(code: string): void {
    clearTimeout(idle);
    crew?.ending.end(new VaultError(code));
    for (const { worker } of crew?.members ?? []) worker.terminate();
    crew = null;
  }

  function start(): Crew {
    const members = Array.from({ length: WORKERS }, () => startMember({ ...parts, onProgress }));
    const started = { members, ending: createEnding() };
    // It did not start (its script could not be fetched just then) or fell over: the next segment starts new ones.
    const fallOver = () => {
      if (crew === started) dismiss('unavailable');
    };
    for (const { worker } of members) worker.addEventListener('error', fallOver, { once: true });
    return started;
  }

  async function withLeast<T>(work: (remote: Remote<Sealer>) => Promise<T>): Promise<T> {
    clearTimeout(idle);
    const { members, ending } = (crew ??= start());
    const member = members.reduce((one, other) => (other.load < one.load ? other : one));
    member.load += 1;
    try {
      return await ending.until(work(member.remote));
    } catch (error) {
      throw parseError(error);
    } finally {
      member.load -= 1;
      clearTimeout(idle);
      if (load() === 0) idle = setTimeout(() => dismiss('unavailable'), IDLE_MS);
    }
  }

  return {
    get free() {
      return pace.places - load();
    },
    async send(job) {
      const begun = Date.now();
      await withLeast((remote) => remote.send(job));
      pace.arrived(Date.now() - begun);
    },
    compare: (file) => withLeast((remote) => remote.compare(file)),
    abort: (attachment) => crew?.members.forEach(({ remote }) => void remote.abort(attachment)),
    end: () => dismiss('not_signed_in'),
  };
}

function startMember(parts: SealingPoolParts): Member {
  const worker = new Worker(new URL('./segment.worker.ts', import.meta.url), { type: 'module', name: 'segment' });
  const remote = wrap<Sealer>(worker);
  const { port1, port2 } = new MessageChannel();
  void parts.serve(port1).catch(() => undefined);
  void remote.connect(transfer(port2, [port2]), proxy(parts.onProgress));
  return { worker, remote, load: 0 };
}
