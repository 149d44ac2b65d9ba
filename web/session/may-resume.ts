// Whether a session may be running in this browser: a flag, so that pages can choose their way without asking the server.

const FLAG = 'sealpost.session';

/** True after a log-in that no log-off has followed; the server may have ended it since. */
export function mayResume(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    // Storage may be forbidden: browser-support.ts then leads to the page that says so.
    return false;
  }
}

export function noteSession(): void {
  localStorage.setItem(FLAG, '1');
}

export function forgetSession(): void {
  localStorage.removeItem(FLAG);
}
