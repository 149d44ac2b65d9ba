// Types of the codec packages, which bring none.

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  export type EmbindDecoder = {
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    getDecodedBuffer(): Uint8Array;
    getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number };
    delete(): void;
  };
  const make: (parts: { wasmBinary: ArrayBuffer; print: (line: string) => void; printErr: (line: string) => void }) => Promise<{ JpegLSDecoder: new () => EmbindDecoder }>;
  export default make;
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  import type { EmbindDecoder } from '@cornerstonejs/codec-charls/decodewasmjs';
  const make: (parts: { wasmBinary: ArrayBuffer; print: (line: string) => void; printErr: (line: string) => void }) => Promise<{ J2KDecoder: new () => EmbindDecoder }>;
  export default make;
}

declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  import type { EmbindDecoder } from '@cornerstonejs/codec-charls/decodewasmjs';
  const make: (parts: { wasmBinary: ArrayBuffer; print: (line: string) => void; printErr: (line: string) => void }) => Promise<{ JPEGDecoder: new () => EmbindDecoder }>;
  export default make;
}

declare module 'jpeg-lossless-decoder-js' {
  export class Decoder {
    /** Columns and rows of what was decoded. */
    xDim: number;
    yDim: number;
    decode(...what: [buffer: ArrayBufferLike, offset: number, length: number, bytesEach: number]): Uint8Array | Uint16Array;
  }
}
