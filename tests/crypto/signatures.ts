// What the compiler says about a front door: each exported function's parameters, down to the members of the types they name.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../server/repository.ts";

/** One thing that a caller passes: the way to it (`wrapAccountKey.scope.version`) and its type as written. */
export type Input = { way: string; name: string; type: string };

export type Declarations = { functions: Map<string, string>; types: Map<string, string> };

/** Lets the compiler write the declarations of everything that the entry reaches, and reads those. `planted`: more source for it. */
export function declarationsOf(entry: string, planted = ""): Declarations {
  const folder = mkdtempSync(join(tmpdir(), "sealpost-declarations-"));
  try {
    writeFileSync(join(folder, "planted.ts"), `export {};\n${planted}`);
    const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true, removeComments: true, outDir: join(folder, "out"), rootDir: "/", types: ["node"], typeRoots: [join(repository, "node_modules/@types")] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(repository, "tsconfig.json"), compilerOptions, files: [join(repository, entry), join(folder, "planted.ts")], include: [] }));
    execFileSync(join(repository, "node_modules/.bin/tsc"), ["-p", folder], { stdio: "pipe" });
    const texts = readdirSync(join(folder, "out"), { recursive: true, withFileTypes: true })
      .filter((file) => file.name.endsWith(".d.ts"))
      .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
    return readDeclarations(texts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readDeclarations(texts: readonly string[]): Declarations {
  const functions = new Map<string, string>();
  const types = new Map<string, string>();
  for (const text of texts) {
    for (const { 1: name = "", index, 0: found } of text.matchAll(/\bexport declare function (\w+)(?:<[^(]*>)?\(/g)) {
      const start = index + found.length;
      functions.set(name, text.slice(start, closing(text, start)));
    }
    for (const { 1: name = "", index, 0: found } of text.matchAll(/\binterface (\w+)(?: extends [^{]+)? \{/g)) {
      const start = index + found.length;
      types.set(name, text.slice(start, closing(text, start)));
    }
    for (const { 1: name = "", index, 0: found } of text.matchAll(/\btype (\w+)(?:<[^=]*>)? = /g)) types.set(name, split(text.slice(index + found.length))[0] ?? "");
  }
  return { functions, types };
}

/** Every input of that function, those inside of named and literal types too. */
export function inputsOf(name: string, { functions, types }: Declarations): Input[] {
  const parameters = functions.get(name);
  if (parameters === undefined) throw new Error(`no such function: ${name}`);
  return membersOf(parameters, { way: name, types, within: new Set() });
}

/** `within`: the types that the way leads through, each of which is entered once. */
type Place = { way: string; types: ReadonlyMap<string, string>; within: ReadonlySet<string> };

function membersOf(text: string, place: Place): Input[] {
  return split(text).flatMap((part) => {
    const [, name = "", type = ""] = /^(?:readonly )?(\w+)\??: ([\s\S]*)$/.exec(part) ?? [];
    if (name === "") return [];
    const way = `${place.way}.${name}`;
    return [{ way, name, type }, ...innerMembers(type, { ...place, way })];
  });
}

function innerMembers(type: string, place: Place): Input[] {
  const found: Input[] = [];
  for (const { index } of type.matchAll(/\{/g)) found.push(...membersOf(type.slice(index + 1, closing(type, index + 1)), place));
  for (const [name] of type.matchAll(/\b[A-Z]\w+\b/g)) {
    const body = place.types.get(name);
    if (body === undefined || place.within.has(name)) continue;
    const inside = { ...place, within: new Set([...place.within, name]) };
    // The body of an interface is members; that of an alias is a type, which may hold some.
    const [first = ""] = split(body);
    found.push(...(/^(?:readonly )?\w+\??: /.test(first) ? membersOf(body, inside) : innerMembers(body, inside)));
  }
  return found;
}

/** At the commas and semicolons that stand in no bracket. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const [index, character] of [...text].entries()) {
    if ("([{".includes(character) || character === "<") depth += 1;
    if (")]}".includes(character) || (character === ">" && text[index - 1] !== "=")) depth -= 1;
    if (depth === 0 && (character === "," || character === ";")) {
      parts.push(part.trim());
      part = "";
    } else part += character;
  }
  return [...parts, part.trim()].filter((each) => each !== "");
}

/** Where the bracket that is open at `start` ends. */
function closing(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error("bracket never closed");
}
