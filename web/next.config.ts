// Next.js: a static export, built by scripts/build-web.mjs, which gives the build its identity and finishes the pages.
import path from 'node:path';
import type { NextConfig } from 'next';

const build = process.env['NEXT_PUBLIC_SEALPOST_BUILD'];
/** Of the words. The build in English needs no alias: package.json says where its words are. */
const language = process.env['SEALPOST_LANGUAGE'] ?? 'en';
if (build === undefined) throw new Error('Build the web client with npm start or npm test, not with next build.');

const config: NextConfig = {
  output: 'export',
  distDir: '.exported',
  // Derived from the sources: the same sources give the same bytes, wherever and whenever they are built.
  // Two languages are two builds to the router: a page in one that comes upon the other is loaded anew.
  generateBuildId: () => (language === 'en' ? build : `${build}-${language}`),
  turbopack: {
    root: path.join(import.meta.dirname, '..'),
    // libsodium as scripts/web/part-libsodium.mjs has parted it. The codecs of the DICOM viewer can run in Node too, and name its
    // modules for that.
    resolveAlias: {
      libsodium: { browser: '../.cache/libsodium/libsodium.mjs' },
      fs: { browser: './viewers/dicom/nothing.ts' },
      path: { browser: './viewers/dicom/nothing.ts' },
      ...(language === 'en' ? {} : { '#words/*': `./text/${language}/*` }),
    },
  },
  // tsc runs apart, over everything, with the strictest settings.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
