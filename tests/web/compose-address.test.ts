// The `compose` parameter: it opens the panel over any screen, and carries ids only.
import { describe, expect, test } from 'vitest';
import { encodeCompose, parseCompose, parseFolder, paths, withCompose } from '../../web/ui/paths.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('the compose parameter', () => {
  test.each([{ kind: 'new' }, { kind: 'draft', id }, { kind: 'reply', id }, { kind: 'reply-all', id }, { kind: 'forward', id }] as const)('goes round: %j', (target) => {
    expect(parseCompose(encodeCompose(target))).toEqual(target);
  });

  test.each([null, '', 'draft', 'draft.', `other.${id}`, `draft.${id}x`, 'draft.<script>'])('refuses %j', (value) => {
    expect(parseCompose(value)).toBeNull();
  });

  test('stands beside what the address says already, and goes without a trace', () => {
    const open = withCompose(paths.message({ id, folder: 'sent' }), { kind: 'reply', id });
    expect(open).toBe(`/message?id=${id}&folder=sent&compose=reply.${id}`);
    expect(withCompose(open, null)).toBe(`/message?id=${id}&folder=sent`);
  });

  test('an unknown folder is the inbox', () => {
    expect(parseFolder('spam')).toBe('inbox');
    expect(parseFolder('trash')).toBe('trash');
  });
});
