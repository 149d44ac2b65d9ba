// Registers the worker that answers while there is no connection (web/shell-worker.ts), once the page is loaded and idle: the
// first visit needs everything else more.

const SOON_MS = 1_000;

export function registerShell(): void {
  const register = () => void navigator.serviceWorker?.register('/shell.js', { updateViaCache: 'none' }).catch(() => undefined);
  setTimeout(register, SOON_MS);
}
