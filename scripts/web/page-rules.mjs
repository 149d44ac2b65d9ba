// What an exported page must not contain, because the Content-Security-Policy would refuse it in front of a user.

const TAG = /<([a-z][a-z\d-]*)((?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /\s([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * @param {string} html
 * @returns {string[]} what is wrong, one line each
 */
export function findViolations(html) {
  const found = [];
  for (const [, element = '', attributes = ''] of html.matchAll(TAG)) {
    const name = element.toLowerCase();
    const names = [...attributes.matchAll(ATTRIBUTE)].map(([, attribute = '']) => attribute.toLowerCase());
    if (name === 'style') found.push('a <style> element');
    if (name === 'script' && !names.includes('src') && !/\stype="application\//.test(attributes)) found.push('an inline script');
    if (names.includes('style')) found.push(`a style attribute on <${name}>`);
    for (const attribute of names) if (/^on[a-z]/.test(attribute)) found.push(`${attribute} on <${name}>`);
    if (/=\s*["']?\s*javascript:/i.test(attributes)) found.push(`a javascript: address on <${name}>`);
    const address = /\s(?:src|href)="((?:https?:)?\/\/[^"]*)"/.exec(attributes)?.[1];
    if (address !== undefined && name !== 'a') found.push(`${address} from elsewhere`);
  }
  return found;
}
