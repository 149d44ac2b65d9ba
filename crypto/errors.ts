// The few error classes of crypto/. Each has a stable code; none carries plaintext, keys or addresses (SPEC.md, "Failure").

/** Base of every error that crypto/ throws on purpose. `code` is stable and may be shown to programs. */
export abstract class CryptoError extends Error {
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

/** Opening failed. There is one kind and no detail: wrong key, altered bytes and wrong context look the same. */
export class OpenError extends CryptoError {
  readonly code = "cannot_open";
  constructor(options?: ErrorOptions) {
    super("cannot open", options);
  }
}

/** A signed object is malformed, or is not signed by the key it must be signed by. */
export class VerificationError extends CryptoError {
  readonly code = "not_verified";
  constructor(options?: ErrorOptions) {
    super("not verified", options);
  }
}

/** The caller (or the person typing) passed something that is not of the stated form. `what` names the rule, never the value. */
export class InvalidInputError extends CryptoError {
  readonly code = "invalid_input";
  constructor(what: string, options?: ErrorOptions) {
    super(`invalid input: ${what}`, options);
  }
}
