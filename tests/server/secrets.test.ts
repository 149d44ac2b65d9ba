// The secrets file: made once, readable by its owner alone, never replaced, refused when it is not what it should be.
import { chmod, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { openSecrets } from '../../server/secrets.ts';

let secretsFile: string;

beforeEach(async () => {
  secretsFile = join(await mkdtemp(join(inject('folder'), 'secrets-')), 'nested', 'secrets.json');
});

describe('the secrets file', () => {
  test('is made on the first start with mode 0600 and read on the next', async () => {
    const made = await openSecrets({ secretsFile });
    expect(made.masterKey).toHaveLength(32);
    expect(made.opaqueSetup.length).toBeGreaterThan(100);
    expect((await stat(secretsFile)).mode & 0o777).toBe(0o600);
    expect(await openSecrets({ secretsFile })).toEqual(made);
  });

  test('differs from one installation to the next', async () => {
    const first = await openSecrets({ secretsFile });
    const second = await openSecrets({ secretsFile: `${secretsFile}.other` });
    for (const name of ['opaqueSetup', 'masterKey', 'databasePassword'] as const) expect(second[name]).not.toEqual(first[name]);
  });

  test('is the same for servers that start at the same moment, and leaves no draft behind', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openSecrets({ secretsFile })));
    for (const secrets of all) expect(secrets).toEqual(all[0]);
    expect(await readdir(join(secretsFile, '..'))).toEqual(['secrets.json']);
  });

  test.each([0o640, 0o604, 0o644])('is refused when its mode is %o', async (mode) => {
    await openSecrets({ secretsFile });
    await chmod(secretsFile, mode);
    await expect(openSecrets({ secretsFile })).rejects.toThrow(/can be read by others/);
  });

  test.each([
    ['empty', ''],
    ['not JSON', '{'],
    ['of another version', '{"version":2}'],
  ])('is refused and kept when it is %s', async (_, contents) => {
    await openSecrets({ secretsFile });
    await writeFile(secretsFile, contents);
    await expect(openSecrets({ secretsFile })).rejects.toThrow(/is damaged/);
    expect(await readFile(secretsFile, 'utf8')).toBe(contents);
  });
});
