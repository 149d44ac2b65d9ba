// The one place where text may become the address of a script: the build makes this the first script of every page.
// There is no createHTML and no createScript: text never becomes markup or code (tests/attacks holds this).

/** Chunks, workers and inline scripts of this build, and the service workers. */
const SCRIPT_PATH = /^\/(_next\/static\/(chunks|media|inline)\/[\w.~-]+\.(js|mjs|ts)|(sw|shell)\.js)$/;

type PolicyOptions = { createScriptURL: (address: string) => string };
type TrustedTypes = { defaultPolicy: unknown; createPolicy: (name: string, options: PolicyOptions) => unknown };

// Safari below 26 and Firefox below 148 have no Trusted Types: there the Content-Security-Policy alone holds.
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => {
    const url = new URL(address, location.origin);
    if (url.origin === location.origin && SCRIPT_PATH.test(url.pathname)) return address;
    throw new TypeError('This address may not become a script.');
  },
});
