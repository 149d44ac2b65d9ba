// The one error that reaches the screens: a stable code, and details that are never secret. Screens turn codes into words.

export type ErrorDetails = Readonly<Record<string, unknown>>;

/** How an error crosses a worker's border: structured cloning would lose a class and its fields. */
export type WireError = { code: string; details: ErrorDetails };

export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(code: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

export function isVaultError(error: unknown, code?: string): error is VaultError {
  return error instanceof VaultError && (code === undefined || error.code === code);
}

/** The code to find words for. Anything unforeseen is `unexpected`. */
export function codeOf(error: unknown): string {
  return encodeError(error).code;
}

/** What may be told about any error: a code. Foreign messages stay behind, since they may name things. */
export function encodeError(error: unknown): WireError {
  if (error instanceof VaultError) return { code: error.code, details: error.details };
  const code = (error as { code?: unknown } | null)?.code;
  return { code: typeof code === 'string' && /^[a-z_]+$/.test(code) ? code : 'unexpected', details: {} };
}

/** The error again, on the other side of a worker's border. */
export function parseError(wire: unknown): VaultError {
  if (wire instanceof VaultError) return wire;
  const { code, details } = (wire ?? {}) as Partial<WireError>;
  return typeof code === 'string' ? new VaultError(code, details ?? {}) : new VaultError('unexpected', {}, { cause: wire });
}
