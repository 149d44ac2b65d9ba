// The access code of a complete link. It stands after the #, which no server ever sees, and leaves the address bar at once.
'use client';
import { useLayoutEffect, useState } from 'react';

/** The code as it stood in the link, or an empty string. It is used only when the person presses Continue. */
export function useFragmentCode(): string {
  const [code, setCode] = useState('');
  useLayoutEffect(() => {
    const fragment = location.hash.slice(1);
    if (fragment === '') return;
    // Neither a screenshot, nor the history, nor a shared address may carry it.
    history.replaceState(history.state, '', location.pathname + location.search);
    setCode(decode(fragment));
  }, []);
  return code;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Not percent-encoded at all: the check symbols will tell whether it is a code.
    return fragment;
  }
}
