// The standards' vectors and our own frozen ones where they have to hold for users: in a module worker of a real Chromium. The
// test files are the very ones that run in Node; here they are bundled, with vitest's runner, into the worker.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInWorker } from "../../bench/chromium-worker.ts";
import type { Outcome } from "./chromium-worker/run-tests.ts";

const folder = import.meta.dirname;
const files = [
  ...readdirSync(join(folder, "standard")).filter((name) => name.endsWith(".test.ts")).map((name) => `standard/${name}`),
  "released-memory.test.ts",
  ...readdirSync(folder).filter((name) => name.endsWith("-vectors.test.ts") && !readsFiles(name)),
];

/** Those that read their vectors from the disk stay in Node. */
function readsFiles(name: string): boolean {
  return /from "(node:|\.\/vectors\.ts)/.test(readFileSync(join(folder, name), "utf8"));
}

type Report = { place: string; secure: boolean; outcomes: Outcome[] };

function runThere(tests: Record<string, string>): Promise<Report> {
  const imports = Object.entries(tests).map(([name, code]) => `${JSON.stringify(name)}: async () => { ${code} }`);
  const source = `
    import { runTests } from "./chromium-worker/run-tests.ts";
    import { test, expect } from "vitest";
    runTests({ ${imports.join(",\n")} }).then(
      (outcomes) => postMessage({ result: { place: self.constructor.name, secure: self.isSecureContext, outcomes } }),
      (error) => postMessage({ error: String(error?.stack ?? error) }),
    );`;
  return runInWorker<Report>({ source, folder }, { alias: { vitest: join(folder, "chromium-worker", "vitest.ts") } });
}

const report = await runThere(Object.fromEntries(files.map((file) => [file, `await import(${JSON.stringify(`./${file}`)});`])));

it("runs in a dedicated worker", () => {
  expect([report.place, report.secure]).toEqual(["DedicatedWorkerGlobalScope", true]);
});

it("would report a test that fails, and a file without tests", async () => {
  const { outcomes } = await runThere({ planted: 'test("one is two", () => expect(1).toBe(2)); test("one is one", () => expect(1).toBe(1));', empty: "" });
  expect(outcomes.map(({ name, passed }) => [name, passed])).toEqual([["planted > one is two", false], ["planted > one is one", true], ["empty", false]]);
});

describe.each(files)("%s", (file) => {
  const outcomes = report.outcomes.filter(({ name }) => name.startsWith(file));

  it("has tests", () => expect(outcomes).not.toEqual([]));

  it.each(outcomes)("$name", ({ error }) => expect(error).toBeNull());
});
