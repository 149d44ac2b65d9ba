// The steps between Next.js and a page that runs under the strict policy.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { moveInlineScripts } from '../../scripts/web/inline-scripts.mjs';
import { addIntegrity } from '../../scripts/web/integrity.mjs';
import { addLanguage, LANGUAGES } from '../../scripts/web/languages.mjs';
import { findViolations } from '../../scripts/web/page-rules.mjs';
import { addStyles } from '../../scripts/web/page-styles.mjs';
import { LANGUAGES as SPOKEN } from '../../server/language.ts';

describe('inline scripts', () => {
  const move = (html: string) => {
    const stored: string[] = [];
    const result = moveInlineScripts(html, (contents) => `/s${stored.push(contents)}.js`);
    return { result, stored };
  };

  test('move into files at the same place in the order', () => {
    const { result, stored } = move('<script>a()</script><p>text</p><script src="/b.js" async=""></script><script>c("<p>")</script>');
    expect(result).toBe('<script src="/s1.js"></script><p>text</p><script src="/b.js" async=""></script><script src="/s2.js"></script>');
    expect(stored).toEqual(['a()', 'c("<p>")']);
  });

  test('that follow each other become one file, in order and separated', () => {
    const { result, stored } = move('<script>a()</script><script>b()//</script><script>c()</script>');
    expect(result).toBe('<script src="/s1.js"></script>');
    expect(stored).toEqual(['a();\nb()//;\nc()']);
  });

  test('keep their attributes, and stay apart from those that have others', () => {
    const { result } = move('<script id="_R_">a()</script><script>b()</script>');
    expect(result).toBe('<script src="/s1.js" id="_R_"></script><script src="/s2.js"></script>');
  });

  test('that are data stay where they are', () => {
    const html = '<script type="application/json">{"a":1}</script>';
    expect(move(html)).toEqual({ result: html, stored: [] });
  });
});

describe('a page is refused that has', () => {
  test.each([
    ['a style attribute', '<p style="color:red">x</p>', 'a style attribute on <p>'],
    ['a style attribute after a quoted >', '<p title="a > b" style=\'color:red\'>x</p>', 'a style attribute on <p>'],
    ['a style element', '<style>p{}</style>', 'a <style> element'],
    ['an event handler', '<button onclick="x()">x</button>', 'onclick on <button>'],
    ['an inline script', '<script>x()</script>', 'an inline script'],
    ['a javascript: address', '<a href="javascript:x()">x</a>', 'a javascript: address on <a>'],
    ['something from elsewhere', '<img src="https://cdn.example/x.png"/>', 'https://cdn.example/x.png from elsewhere'],
  ])('%s', (_, html, violation) => {
    expect(findViolations(html)).toContain(violation);
  });

  test('and not for words, links and data', () => {
    const html = '<p data-style="x">style="color:red" &lt;style&gt; onclick="x"</p><a href="https://elsewhere.example">x</a><script src="/a.js"></script><script type="application/json">{}</script>';
    expect(findViolations(html)).toEqual([]);
  });
});

test('integrity stands on every script and style of the build, once', () => {
  const html = '<link rel="stylesheet" href="/a.css"/><script src="/b.js" async=""></script><link rel="icon" href="/i.svg"/>';
  const result = addIntegrity(html, (address) => `digest-of${address}`);
  expect(result).toBe('<link rel="stylesheet" href="/a.css" integrity="sha384-digest-of/a.css"/><script src="/b.js" async="" integrity="sha384-digest-of/b.js"></script><link rel="icon" href="/i.svg"/>');
  expect(addIntegrity(result, () => 'other')).toBe(result);
});

describe('the styles of a page', () => {
  const chunks = '_next/static/chunks';
  const addStylesOf = (sheets: Record<string, string>) => {
    const folder = mkdtempSync(join(inject('folder'), 'styles-'));
    mkdirSync(join(folder, chunks), { recursive: true });
    for (const [name, css] of Object.entries(sheets)) writeFileSync(join(folder, chunks, name), css);
    return addStyles(folder);
  };
  const complete = () => addStylesOf({ 'a.css': '.x_frame{}.x_foot{}', 'b.css': '.y_list{}', 'c.css': '.x_frame{}.x_foot{}.y_list{}.y_listed{}' });
  const page = (classes: string, asked = '') => `<head>${asked}</head><p class="${classes}">x</p>`;
  const link = (name: string, more = '') => `<link rel="stylesheet" href="/${chunks}/${name}"${more}/>`;

  test('are asked for in its head, those of parts too that scripts load later', () => {
    expect(complete()(page('x_frame y_list', link('a.css')))).toBe(page('x_frame y_list', link('a.css') + link('b.css', ' data-precedence="next"')));
    expect(complete()(page('x_foot'))).toContain(link('a.css', ' data-precedence="next"'));
    expect(complete()(page('y_list y_listed'))).toContain(link('c.css', ' data-precedence="next"'));
  });

  test('stay as they are where nothing is missing, or a name has no style', () => {
    for (const html of [page('x_frame', link('a.css')), page('z_unstyled plain'), '<head></head>']) expect(complete()(html)).toBe(html);
  });

  test('of which no one sheet has what is missing stop the build', () => {
    expect(() => addStylesOf({ 'a.css': '.x_frame{}', 'b.css': '.y_list{}' })(page('x_frame y_list'))).toThrow('x_frame, y_list');
  });
});

describe('the exports of all languages in one folder', () => {
  const folderOf = (files: Record<string, string>) => {
    const folder = mkdtempSync(join(inject('folder'), 'export-'));
    for (const [name, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), contents);
    }
    return folder;
  };
  const contentsOf = (folder: string) => {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(entries.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
  };

  test('hold what is the same once, and what differs under the name of its language', () => {
    const into = folderOf({ 'login.html': 'Log in', 'mail/part.txt': 'Mail', 'icon.svg': '<svg/>', '_next/static/a.js': 'a', '_next/static/en.js': 'e' });
    const from = folderOf({ 'login.html': 'Anmelden', 'mail/part.txt': 'Post', 'icon.svg': '<svg/>', 'only.html': 'Nur', '_next/static/a.js': 'a', '_next/static/de.js': 'd' });
    addLanguage({ from, into, language: 'de' });
    expect(contentsOf(into)).toEqual({
      'login.html': 'Log in', 'mail/part.txt': 'Mail', 'icon.svg': '<svg/>', '_next/static/a.js': 'a', '_next/static/en.js': 'e',
      'de/login.html': 'Anmelden', 'de/mail/part.txt': 'Post', 'de/only.html': 'Nur', '_next/static/de.js': 'd',
    });
  });

  test('are refused where one hashed name means two contents', () => {
    const [into, from] = [folderOf({ '_next/static/a.js': 'a' }), folderOf({ '_next/static/a.js': 'b' })];
    expect(() => addLanguage({ from, into, language: 'de' })).toThrow('_next/static/a.js is not the same in de as in en');
  });

  test('are those that the server serves', () => {
    expect([...LANGUAGES]).toEqual([...SPOKEN]);
  });
});
