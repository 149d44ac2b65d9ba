// Why the server cannot start, in one line that says what to do about it.

/** Its message is shown to the operator as it is: no secrets in it. */
export class StartError extends Error {
  readonly code = 'cannot_start';
}
