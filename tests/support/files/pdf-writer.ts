// A small PDF with text on each page, by hand.

/** Where the field of a form stands on its page, in points from below and from the left. */
export const fieldBox = { left: 60, bottom: 500, right: 460, top: 530 } as const;

export function writePdf(pages: readonly string[], { script, filled }: { script?: string; filled?: string } = {}): Buffer {
  const objects: string[] = [];
  const first = 4;
  const add = (body: string) => objects.push(body);
  add(`<< /Type /Catalog /Pages 2 0 R ${filled === undefined ? '' : `/AcroForm << /Fields [${first + 2 * pages.length} 0 R] /DA (/F1 18 Tf 0 g) /DR << /Font << /F1 3 0 R >> >> >>`} ${script === undefined ? '' : `/OpenAction << /S /JavaScript /JS (${script}) >>`} >>`);
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${first + 2 * at} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  pages.forEach((text, at) => {
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * at + 1} 0 R ${filled === undefined ? '' : `/Annots [${first + 2 * pages.length} 0 R]`} >>`);
    const content = `0.1 0.45 0.3 rg 60 600 475 12 re f 0 0 0 rg BT /F1 28 Tf 60 740 Td (${text}) Tj ET`;
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  });
  const { left, bottom, right, top } = fieldBox;
  // Its value only, as some programs leave it: nothing that is drawn.
  if (filled !== undefined) add(`<< /Type /Annot /Subtype /Widget /FT /Tx /T (patient) /V (${filled}) /F 4 /DA (/F1 18 Tf 0 g) /Rect [${left} ${bottom} ${right} ${top}] /P ${first} 0 R >>`);
  let file = '%PDF-1.7\n';
  const offsets = objects.map((body, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`, 'latin1');
}
