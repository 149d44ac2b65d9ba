// Opens a PDF in a worker of its own. Scripts in documents never run: PDF.js runs them in its sandbox only, which is not here, and
// evaluates nothing by itself. Forms and links are drawn, not alive.
import { getDocument, PasswordResponses, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';

export type OpenedDocument = { document: PDFDocumentProxy; close: () => void };

export class LockedDocumentError extends Error {
  constructor() {
    super('the document needs a password');
    this.name = 'LockedDocumentError';
  }
}

/** What scripts/web/pdf-parts.mjs puts there. */
const PARTS = { cMapUrl: '/pdf/cmaps/', standardFontDataUrl: '/pdf/fonts/', wasmUrl: '/pdf/wasm/' };
/** Pictures inside a document beyond this are left out. */
const PICTURE_PIXELS_MAX = 100_000_000;

/** The bytes go to the worker; the page keeps none. Throws LockedDocumentError, or PDF.js's own error for what is no PDF. */
export async function openDocument(data: Uint8Array<ArrayBuffer>): Promise<OpenedDocument> {
  const port = new Worker(new URL('./pdf.worker.ts', import.meta.url), { type: 'module', name: 'PDF viewer' });
  const worker = new PDFWorker({ port: port as unknown as null });
  const task = getDocument({
    data, worker, ...PARTS,
    useWorkerFetch: false, useSystemFonts: false, disableWorkerRendering: true, enableXfa: false, maxImageSize: PICTURE_PIXELS_MAX, verbosity: 0,
  } as Parameters<typeof getDocument>[0]);
  const close = () => {
    void task.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
  };
  try {
    const died = new Promise<never>((_resolve, reject) => port.addEventListener('error', () => reject(new Error('the worker ended'))));
    const locked = new Promise<never>((_resolve, reject) => {
      task.onPassword = (_update: unknown, reason: number) => {
        if (reason === PasswordResponses.NEED_PASSWORD) reject(new LockedDocumentError());
      };
    });
    return { document: await Promise.race([task.promise, died, locked]), close };
  } catch (error) {
    close();
    throw error;
  }
}
