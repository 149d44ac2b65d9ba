// Takes the styles out of a mail's HTML into a sheet of their own, so that the mail can be looked at under a policy that
// allows no inline styles. Made for the HTML that letter-html.tsx writes, where attributes are quoted and escaped.

/** `sheetUrl` is where the page will find the sheet. */
export function detachStyle(html: string, sheetUrl: string): { html: string; css: string } {
  const sheets: string[] = [];
  const rules: string[] = [];
  const detached = html
    .replace(/<style[^>]*>([\s\S]*?)<\/style>/g, (_, sheet: string) => {
      sheets.push(sheet);
      return '';
    })
    .replace(/ style="([^"]*)"/g, (_, declarations: string) => {
      rules.push(`[data-style="${rules.length}"] { ${unescape(declarations)} }`);
      return ` data-style="${rules.length - 1}"`;
    })
    .replace('</head>', `<link rel="stylesheet" href="${sheetUrl}"/></head>`);
  return { html: detached, css: [...rules, ...sheets].join('\n') };
}

const ENTITIES: Record<string, string> = { '&#x27;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };

function unescape(attribute: string): string {
  return attribute.replace(/&(?:#x27|quot|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
