// What a file may be, by its name and the type its sender gave it: whether View is offered. What it is, its bytes say (file-type.ts).

export type FileKind = 'image' | 'mesh' | 'dicom' | 'pdf' | 'text' | 'table' | 'archive';

const ENDINGS: Readonly<Record<string, FileKind>> = {
  jpg: 'image', jpeg: 'image', jfif: 'image', png: 'image', gif: 'image', webp: 'image',
  stl: 'mesh',
  dcm: 'dicom', dicom: 'dicom', dic: 'dicom',
  pdf: 'pdf',
  csv: 'table', tsv: 'table',
  zip: 'archive',
  txt: 'text', text: 'text', log: 'text', md: 'text', json: 'text', xml: 'text', ini: 'text', yaml: 'text', yml: 'text', hl7: 'text', rtf: 'text',
  html: 'text', htm: 'text', xhtml: 'text', svg: 'text', eml: 'text', ics: 'text', vcf: 'text', obj: 'text',
};

const MEDIA_TYPES: readonly (readonly [RegExp, FileKind])[] = [
  [/^image\/(jpeg|png|gif|webp)$/, 'image'],
  [/^(model\/(x\.)?stl|application\/sla)/, 'mesh'],
  [/^application\/dicom$/, 'dicom'],
  [/^application\/pdf$/, 'pdf'],
  [/^text\/(csv|tab-separated-values)$/, 'table'],
  [/^application\/(x-)?zip(-compressed)?$/, 'archive'],
  [/^(text\/.+|image\/svg\+xml|application\/(json|xml))$/, 'text'],
];

/** What lies beside the images of many discs, without an ending as they are. */
const TEXTS = /^(readme|liesmich|licen[cs]e|lizenz|copying|notice|version|changelog)$/i;

type Named = { name: string; mediaType: string };

export function endingOf(name: string): string {
  return name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
}

/** What a file may be, before its bytes are here: whether View is offered. Scanners write DICOM files without an ending. */
export function hintOf({ name, mediaType }: Named): FileKind | null {
  const ending = endingOf(name);
  const byType = MEDIA_TYPES.find(([type]) => type.test(mediaType))?.[1];
  if (TEXTS.test(name)) return 'text';
  return ENDINGS[ending] ?? byType ?? (ending === '' || /^\d+$/.test(ending) ? 'dicom' : null);
}
