// Every source file that is committed or about to be, as the checks of the whole tree read them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { repository } from '../../server/repository.ts';

/** Paths relative to the repository; ignored files are not among them. */
export function listFiles(): string[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '-z'], { cwd: repository, encoding: 'utf8' });
  return output.split('\0').filter((path) => path !== '');
}

export function readSource(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}
