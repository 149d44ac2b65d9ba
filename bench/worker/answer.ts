// Posts what a measurement gives, or why it failed, to the page that started the worker.
export function answer(measure: () => Promise<unknown>): void {
  measure().then(
    (result) => postMessage({ result }),
    (error: unknown) => postMessage({ error: String(error instanceof Error ? error.stack : error) }),
  );
}
