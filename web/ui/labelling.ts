// Which messages are to be labelled: a small store outside React, so that a list and a reader can ask for the one dialog.
type Request = { readonly messages: readonly string[]; readonly onDone: () => void } | { readonly manage: true } | null;

let request: Request = null;
const listeners = new Set<() => void>();

function replace(next: Request): void {
  request = next;
  for (const listener of listeners) listener();
}

export const askForLabels = (messages: readonly string[], onDone: () => void = () => undefined): void => replace({ messages, onDone });
export const askToManageLabels = (): void => replace({ manage: true });
export const endLabelling = (): void => replace(null);

export function subscribeLabelling(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentLabelling = (): Request => request;
export const noLabelling = (): Request => null;
