// What Sealpost needs of a browser. An empty list means that it will work; /unsupported names what is missing.

/** Names of what is missing, for the page that says so. Cheap: may run before anything else is loaded. */
export function missingFeatures(): string[] {
  const needs: Record<string, () => boolean> = {
    'secure context': () => globalThis.isSecureContext,
    WebAssembly: () => typeof WebAssembly === 'object',
    WebCrypto: () => typeof globalThis.crypto?.subtle?.encrypt === 'function',
    'module workers': supportsModuleWorkers,
    IndexedDB: () => typeof indexedDB === 'object' && indexedDB !== null,
    'message channels': () => typeof MessageChannel === 'function' && typeof BroadcastChannel === 'function',
    streams: () => typeof ReadableStream === 'function' && typeof Blob.prototype.stream === 'function',
    'recent JavaScript': () => 'any' in AbortSignal && 'withResolvers' in Promise && 'findLast' in Array.prototype,
    dialogs: () => typeof HTMLDialogElement === 'function',
  };
  return Object.entries(needs)
    .filter(([, has]) => !holds(has))
    .map(([name]) => name);
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
