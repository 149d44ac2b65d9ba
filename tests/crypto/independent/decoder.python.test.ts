// The second implementation: SPEC.md's formats in Python, with neither code nor library of ours. It opens every valid vector to the
// same bytes and refuses every invalid one; and it notices vectors that are wrong, so that its silence means something.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPython } from '../../../scripts/test-programs.mjs';
import { vectorsFolder } from '../vectors.ts';

interface Result {
  readonly file: string;
  readonly opened: number;
  readonly refused: number;
  readonly wrong: readonly string[];
}

/** Others' vectors for what the decoder takes from its libraries: tests/crypto/standard/ runs them. */
const LEFT_TO_OTHERS = ['bip39-english', 'ed25519-rfc-8032', 'hkdf-rfc-5869', 'json-rfc-8785'].map((name) => `published/${name}`);

const program = fileURLToPath(new URL('check.py', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-decoder-'));
  await writeFile(join(folder, 'words.json'), JSON.stringify(wordlist));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the decoder says about a folder of vectors. */
async function decode(vectors: string): Promise<{ results: Result[]; exitCode: number; errors: string }> {
  const python = findPython();
  if (python === null) throw new Error('needs python3 with cryptography and argon2: apt-get install python3 python3-cryptography python3-argon2');
  return new Promise((resolve) => {
    const child = execFile(python, ['-B', program, vectors, join(folder, 'words.json')], { maxBuffer: 2 ** 26 }, (_, output, errors) => {
      const results = output.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Result);
      resolve({ results, exitCode: child.exitCode ?? -1, errors });
    });
  });
}

describe('the independent decoder', () => {
  it('opens every valid vector to what it holds, and refuses every invalid one', async () => {
    const { results, exitCode, errors } = await decode(fileURLToPath(vectorsFolder));
    expect([results.filter(({ wrong }) => wrong.length > 0), errors, exitCode]).toEqual([[], '', 0]);
    const sum = (count: (result: Result) => number): number => results.reduce((total, result) => total + count(result), 0);
    expect(sum(({ opened }) => opened)).toBeGreaterThan(170);
    expect(sum(({ refused }) => refused)).toBeGreaterThan(480);
    const files = (await readdir(vectorsFolder, { recursive: true })).filter((path) => path.endsWith('.json')).map((path) => path.replace('.json', ''));
    expect([...results.map(({ file }) => file), ...LEFT_TO_OTHERS].toSorted()).toEqual(files.toSorted());
  });

  it('says which vectors are wrong, where they say something else', async () => {
    const copy = join(folder, 'altered');
    await cp(vectorsFolder, copy, { recursive: true });
    const altered = { derivation: 'vault', escrow: 'sealed', keyring: 'sealed', 'message-made': 'container', 'recovery-kit': 'proof', thumbnail: 'image' };
    for (const [file, field] of Object.entries(altered)) await alterFirst(join(copy, `${file}.json`), field);
    const { results, exitCode } = await decode(copy);
    // container.json and pass.json refer to the container of message-made.json.
    expect(results.filter(({ wrong }) => wrong.length > 0).map(({ file }) => file).toSorted()).toEqual(['container', 'pass', ...Object.keys(altered)].toSorted());
    expect(exitCode).toBe(1);
  });
});

/** Changes the 20th letter of the first field of that name. */
async function alterFirst(path: string, field: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const altered = text.replace(new RegExp(`("${field}": ?"[^"]{19})(.)`), (_, start: string, letter: string) => start + (letter === 'A' ? 'B' : 'A'));
  if (altered === text) throw new Error(`${path} has no ${field}`);
  await writeFile(path, altered);
}
