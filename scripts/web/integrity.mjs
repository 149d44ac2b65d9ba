// Adds integrity attributes, so that a page and the scripts and styles it names must be of one build.

const ELEMENT = /<(?:script|link)\s[^>]*>/g;
const ADDRESS = /\s(?:src|href)="(\/[^"?]+\.(?:js|css))"/;

/**
 * @param {string} html
 * @param {(address: string) => string} digest SHA-384 of the file at this address, in base64
 */
export function addIntegrity(html, digest) {
  return html.replaceAll(ELEMENT, (tag) => {
    const address = ADDRESS.exec(tag)?.[1];
    if (address === undefined || tag.includes(' integrity="')) return tag;
    return tag.replace(/\s*\/?>$/, (end) => ` integrity="sha384-${digest(address)}"${end}`);
  });
}
