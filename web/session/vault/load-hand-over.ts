// Handing over, whose code comes with its first use: the mailbox does not wait for it.
import type { HandOverProgress, HandOverScope, Id } from '../vault-api.ts';
import { VaultError } from '../vault-error.ts';
import type { VaultContext } from './context.ts';

const load = () => import('./hand-over.ts').catch((cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause })));

export async function beginHandOver(context: VaultContext, input: { to: { account: Id; address: string }; scope: HandOverScope }): Promise<HandOverProgress> {
  return (await load()).beginHandOver(context, input);
}

export async function handOver(context: VaultContext): Promise<HandOverProgress | null> {
  return (await load()).openHandOver(context);
}

export async function goOnHandingOver(context: VaultContext): Promise<HandOverProgress> {
  return (await load()).goOn(context);
}

export async function endHandOver(context: VaultContext): Promise<void> {
  await (await load()).endHandOver(context);
}
