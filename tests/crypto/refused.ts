// For properties over any input: a parser gives a value or refuses with its one error; every other error is a defect.

/** The value, or null where `run` throws an error of this class. Any other error is thrown on. */
export function unlessRefused<T>(refusal: abstract new (...args: never[]) => Error, run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof refusal) return null;
    throw error;
  }
}
