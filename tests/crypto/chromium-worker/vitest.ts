// What stands for the package `vitest` where test files are bundled for a browser's worker: vitest's own runner and its own
// expect, neither of which needs Node.
import { addCustomEqualityTesters, ASYMMETRIC_MATCHERS_OBJECT, chai, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState, type ExpectStatic } from "@vitest/expect";

export { beforeAll, describe, it, test } from "@vitest/runner";

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

const globals = globalThis as Record<PropertyKey, unknown>;
export const expect = ((value: unknown, message?: string) => chai.expect(value, message)) as unknown as ExpectStatic;
Object.assign(expect, chai.expect, globals[ASYMMETRIC_MATCHERS_OBJECT], { addEqualityTesters: addCustomEqualityTesters });
globals[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null, expectedAssertionsNumber: null, expectedAssertionsNumberErrorGen: null }, expect);
