// Pasted HTML on its way to the schema. The policy of the page would report each inline style and handler in it, although
// the schema drops them anyway; and bold and italic, which word processors write as styles, are to survive.
import { Extension } from '@tiptap/core';
import { DOMParser, type ParseRule, type Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

export const PastedHtml = Extension.create({
  name: 'pastedHtml',
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: quietHtml, clipboardParser: pasteParser(this.editor.schema) } })];
  },
});

const renamed = 'data-pasted-style';

/** Only to keep the policy quiet: what gets past it is dropped by the schema. */
function quietHtml(html: string): string {
  return html
    .replace(/<style\b[^]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, '').replace(/\sstyle\s*=/gi, ` ${renamed}=`));
}

/** Google Docs wraps all it copies in a <b> that is not bold; others write weight and slant as styles of spans. */
function pasteParser(schema: Schema): DOMParser {
  const styled = (mark: string, pattern: RegExp): ParseRule => ({
    tag: `[${renamed}]`,
    mark,
    consuming: false,
    priority: 60,
    getAttrs: (element) => (pattern.test(element.getAttribute(renamed) ?? '') ? null : false),
  });
  const notBold: ParseRule = { tag: `b[${renamed}*="normal"]`, skip: true, priority: 100 };
  const rules = [notBold, styled('bold', /font-weight:\s*(bold|[6-9]00)/), styled('italic', /font-style:\s*italic/)];
  return new DOMParser(schema, [...rules, ...DOMParser.fromSchema(schema).rules]);
}
