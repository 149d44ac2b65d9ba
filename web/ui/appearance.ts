// Theme, density and grouping of lists as a person chose them on this device. Nothing secret, so it may stand in local storage.

export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['comfortable', 'compact'] as const;
export const groupings = ['messages', 'conversations'] as const;
export type Theme = (typeof themes)[number];
export type Density = (typeof densities)[number];
export type Grouping = (typeof groupings)[number];
export type Appearance = { theme: Theme; density: Density; grouping: Grouping };

const KEY = 'sealpost.appearance';
const DEFAULT: Appearance = { theme: 'system', density: 'comfortable', grouping: 'messages' };

export function readAppearance(): Appearance {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof Appearance, unknown>>;
    return {
      theme: themes.find((theme) => theme === stored.theme) ?? DEFAULT.theme,
      density: densities.find((density) => density === stored.density) ?? DEFAULT.density,
      grouping: groupings.find((grouping) => grouping === stored.grouping) ?? DEFAULT.grouping,
    };
  } catch {
    // Storage may be forbidden or hold something else: the defaults do.
    return DEFAULT;
  }
}

/** Whether a list has a row for each conversation or for each message. */
export function readGrouping(): Grouping {
  return readAppearance().grouping;
}

export function saveGrouping(grouping: Grouping): void {
  saveAppearance({ ...readAppearance(), grouping });
}

export function saveAppearance(appearance: Appearance): void {
  applyAppearance(appearance);
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // It then holds for this page only.
  }
}

/** The tokens read these two attributes of the root element. */
export function applyAppearance({ theme, density }: Pick<Appearance, 'theme' | 'density'>): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (density === 'comfortable') delete dataset['density'];
  else dataset['density'] = density;
}
