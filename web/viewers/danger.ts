// Files that can run something when they are opened: programs, scripts, documents with macros. Nobody but the two ends can look into
// an attachment, so no server scans it: whoever saves such a file is told before.
import { endingOf } from './file-hint.ts';

export type Danger = 'program' | 'script' | 'macros';

const ENDINGS: readonly (readonly [Danger, RegExp])[] = [
  ['program', /^(exe|com|scr|pif|msi|msix|msp|appx|dll|cpl|app|apk|dmg|pkg|deb|rpm|run|elf|jar|iso|img|vhd|vhdx|gadget|xll)$/],
  ['script', /^(bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|ws|wsf|wsh|hta|lnk|url|reg|inf|scf|sh|bash|zsh|command|py|pl|rb|php|applescript|scpt|jnlp|chm|desktop|html|htm|xhtml|svg|mht|mhtml|one|library-ms|settingcontent-ms)$/],
  ['macros', /^(docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppsm|ppam|sldm|accdb|accde|mdb|odb|slk|iqy)$/],
];

/** By the name alone, for what is asked before any byte is here. */
export function dangerOfName(name: string): Danger | null {
  const ending = endingOf(name.trim().replace(/[. ]+$/, ''));
  return ENDINGS.find(([, endings]) => endings.test(ending))?.[0] ?? null;
}

const MACH_O: ReadonlySet<number> = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0xbebafeca]);
/** Compound files of old Office documents; their macros stand in a storage of this name, written in UTF-16. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** By name and by the first bytes. Whatever a file is called: a program stays a program. */
export function dangerOf({ name, head }: { name: string; head: Uint8Array }): Danger | null {
  const text = String.fromCharCode(...head.subarray(0, 4));
  if (text.startsWith('MZ') || text === '\x7fELF' || MACH_O.has(firstWord(head))) return 'program';
  if (text.startsWith('#!')) return 'script';
  if (hasMacros(head)) return 'macros';
  return dangerOfName(name);
}

function firstWord(head: Uint8Array): number {
  return head.length < 4 ? 0 : new DataView(head.buffer, head.byteOffset).getUint32(0, false);
}

function hasMacros(head: Uint8Array): boolean {
  if (OLE.every((byte, index) => head[index] === byte)) return contains(head, utf16('_VBA_PROJECT')) || contains(head, utf16('Macros'));
  return head[0] === 0x50 && head[1] === 0x4b && contains(head, latin1('vbaProject.bin'));
}

function utf16(text: string): number[] {
  return [...text].flatMap((letter) => [letter.charCodeAt(0), 0]);
}

function latin1(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function contains(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const [first] = wanted;
  for (let at = bytes.indexOf(first ?? 0); at !== -1; at = bytes.indexOf(first ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

/** Opened by programs that only show them, whatever is inside: these need no look. */
const SHOWN_ONLY = /^(jpe?g|jfif|png|gif|webp|bmp|tiff?|heic|avif|pdf|stl|ply|obj|dcm|dicom|dic|txt|text|log|csv|tsv|json|xml|md|zip|gz|7z|docx|xlsx|pptx|odt|ods|odp|mp3|mp4|mov|m4a|wav|ics|vcf)$/;

/** Whether the first bytes have to be read to know: for endings that say nothing, and for old Office documents. */
export function needsLook(name: string): boolean {
  return !SHOWN_ONLY.test(endingOf(name));
}
