// How a page of the mailbox is left when the session is over. A full load, since it also empties the page's memory of
// everything that had been opened in it.

let asked = false;

/** Log out was chosen: whoever logs in next starts at the mailbox, not where this person was. */
export function noteAskedToLeave(): void {
  asked = true;
}

export function leaveToLogin(): void {
  const here = location.pathname + location.search;
  location.replace(asked ? '/login' : `/login?next=${encodeURIComponent(here)}`);
}
