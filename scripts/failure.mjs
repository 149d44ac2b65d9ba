// How a script says that it cannot go on: in one line where the reason is known.
import { ProgramFailed } from './child-process.mjs';

/** What the person who starts a script can do something about; the message says what. */
export class SetUpError extends Error {}

/**
 * @param {unknown} error
 * @returns {never}
 */
export function reportAndExit(error) {
  const isKnown = error instanceof SetUpError || error instanceof ProgramFailed;
  console.error(isKnown ? error.message : error);
  process.exit(1);
}
