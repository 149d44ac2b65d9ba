// How a page of the mailbox is left when the session is over. A full load, since it also empties the page's memory of
// everything that had been opened in it.
import { noteLeaving } from '../../ui/use-leave-question.ts';

let asked = false;

/** Log out was chosen: whoever logs in next starts at the mailbox, not where this person was. */
export function noteAskedToLeave(): void {
  asked = true;
}

/** It was opened again instead, since something in it could not be saved. */
export function noteStaying(): void {
  asked = false;
}

/** A browser may keep a page that was left as it stood, and show it again at Back: it starts anew then, and leads to log-in. */
function leaveFor(path: string): void {
  noteLeaving();
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  location.replace(path);
}

/** `wasOpen`: the mailbox had been open in this page, so log-in says why it no longer is. */
export function leaveToLogin({ wasOpen }: { wasOpen: boolean }): void {
  const next = encodeURIComponent(location.pathname + location.search);
  leaveFor(asked ? '/login' : `/login?next=${next}${wasOpen ? '&ended' : ''}`);
}

/** There is no account any more to log in to. */
export function leaveForGood(): void {
  leaveFor('/deleted');
}
