// Types of the codec packages' encoders, which only tests use.
declare module '@cornerstonejs/codec-charls/wasmjs' {
  const make: (parts: { wasmBinary: ArrayBuffer }) => Promise<{ JpegLSEncoder: new () => unknown }>;
  export default make;
}
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  const make: (parts: { wasmBinary: ArrayBuffer }) => Promise<{ J2KEncoder: new () => unknown }>;
  export default make;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs' {
  const make: (parts: { wasmBinary: ArrayBuffer }) => Promise<{ JPEGEncoder: new () => unknown }>;
  export default make;
}
