// Words of the labels.
import type { Words } from '../words.ts';
import type { labels as english } from '../en/labels.ts';

export const labels: Words<typeof english> = {
  name: 'Etiketten',
  of: 'Etiketten:',
  more: (count) => `+${count}`,
  first: 'Neues Etikett …',
  manage: 'Etiketten verwalten …',
  action: 'Etiketten …',
  manageTitle: 'Etiketten',
  sealed: 'Nur Sie sehen Ihre Etiketten. Wie sie heißen und welche Nachrichten sie tragen, wird auf diesem Gerät verschlüsselt.',
  none: 'Noch gibt es keine Etiketten.',
  choose: (count) => (count === 1 ? 'Etiketten dieser Nachricht' : `Etiketten von ${count} Nachrichten`),
  save: 'Speichern',
  assigned: (count) => (count === 1 ? 'Etiketten geändert.' : `Etiketten von ${count} Nachrichten geändert.`),
  newName: 'Neues Etikett',
  nameOf: (name) => `Name von ${name}`,
  colour: 'Farbe',
  colours: { green: 'Grün', blue: 'Blau', violet: 'Violett', red: 'Rot', amber: 'Bernstein', grey: 'Grau' },
  create: 'Etikett hinzufügen',
  change: 'Etikett speichern',
  edit: (name) => `${name} ändern`,
  remove: (name) => `${name} löschen`,
  removed: (name) => `${name} gelöscht. Die Nachrichten bleiben, wo sie sind.`,
  undo: 'Rückgängig',
  problemName: 'Geben Sie ihm einen Namen, den kein anderes Etikett hat.',
  problemFull: 'Es ist kein Platz für weitere. Nichts wurde geändert; löschen Sie Etiketten, die Sie nicht mehr brauchen.',
  failed: 'Das hat nicht geklappt. Nichts wurde geändert; versuchen Sie es noch einmal.',
};
