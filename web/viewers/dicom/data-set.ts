// A DICOM file's data set (PS3.5, PS3.10) and its values as text and numbers.
import { type DataSet, parseDicom, readPart10Header } from 'dicom-parser';
import { inflate } from '../inflate.ts';

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const DEFLATED_LITTLE_ENDIAN = '1.2.840.10008.1.2.1.99';
/** Unpacked, a deflated file is refused beyond this. */
const INFLATED_MAX = 1_000_000_000;

export type DicomFile = { dataSet: DataSet; transferSyntax: string };

export class DicomError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'DicomError';
  }
}

/** Throws DicomError where it is no DICOM file. */
export async function parseDicomFile(bytes: Uint8Array<ArrayBuffer>): Promise<DicomFile> {
  try {
    if (!isPart10(bytes)) return parseBare(bytes);
    const header = readPart10Header(bytes) as DataSet & { position: number };
    const transferSyntax = header.string('x00020010') ?? IMPLICIT_LITTLE_ENDIAN;
    if (transferSyntax !== DEFLATED_LITTLE_ENDIAN) return { dataSet: parseDicom(bytes), transferSyntax };
    const inflated = await inflate(bytes.subarray(header.position), INFLATED_MAX);
    return { dataSet: parseDicom(inflated, { TransferSyntaxUID: EXPLICIT_LITTLE_ENDIAN }), transferSyntax: EXPLICIT_LITTLE_ENDIAN };
  } catch (cause) {
    // The library throws texts.
    throw new DicomError('no DICOM file', { cause });
  }
}

/** A data set without a header, as old devices wrote it. The parser takes anything: it must say what object it is. */
function parseBare(bytes: Uint8Array): DicomFile {
  const transferSyntax = guessSyntax(bytes);
  const dataSet = parseDicom(bytes, { TransferSyntaxUID: transferSyntax });
  if (dataSet.elements['x00080016'] === undefined) throw new DicomError('no DICOM file');
  return { dataSet, transferSyntax };
}

function isPart10(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM';
}

/** Without a header: a value representation is two capital letters. */
function guessSyntax(bytes: Uint8Array): string {
  return /^[A-Z]{2}$/.test(String.fromCharCode(...bytes.subarray(4, 6))) ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
}

/** Defined terms of Specific Character Set (PS3.3, C.12.1.1.2) as browsers name them. */
const CHARACTER_SETS: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'windows-1252', 'ISO_IR 101': 'iso-8859-2', 'ISO_IR 109': 'iso-8859-3', 'ISO_IR 110': 'iso-8859-4', 'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6', 'ISO_IR 126': 'iso-8859-7', 'ISO_IR 138': 'iso-8859-8', 'ISO_IR 148': 'windows-1254', 'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 166': 'windows-874', 'ISO_IR 13': 'shift_jis', 'ISO_IR 192': 'utf-8', 'GB18030': 'gb18030', 'GBK': 'gbk',
  'ISO 2022 IR 87': 'iso-2022-jp', 'ISO 2022 IR 13': 'iso-2022-jp', 'ISO 2022 IR 149': 'euc-kr', 'ISO 2022 IR 100': 'windows-1252',
};

/** The text of an element in the file's own character set; empty where there is none. */
export function textOf(dataSet: DataSet, tag: string): string {
  const element = dataSet.elements[tag];
  if (element === undefined || element.length === 0) return '';
  const sets = (dataSet.string('x00080005') ?? '').split('\\').map((name) => name.trim());
  const label = CHARACTER_SETS[sets.find((name) => name in CHARACTER_SETS) ?? ''] ?? 'windows-1252';
  const bytes = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length) as Uint8Array<ArrayBuffer>;
  return new TextDecoder(label).decode(bytes).replaceAll('\0', '').trim();
}

/** All numbers of a decimal or integer string. */
export function numbersOf(dataSet: DataSet | null, tag: string): number[] {
  const text = dataSet?.string(tag);
  if (text === undefined) return [];
  const numbers = text.split('\\').map((part) => Number(part.trim()));
  return numbers.every((number) => Number.isFinite(number)) ? numbers : [];
}

/** The first item of a sequence, or of the n-th. */
export function itemOf(dataSet: DataSet | null, tag: string, at = 0): DataSet | null {
  return dataSet?.elements[tag]?.items?.[at]?.dataSet ?? null;
}

export type { DataSet };
