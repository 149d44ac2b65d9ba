// node scripts/draw-icons.mjs: draws the icons of the installed app (web/public/icons) from the sign that browsers show in their tabs.
// Only for whoever changes the sign: what it draws is kept beside the sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './places.mjs';
import { findChromium } from './test-programs.mjs';

const sign = readFileSync(join(root, 'web', 'app', 'icon.svg'), 'utf8').replace(/^<svg[^>]*>|<\/svg>$/g, '');
/** lucide's pen, of 24 units. */
const pen = '<path fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" d="M12 20h9M16.4 3.6a2.1 2.1 0 0 1 3 3L7.4 18.6a2 2 0 0 1-.9.5l-2.9.8.8-2.9a2 2 0 0 1 .5-.9z"/>';
const paper = '#f7f5f2';
const green = '#12754f';

/**
 * @param {{ ground: string, round: number, content: string, units: number, share: number }} drawing `share` of the width is for the content
 */
function draw({ ground, round, content, units, share }) {
  const scale = (100 * share) / units;
  const edge = (100 - 100 * share) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100%" height="100%"><rect width="100" height="100" rx="${round}" fill="${ground}"/><g transform="translate(${edge} ${edge}) scale(${scale})">${content}</g></svg>`;
}

const onTile = draw({ ground: paper, round: 20, content: sign, units: 32, share: 0.72 });
// To its edges, and the sign within the middle circle of 80 %, which every mask leaves: w3.org/TR/appmanifest, "maskable".
const maskable = draw({ ground: paper, round: 0, content: sign, units: 32, share: 0.62 });
const compose = draw({ ground: green, round: 50, content: pen, units: 24, share: 0.56 });

const icons = [
  { name: 'any-192', size: 192, svg: onTile },
  { name: 'any-512', size: 512, svg: onTile },
  { name: 'maskable-192', size: 192, svg: maskable },
  { name: 'maskable-512', size: 512, svg: maskable },
  { name: 'compose-96', size: 96, svg: compose },
];

const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const { name, size, svg } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: join(root, 'web', 'public', 'icons', `${name}.png`), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
