// The package types its display side only.
declare module 'pdfjs-dist/build/pdf.worker.mjs';
