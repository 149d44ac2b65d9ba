// Whether a person has typed something in this page, or sent it on, since a component is there: what a reload would lose.
import { useEffect, useState } from 'react';

export function useTyped(): boolean {
  const [typed, setTyped] = useState(false);
  useEffect(() => {
    // What a password manager fills in comes without a way of typing, or as a replacement, and comes again.
    const note = (event: Event) => {
      const way = event instanceof InputEvent ? event.inputType : '';
      if (event.type === 'submit' || (way !== '' && way !== 'insertReplacementText')) setTyped(true);
    };
    const kinds = ['input', 'submit'] as const;
    for (const kind of kinds) document.addEventListener(kind, note, true);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, note, true);
    };
  }, []);
  return typed;
}
