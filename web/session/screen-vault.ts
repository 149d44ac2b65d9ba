// The vault as screens hold it: an object with its methods, each of which becomes a call to the worker.
import type { Vault } from './vault-api/vault.ts';
import type { VaultWorkerSurface } from './vault-client.ts';

export type CallVault = (method: keyof VaultWorkerSurface, args: unknown[]) => Promise<unknown>;

export function screenVault(call: CallVault): Vault {
  const target = {} as Vault;
  return new Proxy(target, {
    // `then` must be absent, or awaiting the vault would call the worker.
    get: (_target, method) =>
      typeof method === 'string' && method !== 'then'
        ? (...args: unknown[]) => call(method as keyof VaultWorkerSurface, args)
        : undefined,
  });
}
