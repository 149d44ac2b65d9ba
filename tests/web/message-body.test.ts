// What the editor gives must be a body as SPEC.md has it: the crypto module's own parser is the judge.
import { getSchema, type JSONContent } from '@tiptap/core';
import { describe, expect, test } from 'vitest';
import { parseBody } from '../../crypto/index.ts';
import { fromBody, toBody } from '../../web/features/compose/body-document.ts';
import { bodyExtensions, completeLink, isLink } from '../../web/features/compose/editor-schema.ts';

const schema = getSchema(bodyExtensions);
const paragraph = (text: string, marks: NonNullable<JSONContent['marks']> = []): JSONContent => ({ type: 'paragraph', content: [{ type: 'text', text, marks }] });

describe('the editor and the body', () => {
  test('an empty editor gives a body', () => {
    expect(() => parseBody(toBody(schema.topNodeType.createAndFill()!))).not.toThrow();
  });

  test('everything the toolbar and a paste can make is accepted, without the attributes only the editor knows', () => {
    const document = schema.nodeFromJSON({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Plan' }] },
        paragraph('bold and linked', [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://x.example/?a=1', target: '_blank', rel: 'x', class: 'y' } }]),
        { type: 'orderedList', attrs: { start: 3, type: 'a' }, content: [{ type: 'listItem', content: [paragraph('three'), { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('deep')] }] }] }] },
        { type: 'blockquote', content: [{ type: 'paragraph' }] },
        { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableHeader', attrs: { colspan: 2, rowspan: 1 }, content: [paragraph('head')] }, { type: 'tableCell', content: [paragraph('cell')] }] }] },
      ],
    });
    const body = toBody(document);
    expect(() => parseBody(body)).not.toThrow();
    expect(JSON.stringify(body)).toContain('"attrs":{"href":"https://x.example/?a=1"}');
    expect(JSON.stringify(body)).not.toMatch(/_blank|"class"|"type":"a"/);
    // And back again: a reply quotes it, a draft opens with it.
    expect(toBody(schema.nodeFromJSON(fromBody(body)))).toEqual(body);
  });

  test('controls that a paste brings along are dropped, and with them text that is nothing else', () => {
    const body = toBody(schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a\u0007b' }, { type: 'text', text: '\u0000', marks: [{ type: 'bold' }] }] }, { type: 'paragraph', content: [{ type: 'text', text: '\u001b' }] }] }));
    expect(body).toEqual({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ab' }] }, { type: 'paragraph' }] });
    expect(() => parseBody(body)).not.toThrow();
  });

  test('a block that stays as it was is not read again, and one that changes is', () => {
    const before = schema.nodeFromJSON({ type: 'doc', content: [paragraph('stays'), paragraph('changes')] });
    const after = before.copy(before.content.replaceChild(1, schema.nodeFromJSON(paragraph('changed'))));
    const [first, second] = [toBody(before), toBody(after)];
    expect(second).toEqual({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'stays' }] }, { type: 'paragraph', content: [{ type: 'text', text: 'changed' }] }] });
    expect((second as unknown as JSONContent).content?.[0]).toBe((first as unknown as JSONContent).content?.[0]);
  });

  test('a link that no body may have loses the link and keeps the words', () => {
    const body = toBody(schema.nodeFromJSON({ type: 'doc', content: [paragraph('press', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }])] }));
    expect(body).toEqual({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'press' }] }] });
  });
});

describe('links', () => {
  test.each([
    ['https://x.example', 'https://x.example'],
    ['x.example/path', 'https://x.example/path'],
    ['lee@finelab.example', 'mailto:lee@finelab.example'],
    ['+44 20 7946 0018', 'tel:+442079460018'],
    ['not a link', null],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
  ])('%j becomes %j', (typed, href) => {
    expect(completeLink(typed)).toBe(href);
    if (href !== null) expect(isLink(href)).toBe(true);
  });
});
