// Which section of the page is being looked at: the one that crosses a line below the top of the screen.
import { useEffect, useState } from 'react';

/** A line at a quarter of the height: a section counts from there on. */
const LINE = '-25% 0px -75% 0px';

/** By then all sections have what they show. */
const SETTLING_MS = 5000;

/** `ids`: of the sections' elements in the page. Where the address names one of them, the page opens there. */
export function useSectionInView(ids: readonly string[]): string | null {
  const [inView, setInView] = useState<string | null>(null);
  const all = ids.join(' ');
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const crossing = entries.find(({ isIntersecting }) => isIntersecting);
        if (crossing !== undefined) setInView(crossing.target.id);
      },
      { rootMargin: LINE },
    );
    for (const element of elementsOf(all)) observer.observe(element);
    return () => observer.disconnect();
  }, [all]);
  useEffect(() => {
    // The browser looked for it before the mailbox was open.
    const named = window.location.hash.slice(1);
    const section = elementsOf(all).find(({ id }) => id === named);
    return section === undefined ? undefined : holdAtTop(section);
  }, [all]);
  return inView;
}

/** Shows it, and shows it again when what comes late above has pushed it away, until the person does something. Returns how to end that. */
function holdAtTop(section: HTMLElement): () => void {
  const ended = new AbortController();
  const end = () => ended.abort();
  const observer = new ResizeObserver(() => section.scrollIntoView());
  observer.observe(section.parentElement ?? section);
  const timer = setTimeout(end, SETTLING_MS);
  for (const name of ['wheel', 'pointerdown', 'keydown']) window.addEventListener(name, end, { passive: true, signal: ended.signal });
  ended.signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  return end;
}

function elementsOf(ids: string): HTMLElement[] {
  return ids.split(' ').flatMap((id) => document.getElementById(id) ?? []);
}
