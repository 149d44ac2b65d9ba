// What the live region says: a small store outside React, so that any code can announce something.
export type Toast = {
  id: number;
  text: string;
  /** False: for screen readers only. */
  visible: boolean;
  tone: 'neutral' | 'danger';
  action: { label: string; onAction: () => void } | null;
};

export type AnnounceOptions = {
  tone?: Toast['tone'];
  action?: { label: string; onAction: () => void };
  /** In milliseconds, where what it offers ends with it. */
  duration?: number;
};

const DEFAULT_DURATION = 6000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function replace(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** `duration`: in milliseconds; where none is given it stays longer while somebody is at it. */
function add(toast: Omit<Toast, 'id'>, duration?: number): () => void {
  const id = nextId++;
  replace([...toasts, { ...toast, id }]);
  const dismiss = () => dismissToast(id);
  const end = () => {
    if (duration === undefined && document.querySelector('#live:is(:hover, :focus-within)') !== null) setTimeout(end, DEFAULT_DURATION);
    else dismiss();
  };
  setTimeout(end, duration ?? DEFAULT_DURATION);
  return dismiss;
}

/** Shows the text for some seconds and has screen readers say it. Returns a function that takes it away. */
export function announce(text: string, { tone = 'neutral', action, duration }: AnnounceOptions = {}): () => void {
  return add({ text, visible: true, tone, action: action ?? null }, duration);
}

/** Has screen readers say the text, for changes that eyes see anyway. */
export function say(text: string): void {
  add({ text, visible: false, tone: 'neutral', action: null });
}

/** Does what the newest toast offers, as pressing its button would. */
export function takeBackLast(): void {
  const offer = toasts.findLast(({ action }) => action !== null);
  if (offer === undefined) return;
  offer.action?.onAction();
  dismissToast(offer.id);
}

export function dismissToast(id: number): void {
  replace(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentToasts = (): readonly Toast[] => toasts;

const noToasts: readonly Toast[] = [];
export const serverToasts = (): readonly Toast[] => noToasts;
