// The script of the page without a connection: looks whether Sealpost can be reached, and then loads the page that was asked for.
import '../trusted-types.ts';
import { formatTime } from '../text/format.ts';
import { offline } from '../text/offline.ts';
import { applyAppearance, readAppearance } from '../ui/appearance.ts';

const EVERY_MS = 5_000;

applyAppearance(readAppearance());

/** A network that answers everything with its own log-in page is no connection. */
async function isReachable(): Promise<boolean> {
  const answer = await fetch('/api/health', { cache: 'no-store', redirect: 'error', credentials: 'omit' }).catch(() => null);
  return answer?.headers.has('x-sealpost-build') === true;
}

let looking = false;

/** `asked`: by the button, so that it answers in words. */
async function look(asked: 'asked' | 'by-itself'): Promise<void> {
  if (looking) return;
  looking = true;
  const status = document.querySelector('[role=status]');
  if (asked === 'asked' && status) status.textContent = offline.trying;
  if (await isReachable()) return location.reload();
  if (asked === 'asked' && status) status.textContent = offline.tried(formatTime(Date.now()));
  looking = false;
}

document.addEventListener('DOMContentLoaded', () => document.querySelector('button')?.addEventListener('click', () => void look('asked')));
addEventListener('online', () => void look('by-itself'));
document.addEventListener('visibilitychange', () => !document.hidden && void look('by-itself'));
setInterval(() => !document.hidden && void look('by-itself'), EVERY_MS);
