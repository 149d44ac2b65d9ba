// Moves the inline scripts of an exported page into files, so that the Content-Security-Policy needs no 'unsafe-inline'.
//
// A classic inline script and a classic external one without async or defer run at the same place in the page's order, so
// nothing changes but where the text stands. Neighbours without attributes become one file.

/** A script element whose start tag has no src. Next.js escapes "</script" within. */
const INLINE = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;

/**
 * @param {string} html
 * @param {(contents: string) => string} store keeps the contents and returns their address
 */
export function moveInlineScripts(html, store) {
  let result = '';
  let end = 0;
  for (const group of groupNeighbours(html)) {
    result += `${html.slice(end, group.start)}<script src="${store(group.contents)}"${group.attributes}></script>`;
    end = group.end;
  }
  return result + html.slice(end);
}

/** @param {string} html */
function groupNeighbours(html) {
  /** @type {{ start: number, end: number, attributes: string, contents: string }[]} */
  const groups = [];
  for (const match of html.matchAll(INLINE)) {
    const [whole, attributes = '', contents = ''] = match;
    if (isData(attributes)) continue;
    const last = groups.at(-1);
    if (last?.end === match.index && last.attributes === '' && attributes === '') {
      last.contents += `;\n${contents}`;
      last.end += whole.length;
    } else {
      groups.push({ start: match.index, end: match.index + whole.length, attributes, contents });
    }
  }
  return groups;
}

/**
 * Not a script at all but data, which the policy does not concern.
 *
 * @param {string} attributes
 */
function isData(attributes) {
  return /\stype="(?!text\/javascript|module)/.test(attributes);
}
