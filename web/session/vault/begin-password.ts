// First steps with a password: they load what the next ones need, too.
import { passwordReady, startLogin, startRegistration } from '#crypto';
import { VaultError } from '../vault-error.ts';

type Begun = { state: string; request: string };

export async function beginLogin(password: string): Promise<Begun> {
  await loaded();
  return await startLogin(password);
}

export async function beginRegistration(password: string): Promise<Begun> {
  await loaded();
  return await startRegistration(password);
}

async function loaded(): Promise<void> {
  await passwordReady().catch((cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause })));
}
