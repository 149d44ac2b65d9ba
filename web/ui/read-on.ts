// From the list into the message that stands beside it.
import type { MouseEvent } from 'react';

/** The place of the message, by its id in the page. */
export const READER = 'reader';

/**
 * For a row's link. Followed by key it takes the focus along, to the heading if the message is open already; else the message sees to
 * that when it opens. A pointer leaves the focus in the list, for j and k.
 */
export function readOn({ detail }: Pick<MouseEvent, 'detail'>, open: boolean): void {
  if (detail !== 0) return;
  const reader = document.getElementById(READER);
  ((open ? reader?.querySelector('h1') : null) ?? reader)?.focus({ preventScroll: true });
}
