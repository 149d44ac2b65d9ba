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
    // After React has heard the event itself: state that is set before makes it draw in between, and take back what was typed.
    for (const kind of kinds) window.addEventListener(kind, note);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, note);
    };
  }, []);
  return typed;
}
