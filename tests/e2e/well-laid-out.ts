// Looks at a screen as a careful person would: nothing runs out at the side, no control lies over another, no words are cut off, no
// sign is squeezed.
import type { Page } from 'playwright-core';

/** What is wrong with what is seen now; nothing if all is well. With a dialog open, only that is looked at. */
export async function layoutFaults({ page }: { page: Page }): Promise<string[]> {
  return await page.evaluate(() => {
    const CONTROLS = 'a[href], button, input:not([type="hidden"]), select, textarea, [contenteditable="true"]';
    const top = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"]')].at(-1) ?? document.body;
    const nameOf = (element: Element) => {
      const words = element.getAttribute('aria-label') ?? (element instanceof HTMLElement ? element.innerText : '');
      return `${element.localName} “${words.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
    };
    type Box = { left: number; top: number; right: number; bottom: number };
    /** Only what is not scrolled or cut away. What stands fixed is cut by nothing, and what makes no box cuts nothing. */
    const seenOf = (element: Element): Box => {
      let { left, top: upper, right, bottom } = element.getBoundingClientRect();
      for (let inner = element, around = element.parentElement; around !== null; inner = around, around = around.parentElement) {
        if (getComputedStyle(inner).position === 'fixed') break;
        const { display, overflowX, overflowY } = getComputedStyle(around);
        if (display === 'contents' || (overflowX === 'visible' && overflowY === 'visible')) continue;
        const box = around.getBoundingClientRect();
        [left, upper, right, bottom] = [Math.max(left, box.left), Math.max(upper, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
      }
      return { left, top: upper, right, bottom };
    };
    const isSeen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 2 && getComputedStyle(element).clipPath === 'none';
    const all = [...top.querySelectorAll('*')].filter(isSeen);
    const hidden = (element: Element) => element.closest('.visually-hidden, svg') !== null;

    const wide = [document.documentElement, ...all]
      .filter((element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX))
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${nameOf(element)} is ${element.scrollWidth - element.clientWidth} px wider than its room`);

    const hasOwnText = (element: Element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    const cut = all.flatMap((element) => {
      if (!(element instanceof HTMLElement) || hidden(element) || (!hasOwnText(element) && !element.matches('button'))) return [];
      const style = getComputedStyle(element);
      const [x, y] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
      const shortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      if (style.display === 'inline' || element.matches('textarea')) return [];
      if (element.matches('button') ? x > 1 : style.overflowX !== 'visible' && x > 1 && !shortened) return [`${nameOf(element)} has ${x} px of its words cut off`];
      return style.overflowY === 'hidden' && y > 3 && !shortened ? [`${nameOf(element)} has ${y} px of its height cut off`] : [];
    });

    // All signs are square.
    const squeezed = all
      .filter((element) => element.matches('svg.lucide'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => Math.abs(box.width - box.height) > 1)
      .map(({ element, box }) => `the sign of ${nameOf(element.parentElement ?? element)} is squeezed to ${Math.round(box.width)} x ${Math.round(box.height)} px`);

    const controls = all.filter((element) => element.matches(CONTROLS)).map((element) => ({ element, box: seenOf(element) })).filter(({ box }) => box.right - box.left > 2 && box.bottom - box.top > 2);
    const over = controls.flatMap(({ element: one, box: a }, index) =>
      controls.slice(index + 1).flatMap(({ element: other, box: b }) => {
        const [x, y] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        const apart = x <= 1 || y <= 1 || one.contains(other) || other.contains(one);
        return apart ? [] : [`${nameOf(one)} and ${nameOf(other)} share ${Math.round(x)} x ${Math.round(y)} px`];
      }),
    );
    return [...wide, ...cut, ...squeezed, ...over];
  });
}
