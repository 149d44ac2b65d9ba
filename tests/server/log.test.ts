// Nothing that a library writes into an error's message reaches the log: messages quote addresses, values and statements.
import { expect, test } from 'vitest';
import { openLog } from '../../server/log.ts';

test('errors are logged by name, code and place, without their messages and properties', () => {
  const lines: string[] = [];
  const log = openLog({ write: (line) => void lines.push(line) });
  const cause = new TypeError('cannot reach ana@northside.example\n    and more of ana@northside.example');
  const error = Object.assign(new Error('duplicate key: (ana@northside.example)', { cause }), { code: '23505', detail: 'Key (address)=(ana@northside.example) exists' });
  log.error({ err: error }, 'a statement failed');
  log.error({ err: 'ana@northside.example' }, 'not an error');
  expect(lines.join('')).not.toContain('northside');
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', msg: 'a statement failed', err: { name: 'Error', code: '23505', cause: { name: 'TypeError' } } });
  expect(lines[0]).toContain('log.test.ts');
});
