// Values of a filled-in form that the program which filled it in did not draw: without this the form would look as if nobody had.
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';

/** What PDF.js says of a field, as far as it is used here. */
type Field = { id: string; fieldType?: string; fieldValue?: unknown; hasAppearance?: boolean };

/** Whoever draws the page with the document's annotation storage draws them too. Fields that have a drawing of their own keep it. */
export async function setUndrawnValues(document: PDFDocumentProxy, page: PDFPageProxy): Promise<void> {
  for (const { id, fieldType, fieldValue, hasAppearance } of (await page.getAnnotations()) as readonly Field[]) {
    const isWritten = fieldType === 'Tx' || fieldType === 'Ch';
    if (isWritten && hasAppearance !== true && typeof fieldValue === 'string' && fieldValue !== '') document.annotationStorage.setValue(id, { value: fieldValue });
  }
}
