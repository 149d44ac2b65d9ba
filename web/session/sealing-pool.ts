// Two sealing workers with two segments under way in each at most: enough to keep a fast line full, few enough to leave the page
// smooth. How many there are at a time follows the line (upload-pace.ts).
import { proxy, transfer, wrap, type Remote } from 'comlink';
import { createEnding } from './ending.ts';
import type { Sealer, SegmentJob, SegmentProgress } from './transfer-api.ts';
import type { Id } from './vault-api.ts';
import { createUploadPace } from './upload-pace.ts';
import { parseError, VaultError } from './vault-error.ts';

const WORKERS = 2;

export type SealingPool = {
  readonly free: number;
  /** Settles when the segment has arrived and the vault has noted it. To be called while there is a free place. */
  send(job: SegmentJob): Promise<void>;
  /** Whether the file's content is what was sent of it before. */
  compare(file: { attachment: Id; file: Blob }): Promise<boolean>;
  abort(attachment: Id): void;
  end(): void;
};

export type SealingPoolParts = {
  /** Gives the other end of a port to the vault worker. */
  serve(port: MessagePort): Promise<void>;
  onProgress(progress: SegmentProgress): void;
  /** A worker did not start (its script could not be fetched just then) or fell over: this pool sends nothing any more. */
  onBroken(): void;
};

type Member = { worker: Worker; remote: Remote<Sealer>; load: number };

export function createSealingPool(parts: SealingPoolParts): SealingPool {
  const ending = createEnding();
  const pace = createUploadPace();
  const onProgress = (progress: SegmentProgress) => {
    if (progress.retrying) pace.stumbled(Date.now());
    parts.onProgress(progress);
  };
  const members = Array.from({ length: WORKERS }, () => startMember({ ...parts, onProgress }));
  const least = () => members.reduce((one, other) => (other.load < one.load ? other : one));
  const fallOver = () => {
    ending.end(new VaultError('unavailable'));
    parts.onBroken();
  };
  for (const { worker } of members) worker.addEventListener('error', fallOver, { once: true });
  return {
    get free() {
      return pace.places - members.reduce((taken, { load }) => taken + load, 0);
    },
    async send(job) {
      const member = least();
      member.load += 1;
      const begun = Date.now();
      try {
        await ending.until(member.remote.send(job));
        pace.arrived(Date.now() - begun);
      } catch (error) {
        throw parseError(error);
      } finally {
        member.load -= 1;
      }
    },
    async compare(file) {
      try {
        return await ending.until(least().remote.compare(file));
      } catch (error) {
        throw parseError(error);
      }
    },
    abort: (attachment) => members.forEach(({ remote }) => void remote.abort(attachment)),
    end() {
      ending.end(new VaultError('not_signed_in'));
      for (const { worker } of members) worker.terminate();
    },
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
