// The default Trusted Types policy: only this build's own script files and workers may become script URLs; never HTML or
// script text. Loaded first, from the root layout, since Next's loader and every worker pass through it.

type Policies = {
  defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
};

const SCRIPT_PATH = /^\/_next\/static\/(?:chunks|media)\/[\w.~/-]+\.(?:js|mjs|ts)$/;

/** The URL itself where it names a script of this build, else a TypeError. Query and fragment may carry anything: only the path selects a file. */
export function allowScriptUrl(url: string, origin: string): string {
  const parsed = new URL(url, origin);
  const own = parsed.origin === origin && (SCRIPT_PATH.test(parsed.pathname) || parsed.pathname === '/sw.js');
  if (!own) throw new TypeError('blocked script URL');
  return url;
}

const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
if (policies && !policies.defaultPolicy) {
  policies.createPolicy('default', { createScriptURL: (url) => allowScriptUrl(url, location.origin) });
}
