// The page's end of the vault worker: started by the first call, so that a page which needs no keys loads no crypto, and
// ended as a whole at log-off, which is what forgets the keys.
import { proxy, transfer, wrap, type Remote } from 'comlink';
import { createEnding, type Ending } from './ending.ts';
import { OPENER_WANTED, type VaultTransfers } from './transfer-api.ts';
import type { Vault } from './vault-api/vault.ts';
import { parseError, VaultError } from './vault-error.ts';

export type VaultWorkerSurface = Vault &
  VaultTransfers & {
    /** Loads what passwords need, and a mailbox that is open does not. */
    preparePassword(): Promise<void>;
  };
type Method = keyof VaultWorkerSurface;
type Running = { worker: Worker; openers: Worker[]; remote: Remote<VaultWorkerSurface>; ending: Ending };

export type VaultClient = {
  call<M extends Method>(method: M, ...args: Parameters<VaultWorkerSurface[M]>): Promise<Awaited<ReturnType<VaultWorkerSurface[M]>>>;
  /** A password is being typed: starts the worker, which makes its WebAssembly ready for that. */
  wake(): void;
  /** Ends the worker. Calls under way fail with `not_signed_in`. */
  end(): void;
};

export function createVaultClient(): VaultClient {
  let running: Running | null = null;

  function end(reason: VaultError): void {
    for (const worker of running ? [running.worker, ...running.openers] : []) worker.terminate();
    running?.ending.end(reason);
    running = null;
  }

  function start(): Running {
    const worker = new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module', name: 'vault' });
    // Only loading can fail like this: whatever happens inside later is a rejected call.
    worker.addEventListener('error', () => running?.worker === worker && end(new VaultError('unavailable')));
    worker.addEventListener('message', ({ data, ports }) => data === OPENER_WANTED && void startOpener(worker, ports).catch(() => undefined));
    return { worker, openers: [], remote: wrap<VaultWorkerSurface>(worker), ending: createEnding() };
  }

  /** Loaded with the first large download. Where it cannot be loaded, the vault does without. */
  async function startOpener(vault: Worker, ports: readonly MessagePort[]): Promise<void> {
    const { startOpeningWorker } = await import('./opening-workers.ts');
    if (running?.worker === vault) running.openers.push(startOpeningWorker(ports));
  }

  return {
    async call(method, ...args) {
      running ??= start();
      const { remote, ending } = running;
      const sent = args.map((arg) => (arg instanceof MessagePort ? transfer(arg, [arg]) : typeof arg === 'function' ? proxy(arg) : arg));
      const invoke = remote[method] as unknown as (...sent: unknown[]) => Promise<never>;
      // A worker that is ended answers nothing any more: its callers would wait for ever.
      try {
        return await ending.until(invoke(...sent));
      } catch (error) {
        throw parseError(error);
      }
    },
    wake() {
      if (running) return;
      running = start();
      // Whoever needs it asks again.
      running.remote.preparePassword().catch(() => undefined);
    },
    end: () => end(new VaultError('not_signed_in')),
  };
}
