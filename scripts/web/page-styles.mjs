// Styles of what a page shows and its head does not ask for: of a part that scripts load later, as on the page for addresses that do
// not exist. With them it is drawn right from the first, and nothing moves.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpError } from '../failure.mjs';

const CHUNKS = '/_next/static/chunks/';
/** As CSS modules name them: what they are made of, an underscore, the name in the source. */
const CLASS = /^[\w-]+_[\w-]+$/;

/**
 * @param {string} folder of the export
 * @returns {(html: string) => string} the page with what it lacks
 */
export function addStyles(folder) {
  const styles = readdirSync(join(folder, CHUNKS)).filter((name) => name.endsWith('.css')).sort();
  const sheets = styles.map((name) => ({ address: CHUNKS + name, css: readFileSync(join(folder, CHUNKS, name), 'utf8') }));
  return (html) => {
    const asked = sheets.filter(({ address }) => html.includes(`<link rel="stylesheet" href="${address}"`));
    const missing = classesOf(html).filter((name) => sheets.some(defines(name)) && !asked.some(defines(name)));
    if (missing.length === 0) return html;
    const whole = sheets.find((sheet) => missing.every((name) => defines(name)(sheet)));
    if (whole === undefined) throw new SetUpError(`web: a page shows ${missing.join(', ')}, and no one style has all of it.`);
    return html.replace('</head>', `<link rel="stylesheet" href="${whole.address}" data-precedence="next"/></head>`);
  };
}

/** @param {string} html */
function classesOf(html) {
  const names = [...html.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, list = '']) => list.split(/\s+/));
  return [...new Set(names)].filter((name) => CLASS.test(name));
}

/** @param {string} name */
function defines(name) {
  const rule = new RegExp(`\\.${name}(?![\\w-])`);
  return (/** @type {{ css: string }} */ { css }) => rule.test(css);
}
