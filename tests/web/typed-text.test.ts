// What typing and pasting may put into subjects and the e-mail part, as the server and the manifest take it.
import { describe, expect, test } from 'vitest';
import { defaultNotice, subjectMaxCharacters } from '../../web/features/compose/default-notice.ts';
import { manyLines, oneLine } from '../../web/features/compose/typed-text.ts';
import { notice } from '../../server/routes/wire.ts';
import { FIRST_POLICIES } from '../../server/database/tables/accounts.ts';

describe('typed text', () => {
  test('a subject stays one line, whatever is pasted', () => {
    const subject = oneLine('Crown\r\nBcc: x@y.example\u2028\u0007 26\ud800');
    expect(subject).toBe('Crown Bcc: x@y.example  26\ufffd');
    expect(notice.safeParse({ subject, text: '' }).success).toBe(true);
  });

  test('the e-mail text keeps its lines and loses controls', () => {
    const text = manyLines('a\r\nb\rc\u001b[0m\td\u0000');
    expect(text).toBe('a\nb\nc[0m\td');
    expect(notice.safeParse({ subject: 'x', text }).success).toBe(true);
  });

  test('the words given where nobody writes any name the sender and fit the server', () => {
    const words = defaultNotice({ name: 'Dr. Ana Ruiz', practice: { id: 'p', name: 'Northside Dental', plan: 'paid', policies: FIRST_POLICIES, replyTo: null } });
    expect(words.subject).toBe('Secure message from Dr. Ana Ruiz, Northside Dental');
    expect(notice.safeParse(words).success).toBe(true);
    expect(defaultNotice({ name: 'x'.repeat(500), practice: null }).subject).toHaveLength(subjectMaxCharacters);
  });
});
