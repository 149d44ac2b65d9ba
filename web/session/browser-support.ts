// What Sealpost needs of a browser. An empty list means that it will work; /unsupported names what is missing.

const needs = {
  secure: () => globalThis.isSecureContext,
  webAssembly: () => typeof WebAssembly === 'object',
  webCrypto: () => typeof globalThis.crypto?.subtle?.encrypt === 'function',
  workers: supportsModuleWorkers,
  database: () => typeof indexedDB === 'object' && indexedDB !== null,
  storage: () => typeof localStorage.getItem === 'function',
  channels: () => typeof MessageChannel === 'function' && typeof BroadcastChannel === 'function',
  streams: () => typeof ReadableStream === 'function' && typeof Blob.prototype.stream === 'function',
  script: () => 'any' in AbortSignal && 'withResolvers' in Promise && 'findLast' in Array.prototype,
  dialogs: () => typeof HTMLDialogElement === 'function',
} satisfies Record<string, () => boolean>;

/** The page that says what is missing has a name for each (text.deadEnds). */
export type BrowserFeature = keyof typeof needs;

/** What is missing. Cheap: may run before anything else is loaded. */
export function missingFeatures(): BrowserFeature[] {
  return (Object.keys(needs) as BrowserFeature[]).filter((name) => !holds(needs[name]));
}

function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    // Some privacy settings make the mere look at a feature throw: then it is not there for us.
    return false;
  }
}

// The constructor reads `type` only where module workers exist. The address is never fetched: reading `type` ends the attempt.
function supportsModuleWorkers(): boolean {
  let asked = false;
  const options = {
    get type(): WorkerType {
      asked = true;
      throw new Error('asked');
    },
  };
  try {
    new Worker('/sw.js', options).terminate();
  } catch {
    // Expected wherever `type` is read.
  }
  return asked;
}
