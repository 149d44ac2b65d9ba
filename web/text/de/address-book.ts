// Words of the address book's groups and of what can be done with it as a whole.
import type { Words } from '../words.ts';
import type { addressBook as english } from '../en/address-book.ts';
import { formatDay, formatList, formatNumber } from '../format.ts';

const people = (count: number) => (count === 1 ? '1 Person' : `${formatNumber(count)} Personen`);
const contacts = (count: number) => (count === 1 ? '1 Kontakt' : `${formatNumber(count)} Kontakte`);

export const addressBook: Words<typeof english> = {
  more: 'Mehr zum Adressbuch',
  count: contacts,
  showMore: 'Mehr anzeigen',
  formerly: ({ address, at }) => `Bis ${formatDay(at)}: ${address}`,
  inGroups: (names) => `In ${formatList(names)}`,
  groups: {
    title: 'Gruppen',
    list: 'Gruppen',
    empty: 'Eine Gruppe ist ein Name für mehrere Personen. Geben Sie ihn bei „An“ ein, und alle werden hinzugefügt.',
    add: 'Neue Gruppe',
    edit: 'Bearbeiten',
    editNamed: (name) => `Gruppe ${name} bearbeiten`,
    write: 'Schreiben',
    writeNamed: (name) => `An die Gruppe ${name} schreiben`,
    members: people,
    nobody: 'Noch niemand darin',
    andMore: (names, more) => formatList(more === 0 ? names : [...names, `${formatNumber(more)} weitere`]),
    newTitle: 'Neue Gruppe',
    editTitle: 'Gruppe bearbeiten',
    name: 'Name der Gruppe',
    nameHint: 'Zum Beispiel Labore oder Kieferorthopäden in der Nähe.',
    nameMissing: 'Geben Sie der Gruppe einen Namen.',
    nameSeparators: 'Komma und Semikolon trennen bei „An“ die Einträge, deshalb darf ein Name keines enthalten.',
    nameTaken: 'Eine andere Gruppe heißt schon so.',
    people: 'Personen in dieser Gruppe',
    find: 'Kontakt suchen',
    nobodyFound: 'Kein passender Kontakt.',
    noContacts: 'Ihr Adressbuch ist leer. Speichern Sie die Gruppe und nehmen Sie später Personen auf.',
    further: (count) => (count === 1 ? '1 weiterer Kontakt. Geben Sie den Namen ein, um ihn zu finden.' : `${formatNumber(count)} weitere Kontakte. Geben Sie einen Namen ein, um sie zu finden.`),
    chosen: (count) => `${people(count)} in der Gruppe`,
    save: 'Speichern',
    cancel: 'Abbrechen',
    saved: 'Gruppe gespeichert.',
    remove: 'Gruppe löschen',
    removed: 'Gruppe gelöscht. Die Personen bleiben in Ihrem Adressbuch.',
    ofContact: 'Gruppen',
  },
  failures: {
    book_full: { title: 'Ihr Adressbuch ist voll', text: 'Nichts wurde geändert. Entfernen Sie Kontakte, denen Sie nicht mehr schreiben, oder kürzen Sie Notizen, und versuchen Sie es noch einmal.' },
    group_exists: { title: 'Eine andere Gruppe heißt schon so', text: 'Nichts wurde geändert. Wählen Sie einen anderen Namen.' },
  },
  importAction: 'Kontakte importieren',
  exportAction: 'Kontakte exportieren',
};
