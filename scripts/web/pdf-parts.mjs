// What PDF.js loads when a document needs it: character maps, the standard fonts, decoders of pictures. Its scripting sandbox is
// left out.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules } from '../places.mjs';

const DECODERS = ['jbig2.wasm', 'openjpeg.wasm', 'qcms_bg.wasm'];

/** @param {string} folder of the export */
export function copyPdfParts(folder) {
  const [from, to] = [join(nodeModules, 'pdfjs-dist'), join(folder, 'pdf')];
  mkdirSync(join(to, 'wasm'), { recursive: true });
  copyFiles(join(from, 'cmaps'), join(to, 'cmaps'), /\.bcmap$/);
  copyFiles(join(from, 'standard_fonts'), join(to, 'fonts'), /\.(pfb|ttf)$/);
  for (const name of DECODERS) cpSync(join(from, 'wasm', name), join(to, 'wasm', name));
}

/**
 * @param {string} from
 * @param {string} to
 * @param {RegExp} wanted
 */
function copyFiles(from, to, wanted) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => wanted.test(file))) cpSync(join(from, name), join(to, name));
}
