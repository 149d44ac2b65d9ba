// The access code of a complete link. It stands after the #, which no server ever sees, and leaves the address bar at once.
'use client';
import { useLayoutEffect, useSyncExternalStore } from 'react';

/** The code as it stood in the link, or an empty string. It is used only when the person presses Continue. */
export function useFragmentCode(): string {
  const code = useSyncExternalStore(subscribe, readCode, () => '');
  useLayoutEffect(() => {
    // While React takes over the exported page it has not looked yet: take the code before it goes.
    readCode();
    // Neither a screenshot, nor the history, nor a shared address may carry it.
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return code;
}

const subscribe = () => () => {};

// Kept for the link it came with: another invitation in the same tab does not begin with this one's code.
let taken = { link: '', code: '' };

function readCode(): string {
  const fragment = location.hash.slice(1);
  if (fragment !== '') taken = { link: location.search, code: decode(fragment) };
  return taken.link === location.search ? taken.code : '';
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Not percent-encoded at all: the check symbols will tell whether it is a code.
    return fragment;
  }
}
