// How this server is set up, asked for at most every few minutes.
import { answer } from '../api.ts';
import type { VaultContext } from './context.ts';

export type ServerSettings = { invitationDays: number; directTransfers: boolean };
export type KnownSettings = { at: number; settings: Promise<ServerSettings> };

const FRESH_MS = 5 * 60_000;

export function serverSettings(context: VaultContext): Promise<ServerSettings> {
  const { settings: known } = context;
  if (known && context.now() - known.at < FRESH_MS) return known.settings;
  const settings = answer(context.api.settings.$get());
  context.settings = { at: context.now(), settings };
  // An answer that never came is no answer.
  settings.catch(() => (context.settings = null));
  return settings;
}
