// How this server is set up, asked for at most every few minutes.
import { answer } from '../api.ts';
import type { VaultContext } from './context.ts';

export type ServerSettings = { invitationDays: number; directTransfers: boolean };
export type KnownSettings = { at: number; settings: Promise<ServerSettings> };

const FRESH_MS = 5 * 60_000;

/** As an operator may set it (INVITATION_DAYS). */
const LONGEST_INVITATION_DAYS = 365;

export function serverSettings(context: VaultContext): Promise<ServerSettings> {
  const { settings: known } = context;
  if (known && context.now() - known.at < FRESH_MS) return known.settings;
  const settings = answer(context.api.settings.$get()).then(bounded);
  context.settings = { at: context.now(), settings };
  // An answer that never came is no answer.
  settings.catch(() => (context.settings = null));
  return settings;
}

/** What a server says beyond what an operator may set would have an access code open something for good; what is no number at all opens it for a day. */
function bounded({ invitationDays, directTransfers }: ServerSettings): ServerSettings {
  const days = Number.isInteger(invitationDays) ? invitationDays : 1;
  return { invitationDays: Math.min(Math.max(days, 1), LONGEST_INVITATION_DAYS), directTransfers: directTransfers === true };
}
