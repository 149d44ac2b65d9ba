// How far somebody's keys are known, in German words. Used at senders, contacts and fingerprints alike.
import type { Words } from '../words.ts';
import type { verification as english } from '../en/verification.ts';

export const verification: Words<typeof english> = {
  accessCode: (day) => `Durch Zugangscode bestätigt am ${day}`,
  compared: (day) => `Durch Vergleich bestätigt am ${day}`,
  colleague: (name) => `In Ihrer Praxis bestätigt von ${name}`,
  firstUse: (day) => `Bekannt seit dem ${day}, noch nicht verglichen`,
  changed: (day) => `Schlüssel geändert am ${day}: vor dem Senden vergleichen`,
  disputed: (name) => `${name} kennt andere Schlüssel: vor dem Senden vergleichen`,
  unconfirmed: 'Nicht bestätigt',
  self: 'Sie selbst',
};
