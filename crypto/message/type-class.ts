// Which files count as advanced (ZIP, STL, DICOM), by extension and by the first bytes (SPEC.md, "Type class").

export const TYPE_CLASSES = ["standard", "advanced"] as const;
export type TypeClass = (typeof TYPE_CLASSES)[number];

/** As many bytes from the file's beginning are enough to decide. */
export const TYPE_CLASS_HEAD_BYTES = 1024;

const ADVANCED_EXTENSION = /\.(zip|stl|dcm|dicom|dic)$/i;
// Office and book formats are ZIP files inside; they are told apart by what their first entry must be named.
const OFFICE_EXTENSION = /\.(docx|xlsx|pptx|odt|ods|odp|epub)$/i;
const OFFICE_FIRST_ENTRY = /^(\[Content_Types\]\.xml|mimetype|_rels\/|docProps\/|word\/|xl\/|ppt\/|customXml\/)/;

/** The class of one file. `head`: its first bytes (all of them where it is shorter than TYPE_CLASS_HEAD_BYTES). `size`: the whole file's, where known. */
export function typeClassOf(file: { readonly name: string; readonly head: Uint8Array; readonly size?: number }): TypeClass {
  const { name, head } = file;
  const text = latin1(head);
  const advanced = ADVANCED_EXTENSION.test(name) || isArchive(text, name) || isDicom(text) || isStl(text, file);
  return advanced ? "advanced" : "standard";
}

/** What an archive begins with: a local file header, the end record of an empty one, a split one (APPNOTE.TXT, 4.3). */
const ARCHIVE_STARTS = ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"];

function isArchive(text: string, name: string): boolean {
  if (!ARCHIVE_STARTS.some((start) => text.startsWith(start))) return false;
  const firstEntry = text.slice(30);
  return !(OFFICE_EXTENSION.test(name) && OFFICE_FIRST_ENTRY.test(firstEntry));
}

/** DICOM PS3.10, 7.1: 128 bytes, then "DICM". */
function isDicom(text: string): boolean {
  return text.startsWith("DICM", 128);
}

/** Text: "solid", then "facet". Binary: 80 bytes, the number of triangles, and 50 bytes for each. */
function isStl(text: string, file: { readonly head: Uint8Array; readonly size?: number }): boolean {
  if (/^\s*solid\b[^\n]*\n\s*(facet|endsolid)\b/.test(text)) return true;
  if (file.size === undefined || file.head.length < 84) return false;
  const triangles = new DataView(file.head.buffer, file.head.byteOffset).getUint32(80, true);
  return triangles > 0 && file.size === 84 + 50 * triangles;
}

function latin1(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(0, TYPE_CLASS_HEAD_BYTES));
}
