// Names of attached files, and the names that people give files: "Meyer_Anna_OPG.jpg" says who.
import type { Found } from './finding.ts';
import { ordinaryWords } from './ordinary-words.ts';
import { wordsOf } from './words-of.ts';

/** What files are called without saying whose they are. */
const NAMES_OF_FILES = new Set(
  (
    'img image photo foto bild scan scans dsc dcim pxl screenshot document dokument file datei copy kopie final neu new old draft version report bericht befund letter brief ' +
    'xray x-ray roentgen rontgen opg opt cbct dvt ct mri mrt pano panorama panoramic bitewing ceph intraoral upper lower left right front side back oben unten links rechts jaw kiefer ' +
    'ober unter crown krone bridge brucke implant implantat model modell arch shade order auftrag invoice rechnung lab labor plan case fall patient'
  ).split(' '),
);

export function findFileNames(text: string, { names, known }: { names: readonly string[]; known: ReadonlySet<string> }): Found[] {
  const parts = new Set(names.flatMap((name) => wordsOf(stem(name)).flatMap(({ folded }) => folded.split(/[-_'’]/)).filter((part) => isTelling(part, known))));
  const whole = names.flatMap((name) => occurrences(text, name));
  const single = wordsOf(text).filter(({ folded }) => parts.has(folded));
  return [...whole, ...single].map(({ start, end }) => ({ kind: 'file-name', start, end }));
}

function isTelling(part: string, known: ReadonlySet<string>): boolean {
  const isNumber = /^\d+$/.test(part);
  return (isNumber ? part.length >= 4 : part.length >= 3) && !known.has(part) && !ordinaryWords.has(part) && !NAMES_OF_FILES.has(part);
}

function stem(name: string): string {
  return name.replace(/\.[^.]{1,8}$/, '').replaceAll('_', ' ');
}

function occurrences(text: string, name: string): { start: number; end: number }[] {
  const places = [];
  for (let at = text.toLowerCase().indexOf(name.toLowerCase()); at >= 0; at = text.toLowerCase().indexOf(name.toLowerCase(), at + 1)) {
    places.push({ start: at, end: at + name.length });
  }
  return places;
}
