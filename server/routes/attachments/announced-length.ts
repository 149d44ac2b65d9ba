// A body that is as long as its header says, or breaks: whoever reads it then knows at once, instead of waiting for the rest.

export function ofLength(bytes: ReadableStream<Uint8Array>, length: number): ReadableStream<Uint8Array> {
  let seen = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      controller.enqueue(chunk);
    },
    flush(controller) {
      if (seen !== length) controller.error(new Error('the blob is not as long as announced'));
    },
  });
  return bytes.pipeThrough(counted);
}
