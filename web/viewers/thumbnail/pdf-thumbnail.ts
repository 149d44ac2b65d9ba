// The first page of a document as a small picture. PDF.js reads it in its worker and draws it here: small, and once.
import { openDocument } from '../pdf/open-document.ts';
import { EDGE, smallPicture } from './small-picture.ts';

export async function pdfThumbnail(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const { document: pages, close } = await openDocument(new Uint8Array(await file.arrayBuffer()));
  try {
    const page = await pages.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: (EDGE * 1.5) / Math.max(width, height) });
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    await page.render({ canvas, viewport }).promise;
    const picture = await createImageBitmap(canvas);
    return await smallPicture(picture);
  } finally {
    close();
  }
}
