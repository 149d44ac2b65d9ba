// A vitest reporter that ends the run with one line: "N passed, N failed, N skipped".
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

type Counts = { passed: number; failed: number; skipped: number };

/** A file that does not load, and an error outside of any test, count as one failure each: neither may go unseen. */
export function countResults(modules: readonly TestModule[], errorsOutsideTests: readonly SerializedError[]): Counts {
  const counts: Counts = { passed: 0, failed: errorsOutsideTests.length, skipped: 0 };
  for (const module of modules) {
    const before = counts.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'skipped' : state] += 1;
    }
    if (module.state() === 'failed' && counts.failed === before) counts.failed += 1;
  }
  return counts;
}

export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errorsOutsideTests: readonly SerializedError[]): void {
    const { passed, failed, skipped } = countResults(modules, errorsOutsideTests);
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
