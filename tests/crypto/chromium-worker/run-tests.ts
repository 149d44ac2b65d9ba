// Runs test files inside a browser's worker and gives what became of each test.
import { startTests, type File, type Task, type VitestRunner } from "@vitest/runner";

export type Outcome = { name: string; passed: boolean; error: string | null };

/** `files`: what imports each test file, which then registers its tests. */
export async function runTests(files: Readonly<Record<string, () => Promise<unknown>>>): Promise<Outcome[]> {
  const runner: VitestRunner = {
    config: {
      root: "/", setupFiles: [], name: undefined, passWithNoTests: false, testNamePattern: undefined, allowOnly: false,
      sequence: { seed: 0, hooks: "stack", setupFiles: "list" }, chaiConfig: undefined, maxConcurrency: 1,
      testTimeout: 120_000, hookTimeout: 120_000, retry: 0, includeTaskLocation: undefined, tags: [], tagsFilter: undefined, strictTags: false,
    },
    importFile: (path) => files[path]?.(),
  };
  return (await startTests(Object.keys(files), runner)).flatMap((file) => [...fileFailure(file), ...file.tasks.flatMap((task) => outcomes(task, file.filepath))]);
}

/** A file that could not be collected has no tests: it fails by itself. */
function fileFailure(file: File): Outcome[] {
  const failed = file.result?.errors !== undefined || file.tasks.length === 0;
  return failed ? [{ name: file.filepath, passed: false, error: file.result?.errors?.[0]?.message ?? "has no tests" }] : [];
}

function outcomes(task: Task, before: string): Outcome[] {
  const name = `${before} > ${task.name}`;
  if (task.type === "suite") return task.tasks.flatMap((each) => outcomes(each, name));
  const passed = task.result?.state === "pass";
  return [{ name, passed, error: passed ? null : (task.result?.errors?.[0]?.stack ?? task.result?.state ?? "did not run") }];
}
