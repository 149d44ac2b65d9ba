// Where this build keeps the codecs' WebAssembly. For workers: see confine.ts.
import { loadCodec } from '../confine.ts';
import type { CodecName } from './codecs.ts';

const FILES: Record<CodecName, URL> = {
  'jpeg': new URL('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm', import.meta.url),
  'jpeg-ls': new URL('@cornerstonejs/codec-charls/decodewasm', import.meta.url),
  'jpeg-2000': new URL('@cornerstonejs/codec-openjpeg/decodewasm', import.meta.url),
};

export function loadCodecFile(name: CodecName): Promise<ArrayBuffer> {
  return loadCodec(FILES[name]);
}
