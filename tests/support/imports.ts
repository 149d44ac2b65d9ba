// Which modules a source file names: static imports and re-exports, dynamic imports, and files it makes into workers.

export type Import = {
  specifier: string;
  /** Erased by the compiler: nothing of the module runs. */
  typeOnly: boolean;
};

const STATIC = /(?:^|[;}\n])\s*(import|export)\s+(type\s+)?((?:[\w*$\s,]|\{[^}]*\})*?\sfrom\s*)?(["'])([^"'\n]+)\4/g;
const DYNAMIC = /\bimport\s*\(\s*(["'`])([^"'`]+)\1/g;
const REQUIRED = /\brequire\s*\(\s*(["'`])([^"'`]+)\1/g;
const TYPE_QUERY = /\btypeof\s+import\s*\(\s*(["'])([^"']+)\1/g;
const FILE_URL = /\bnew\s+URL\s*\(\s*(["'])([^"']+)\1\s*,\s*import\.meta\.url/g;

export function readImports(source: string): Import[] {
  const code = withoutComments(source);
  const typeQueries = new Set([...code.matchAll(TYPE_QUERY)].map(({ index }) => index));
  // `import { type A } from` is not type-only: under verbatimModuleSyntax the module still runs.
  const found: Import[] = [...code.matchAll(STATIC)].map(([, , type, , , specifier = '']) => ({ specifier, typeOnly: type !== undefined }));
  for (const match of code.matchAll(DYNAMIC)) {
    const isType = typeQueries.has(match.index - 'typeof '.length);
    found.push({ specifier: match[2] ?? '', typeOnly: isType });
  }
  for (const pattern of [REQUIRED, FILE_URL]) for (const match of code.matchAll(pattern)) found.push({ specifier: match[2] ?? '', typeOnly: false });
  return found;
}

/** Comments speak of imports. A `//` inside a string is kept: strings are matched first and put back as they are. */
export function withoutComments(source: string): string {
  const TOKEN = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return source.replaceAll(TOKEN, (whole, text: string | undefined) => (text === undefined ? ' ' : whole));
}
