// Raw DEFLATE by the browser's own implementation, with an upper limit: a small file must not become an endless one.

export class InflateError extends Error {
  constructor(options?: ErrorOptions) {
    super('the compressed data is damaged or too large', options);
    this.name = 'InflateError';
  }
}

export async function inflate(bytes: Uint8Array<ArrayBuffer>, largest: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      length += chunk.length;
      if (length > largest) throw new InflateError();
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof InflateError ? cause : new InflateError({ cause });
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
