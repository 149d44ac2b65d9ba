// The order of names on all screens: one comparison, numbers by their value.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../../server/repository.ts';
import { byName, compareNames } from '../../web/session/by-name.ts';
import { suggestGroups } from '../../web/session/vault/contact-groups.ts';
import { withoutComments } from '../support/imports.ts';
import { listFiles, readSource } from '../support/source-files.ts';
import { startTestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

test('numbers in names count by their value, and accents and case do not part what belongs together', () => {
  const names = ['Case 10', 'case 2', 'Case 1', 'Zoe', 'Äpfel', 'Apfel', 'Bader', 'Praxis 12b', 'Praxis 2'];
  expect(names.toSorted(compareNames)).toEqual(['Apfel', 'Äpfel', 'Bader', 'Case 1', 'case 2', 'Case 10', 'Praxis 2', 'Praxis 12b', 'Zoe']);
  expect([{ name: '10' }, { name: '9' }].toSorted(byName)).toEqual([{ name: '9' }, { name: '10' }]);
});

test('groups are offered in that order', () => {
  const groups = ['Lab 10', 'Lab 9'].map((name) => ({ id: name as never, name, members: ['a@lab.example' as never] }));
  expect(suggestGroups(groups, 'lab').map(({ name }) => name)).toEqual(['Lab 9', 'Lab 10']);
});

test('labels stand in that order', async () => {
  const server = await startTestServer();
  try {
    const ana = await (await new VaultPerson(server).signUp()).confirm();
    for (const name of ['Week 10', 'Week 9', 'Week 1']) await ana.vault.saveLabel({ id: null, name, colour: 'blue' });
    expect((await ana.vault.labels()).labels.map(({ name }) => name)).toEqual(['Week 1', 'Week 9', 'Week 10']);
  } finally {
    await server.stop();
  }
});

test('no screen compares names in a way of its own', () => {
  const sources = listFiles().filter((path) => /^web\/.*\.tsx?$/.test(path) && existsSync(join(repository, path)));
  const comparing = sources.filter((path) => /\.localeCompare\([^,)]*\)|Intl\.Collator\(/.test(withoutComments(readSource(path))));
  expect(comparing).toEqual(['web/session/by-name.ts']);
});
