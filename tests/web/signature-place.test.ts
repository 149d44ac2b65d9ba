// Where a signature stands, and what a message says without it.
import { getSchema } from '@tiptap/core';
import { describe, expect, test } from 'vitest';
import { toBody, fromBody } from '../../web/features/compose/body-document.ts';
import { bodyExtensions } from '../../web/features/compose/editor-schema.ts';
import { withNoticeSignature, withoutNoticeSignature, withoutSignature, withSignature } from '../../web/features/compose/own-texts/signature-place.ts';
import { contentProblems } from '../../web/features/compose/problems.ts';
import { withName } from '../../web/features/compose/practice-texts/with-name.ts';
import type { Draft } from '../../web/session/vault-api/drafts.ts';
import type { Signature } from '../../web/session/vault-api/texts.ts';

type Body = Draft['body'];

const paragraph = (text: string): Body['content'][number] => (text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text }] });
const bodyOf = (...lines: string[]): Body => ({ type: 'doc', content: lines.map(paragraph) });
const linesOf = ({ content }: Body) => content.map((node) => JSON.stringify(node).match(/"text":"([^"]*)"/)?.[1] ?? '');
const signature: Signature = { body: bodyOf('Ana Ruiz', 'Northside'), notice: ' Northside Dental\n020 7946 0958 ' };
const blank: Signature = { body: bodyOf(''), notice: ' ' };

const draft = (body: Body): Draft => ({ id: '', thread: null, inReplyTo: null, recipients: [], noticeSubject: '', noticeText: '', secureSubject: '', body, attachments: [], expiry: null, updatedAt: 0, edition: null, savedBy: null, aside: [] });

describe('in the secure part', () => {
  test('it stands below the room to write, and above what is quoted', () => {
    expect(linesOf(withSignature(bodyOf(''), signature))).toEqual(['', '', 'Ana Ruiz', 'Northside']);
    expect(linesOf(withSignature(bodyOf('', 'Lee wrote:', 'Hello'), signature))).toEqual(['', '', 'Ana Ruiz', 'Northside', '', 'Lee wrote:', 'Hello']);
  });

  test('nothing changes where there is none, or an empty one', () => {
    const body = bodyOf('');
    for (const none of [null, blank]) expect(withSignature(body, none)).toBe(body);
  });

  test('it is known again after the editor has written the document anew, and never taken from the middle', () => {
    const written = toBody(getSchema(bodyExtensions).nodeFromJSON(fromBody(withSignature(bodyOf('Hello'), signature))));
    expect(linesOf(withoutSignature(written, signature))).toEqual(['Hello']);
    const before = bodyOf('Ana Ruiz', 'Northside', 'and more');
    expect(withoutSignature(before, signature)).toBe(before);
  });

  test('alone it is no message; with a word, a subject or a quotation it is one', () => {
    const isEmpty = (changes: Partial<Draft>, own: Signature | null = signature) => contentProblems({ ...draft(withSignature(bodyOf(''), signature)), ...changes }, own).length === 1;
    expect(isEmpty({})).toBe(true);
    expect(isEmpty({ body: bodyOf(' ', '') })).toBe(true);
    expect(isEmpty({ secureSubject: 'Hello' })).toBe(false);
    expect(isEmpty({ body: withSignature(bodyOf('Hello'), signature) })).toBe(false);
    expect(isEmpty({ body: withSignature(bodyOf('', 'Lee wrote:'), signature) })).toBe(false);
    expect(isEmpty({}, null)).toBe(false);
  });
});

describe('in the e-mail part', () => {
  test('it stands once, below the text', () => {
    const signed = withNoticeSignature('Please read it.', signature);
    expect(signed).toBe('Please read it.\n\nNorthside Dental\n020 7946 0958');
    expect(withNoticeSignature(signed, signature)).toBe(signed);
    for (const none of [null, blank]) expect(withNoticeSignature('Please read it.', none)).toBe('Please read it.');
  });

  test('it is left out of the check without moving what is found beside it', () => {
    const text = withoutNoticeSignature('Northside Dental\n020 7946 0958\nborn 3/4/1985', signature);
    expect(text).toHaveLength('Northside Dental\n020 7946 0958\nborn 3/4/1985'.length);
    expect(text.trim()).toBe('born 3/4/1985');
  });
});

test('the practice’s signature has the name of whoever writes, in both parts and in every format', () => {
  const given = { body: { type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: '{name}, {name}', marks: [{ type: 'bold' as const }] }, { type: 'hardBreak' as const }] }, { type: 'paragraph' as const }] }, notice: '{name}\nNorthside' };
  expect(withName(given, 'Ana $& Ruiz')).toEqual({
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ana $& Ruiz, Ana $& Ruiz', marks: [{ type: 'bold' }] }, { type: 'hardBreak' }] }, { type: 'paragraph' }] },
    notice: 'Ana $& Ruiz\nNorthside',
  });
});
