// The language of these words.
export const language = {
  code: 'en',
  /** By which dates and numbers are written where the browser has no regional habits of its own in this language. */
  locale: 'en-GB',
  /** Each as whoever speaks it calls it. */
  names: { en: 'English', de: 'Deutsch' },
} as const;
