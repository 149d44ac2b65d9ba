// Where what has the focus goes away (a row that is archived, a menu's button, a note that has had its time), the focus goes on to what
// stays beside it. It never falls to nothing, from where the Tab key would begin at the top of the page again.
'use client';

import { useEffect } from 'react';

/** Places one may have come through: a row, its menu, a question about it. */
const REMEMBERED = 6;
/** What moves the focus by itself does so before. */
const SETTLED_MS = 80;
const REACHABLE = ':is(a[href], button, input, select, textarea, [tabindex]):not(:disabled, [type="hidden"])';

/** Held weakly: what has left the page may be a field with a password in it, and is to be forgotten. */
type Place = { element: WeakRef<HTMLElement>; around: WeakRef<Element>[]; row: { list: WeakRef<Element>; index: number } | null };

export function useFocusKept(): void {
  useEffect(() => {
    let places: Place[] = [];
    let timer = 0;
    const mend = () => {
      timer = 0;
      const [last] = places;
      if (!isNowhere() || last === undefined || isUsable(last.element.deref())) return;
      nextTo(places)?.focus({ preventScroll: true });
    };
    const mendSoon = () => {
      if (!isNowhere() || places[0] === undefined) return;
      // A dialog that stays open would put the focus at its own beginning; one that closes puts it where it came from.
      if (there(places[0].around).some((outer) => outer.isConnected && outer.matches('[role$="dialog"]'))) mend();
      else if (timer === 0) timer = window.setTimeout(mend, SETTLED_MS);
    };
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) places = [placeOf(target), ...places.filter(({ element }) => element.deref() !== target)].slice(0, REMEMBERED);
    };
    const leave = () =>
      setTimeout(() => {
        mendSoon();
        // Whoever presses on the bare page has left by choice.
        if (isNowhere() && places[0] !== undefined && isUsable(places[0].element.deref())) places = [];
      });
    const observer = new MutationObserver(mendSoon);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    document.addEventListener('focusout', leave);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', note);
      document.removeEventListener('focusout', leave);
    };
  }, []);
}

const isNowhere = () => document.activeElement === document.body;

/** Those that have not been forgotten. */
function there(elements: readonly WeakRef<Element>[]): Element[] {
  return elements.flatMap((element) => element.deref() ?? []);
}

function isUsable(element: HTMLElement | undefined): element is HTMLElement {
  return element !== undefined && element.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled') && element.closest('[inert]') === null;
}

function placeOf(element: HTMLElement): Place {
  const around: WeakRef<Element>[] = [];
  for (let outer = element.parentElement; outer !== null && outer !== document.body; outer = outer.parentElement) around.push(new WeakRef(outer));
  const item = element.closest('li');
  const list = item?.parentElement ?? null;
  const row = item === null || list === null ? null : { list: new WeakRef(list), index: [...list.children].indexOf(item) };
  return { element: new WeakRef(element), around, row };
}

/** What has opened over the page; else the newest place of which something is left: itself, the row that has moved up, or what is around. */
function nextTo(places: readonly Place[]): HTMLElement | null {
  const over = [...document.querySelectorAll<HTMLElement>('[role$="dialog"], [role="menu"]')].findLast(isUsable);
  if (over !== undefined && places[0] !== undefined && !there(places[0].around).includes(over)) return over.querySelector<HTMLElement>('[role="menuitem"]') ?? over;
  for (const { element, around, row } of places) {
    const itself = element.deref();
    if (isUsable(itself)) return itself;
    const list = row?.list.deref();
    const beside = list?.isConnected === true ? list.children[Math.min(row?.index ?? 0, list.children.length - 1)] : undefined;
    const found = [beside, ...there(around)].map((outer) => (outer === undefined ? null : within(outer))).find((inner) => inner !== null);
    if (found !== undefined) return found;
  }
  return document.getElementById('content');
}

function within(outer: Element): HTMLElement | null {
  if (!outer.isConnected) return null;
  if (outer instanceof HTMLElement && outer.matches('main')) return outer;
  const links = outer.querySelectorAll<HTMLElement>('[data-message]');
  const reachable = outer.matches('li') && links.length > 0 ? links : outer.querySelectorAll<HTMLElement>(REACHABLE);
  return [...reachable].find(isUsable) ?? null;
}
