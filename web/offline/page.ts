// The page that stands in for all others while there is no connection. It is the only one that a browser keeps: plain words, its own
// style and a script of a few lines. It has no field, knows no key and asks the server for nothing but whether it is there.
// Written at the build by scripts/web/offline-page.mjs.
import { text } from '../text/access.ts';
import { offline } from '../text/offline.ts';

const mark =
  '<svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">' +
  '<path class="open" d="M5.6 5.5h20.8a2.6 2.6 0 0 1 1.7 4.6L17.7 18.6a2.7 2.7 0 0 1-3.4 0L3.9 10.1a2.6 2.6 0 0 1 1.7-4.6z"/>' +
  '<path class="sealed" d="M2.8 13.4 12.4 21a5.7 5.7 0 0 0 7.2 0l9.6-7.6v9.8a3.3 3.3 0 0 1-3.3 3.3H6.1a3.3 3.3 0 0 1-3.3-3.3z"/></svg>';

/** `style` and `script`: their addresses. */
export function offlinePage({ style, script }: { style: string; script: string }): string {
  return `<!DOCTYPE html>
<html lang="${text.language.code}">
<head>
<meta charset="utf-8"/>
<script src="${script}"></script>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff"/>
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#13110e"/>
<meta name="referrer" content="no-referrer"/>
<meta name="robots" content="noindex, nofollow"/>
<title>${offline.title} · ${text.ui.product}</title>
<link rel="stylesheet" href="${style}"/>
</head>
<body>
<header>${mark}<span>${text.ui.product}</span></header>
<main>
<h1>${offline.title}</h1>
<p>${offline.text}</p>
<p class="actions"><button type="button">${offline.again}</button><span role="status"></span></p>
<h2>${offline.meanwhileTitle}</h2>
<ul>${offline.meanwhile.map((line) => `<li>${line}</li>`).join('')}</ul>
</main>
</body>
</html>
`;
}
