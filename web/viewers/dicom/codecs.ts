// The decoders of compressed pixels. Each is WebAssembly (JPEG lossless: JavaScript) and is loaded when an image needs it.
import type { EmbindDecoder } from '@cornerstonejs/codec-charls/decodewasmjs';
import charls from '@cornerstonejs/codec-charls/decodewasmjs';
import jpeg from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs';
import openjpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { Decoder as LosslessDecoder } from 'jpeg-lossless-decoder-js';

export type CodecName = 'jpeg' | 'jpeg-ls' | 'jpeg-2000';
/** Gives the WebAssembly of a codec. */
export type LoadCodec = (name: CodecName) => Promise<ArrayBuffer>;

export type Decoded = { bytes: Uint8Array<ArrayBuffer>; bits: number; samples: number; rows: number; columns: number };

/** What a decoder has to say of a damaged image is said by its error. */
const SILENT = { print: () => undefined, printErr: () => undefined };

type Make = () => EmbindDecoder;

const FACTORIES = {
  'jpeg': async (wasmBinary) => {
    const made = await jpeg({ wasmBinary, ...SILENT });
    return () => new made.JPEGDecoder();
  },
  'jpeg-ls': async (wasmBinary) => {
    const made = await charls({ wasmBinary, ...SILENT });
    return () => new made.JpegLSDecoder();
  },
  'jpeg-2000': async (wasmBinary) => {
    const made = await openjpeg({ wasmBinary, ...SILENT });
    return () => new made.J2KDecoder();
  },
} satisfies Record<CodecName, (wasmBinary: ArrayBuffer) => Promise<Make>>;

export type Codecs = {
  decode(name: CodecName, encoded: Uint8Array): Promise<Decoded>;
  /** Throws where its end is missing: the decoder fills up what is not there. */
  decodeLossless(encoded: Uint8Array, bitsAllocated: number): Pick<Decoded, 'bytes' | 'rows' | 'columns'>;
};

export function createCodecs(load: LoadCodec): Codecs {
  const made = new Map<CodecName, Promise<Make>>();
  return {
    async decode(name, encoded) {
      const making = made.get(name) ?? load(name).then((wasm) => FACTORIES[name](wasm));
      made.set(name, making);
      const decoder = (await making)();
      try {
        decoder.getEncodedBuffer(encoded.length).set(encoded);
        decoder.decode();
        const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
        // Copied: the decoder's memory goes with it.
        return { bytes: decoder.getDecodedBuffer().slice() as Uint8Array<ArrayBuffer>, bits: bitsPerSample, samples: componentCount, rows: height, columns: width };
      } finally {
        decoder.delete();
      }
    },
    decodeLossless(encoded, bitsAllocated) {
      if (!hasEnd(encoded)) throw new Error('cut off');
      const { buffer } = encoded.slice();
      const decoder = new LosslessDecoder();
      const decoded = decoder.decode(buffer, 0, buffer.byteLength, bitsAllocated > 8 ? 2 : 1);
      return { bytes: new Uint8Array(decoded.buffer as ArrayBuffer, decoded.byteOffset, decoded.byteLength), rows: decoder.yDim, columns: decoder.xDim };
    },
  };
}

/** The marker at the end of a JPEG image (ISO 10918-1, annex B): among its coded data these two bytes cannot stand. What fills a fragment up may follow. */
function hasEnd(encoded: Uint8Array): boolean {
  const end = encoded.lastIndexOf(0xd9);
  return end > 0 && encoded[end - 1] === 0xff;
}
