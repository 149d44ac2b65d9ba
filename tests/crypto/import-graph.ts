// Which modules a module reaches at run time, from the import lines alone. Imports of types only are erased and do not count.
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** The text of a module by its path from the repository's root. */
export type ReadModule = (path: string) => string;

export interface ImportGraph {
  /** Path of each module reached, the entry too → its text. */
  readonly modules: ReadonlyMap<string, string>;
  readonly packages: ReadonlySet<string>;
}

const IMPORT = /(?:^|[;}\n])\s*(?:import|export)\s+(?!type\b)(?:[\w*{}\s,$]+?\sfrom\s*)?["']([^"']+)["']/g;
const DYNAMIC_IMPORT = /\b(?:import|require)\s*\(\s*(?:["'`]([^"'`]+)["'`])?/g;

export const readFromDisk: ReadModule = (path) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

/** Reads disk, but for the given modules, whose text is replaced: how a test plants a violation. */
export function replacing(texts: Readonly<Record<string, (text: string) => string>>): ReadModule {
  return (path) => (texts[path] ?? ((text: string) => text))(readFromDisk(path));
}

export function importGraph(entry: string, read: ReadModule = readFromDisk): ImportGraph {
  const modules = new Map<string, string>();
  const packages = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (modules.has(path)) continue;
    const text = read(path);
    modules.set(path, text);
    for (const target of importsOf(text)) {
      if (target.startsWith(".")) open.push(normalize(join(dirname(path), target)));
      else packages.add(target);
    }
  }
  return { modules, packages };
}

function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const named = [...code.matchAll(IMPORT)].map((match) => match[1]!);
  // A dynamic import whose target cannot be read here counts as reaching anything.
  const dynamic = [...code.matchAll(DYNAMIC_IMPORT)].map((match) => match[1] ?? "computed import");
  return [...named, ...dynamic];
}

/** Comments may speak of imports. Good enough for this repository: no string here contains a comment's beginning but URLs. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|[^:"'`])\/\/.*$/gm, "$1");
}
