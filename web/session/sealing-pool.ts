// Two sealing workers with two segments under way in each: enough to keep a fast line full, few enough to leave the page smooth.
import { proxy, transfer, wrap, type Remote } from 'comlink';
import type { Sealer, SegmentJob, SegmentProgress } from './transfer-api.ts';
import type { Id } from './vault-api.ts';
import { parseError, VaultError } from './vault-error.ts';

const WORKERS = 2;
const IN_FLIGHT_EACH = 2;

export type SealingPool = {
  readonly free: number;
  /** Settles when the segment has arrived and the vault has noted it. To be called while there is a free place. */
  send(job: SegmentJob): Promise<void>;
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
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  const members = Array.from({ length: WORKERS }, () => startMember(parts));
  const fallOver = () => {
    ended.reject(new VaultError('unavailable'));
    parts.onBroken();
  };
  for (const { worker } of members) worker.addEventListener('error', fallOver, { once: true });
  return {
    get free() {
      return members.reduce((free, member) => free + IN_FLIGHT_EACH - member.load, 0);
    },
    async send(job) {
      const member = members.reduce((least, each) => (each.load < least.load ? each : least));
      member.load += 1;
      try {
        await Promise.race([member.remote.send(job), ended.promise]);
      } catch (error) {
        throw parseError(error);
      } finally {
        member.load -= 1;
      }
    },
    abort: (attachment) => members.forEach(({ remote }) => void remote.abort(attachment)),
    end() {
      ended.reject(new VaultError('not_signed_in'));
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
