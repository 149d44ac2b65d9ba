// What moves on a page by itself, without a key or a press.
import type { Locator } from 'playwright-core';
import { goTo, type Person } from './person.ts';
import type { Stage } from './stage.ts';

/** How long a page is watched after it shows what one came for. */
const WATCHED_MS = 1500;

export type Shift = { value: number; moved: string[] };
type Watching = Window & { shifts?: Shift[] };
type LayoutShift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };

/** Notes every shift of the layout that no key and no press brought about. */
function watchShifts(): void {
  const seen: Shift[] = [];
  (window as Watching).shifts = seen;
  const nameOf = (node: Node | null) => (node instanceof HTMLElement ? `${node.localName} “${node.innerText.slice(0, 40)}”` : (node?.nodeName ?? 'what is gone'));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (!entry.hadRecentInput) seen.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Somebody whose pages are watched. */
export async function watched(stage: Stage, options: Parameters<Stage['somebody']>[0] = {}): Promise<Person> {
  const person = await stage.somebody(options);
  await person.context.addInitScript(watchShifts);
  return person;
}

/** Loads the page anew, with an empty cache, and answers what has moved. */
export async function movedOn(person: Person, { path, shows }: { path: string; shows: (person: Person) => Locator }): Promise<Shift[]> {
  const debug = await person.context.newCDPSession(person.page);
  await debug.send('Network.clearBrowserCache');
  await goTo(person, path);
  await shows(person).waitFor();
  await person.page.waitForTimeout(WATCHED_MS);
  await debug.detach();
  return await person.page.evaluate(() => (window as Watching).shifts ?? []);
}

/** As on a slow line: what answers at these addresses comes so much later. */
export async function holdBack({ context }: Person, { at, ms }: { at: string | RegExp; ms: number }): Promise<() => Promise<void>> {
  await context.route(at, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await route.continue().catch(() => undefined);
  });
  return () => context.unroute(at);
}

/** The same session on a phone: the cookies and what this device keeps stay, the window is as wide as a phone. */
export async function asOnPhone<Answer>({ page }: Person, look: () => Promise<Answer>): Promise<Answer> {
  const wide = page.viewportSize() ?? { width: 1360, height: 860 };
  await page.setViewportSize({ width: 375, height: 740 });
  return await look().finally(() => page.setViewportSize(wide));
}
