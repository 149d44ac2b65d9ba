// PDF.js reads documents here. Has no keys and no network (confine.ts): fonts and decoders are handed in by the page.
import '../confine.ts';
import 'pdfjs-dist/build/pdf.worker.mjs';
