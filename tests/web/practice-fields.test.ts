// What of a practice's settings is sent to be saved: only what its administrator has changed, as the server takes it.
import { expect, test } from 'vitest';
import { changesOf, errorsOf, fieldsOf } from '../../web/features/practice/practice-fields.ts';

const practice = {
  name: 'Northside Dental',
  replyTo: null,
  policies: { completeLink: false, idleMinutes: null, secondFactor: false, inviting: 'everybody', allowedDomains: ['lab.example', 'clinic.example'], expiryDays: null, notices: 'any' },
} as const;

test.each([
  ['nothing', {}, {}],
  ['what stands there already', { name: ' Northside Dental ', replyTo: ' ', domains: '@LAB.example, clinic.example\n', idleMinutes: null, secondFactor: false }, {}],
  ['one policy', { inviting: 'administrators' }, { policies: { inviting: 'administrators' } }],
  ['policies that end', { completeLink: true, domains: ' ' }, { policies: { completeLink: true, allowedDomains: [] } }],
  ['name and address', { name: ' Northside ', replyTo: 'desk@northside.example ' }, { name: 'Northside', replyTo: 'desk@northside.example' }],
  ['times', { idleMinutes: 5, expiryDays: 90, notices: 'day' }, { policies: { idleMinutes: 5, expiryDays: 90, notices: 'day' } }],
] as const)('%s: nothing else is sent', (_, typed, changes) => {
  expect(changesOf(typed, practice)).toEqual(changes);
});

test('an address that is taken away is sent as none', () => {
  expect(changesOf({ replyTo: '' }, { ...practice, replyTo: 'desk@northside.example' })).toEqual({ replyTo: null });
});

test('what cannot be saved is named at its field', () => {
  const wrong = errorsOf({ ...fieldsOf(practice), name: ' ', replyTo: 'desk', domains: 'lab.example lab' });
  expect(Object.keys(wrong)).toEqual(['name', 'replyTo', 'domains']);
  expect(wrong.domains).toContain('lab');
  expect(errorsOf(fieldsOf(practice))).toEqual({});
});
