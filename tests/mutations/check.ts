// How a check is written down: in words, what takes it out, and the test that must then fail.
export type Mutation = {
  /** The check, in words. */
  name: string;
  file: string;
  find: string;
  replace: string;
  test: string;
  /** A pattern of test names, where running the whole file would take long. */
  only?: string;
};

type Check = [name: string, find: string, replace: string, test: string, only?: string];

/** The attack that the check stops. Only what two checks hold, one behind the other, is shown by a test of the inner one alone. */
const testFile = (name: string) => (name.includes('/') ? `tests/${name}.test.ts` : `tests/attacks/${name}.test.ts`);
export const of = (file: string, checks: readonly Check[]): Mutation[] =>
  checks.map(([name, find, replace, test, only]) => ({ name, file, find, replace, test: testFile(test), ...(only === undefined ? {} : { only }) }));

/** A statement that is left out: nothing stands in its place. */
export const NOTHING = '';
