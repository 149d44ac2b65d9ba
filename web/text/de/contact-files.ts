// Words of importing and exporting contacts.
import type { Words } from '../words.ts';
import type { contactFiles as english } from '../en/contact-files.ts';
import { formatNumber } from '../format.ts';

const contacts = (count: number) => (count === 1 ? '1 Kontakt' : `${formatNumber(count)} Kontakte`);
const entries = (count: number) => (count === 1 ? '1 Eintrag' : `${formatNumber(count)} Einträge`);

export const contactFiles: Words<typeof english> = {
  importing: {
    title: 'Kontakte importieren',
    intro: 'Aus Outlook, Google, Apple, Thunderbird oder einem anderen Postfach: Exportieren Sie Ihre Kontakte dort als CSV oder vCard und wählen Sie die Datei hier aus. Sie wird nur in Ihrem Browser gelesen.',
    choose: 'Datei auswählen',
    reading: 'Die Datei wird gelesen …',
    problemsTitle: (count) => (count === 1 ? 'Ein Eintrag lässt sich so nicht übernehmen' : `${entries(count)} lassen sich so nicht übernehmen`),
    problemsText: 'Nichts wurde importiert. Berichtigen Sie die Datei und wählen Sie sie noch einmal aus, oder lassen Sie diese Einträge weg.',
    wholeTitle: 'Diese Datei lässt sich nicht importieren',
    wholeText: 'Nichts wurde geändert. Ihre Kontakte sind, wie sie waren.',
    list: 'Was zu berichtigen ist',
    line: (line) => `Zeile ${line}`,
    furtherProblems: (count) => `Und ${formatNumber(count)} weitere.`,
    others: (count) => (count === 1 ? 'Den anderen Kontakt importieren' : `Die anderen ${contacts(count)} importieren`),
    chooseAgain: 'Datei noch einmal auswählen',
    planTitle: (name) => `${name} lässt sich importieren`,
    added: (count) => `${contacts(count)} ${count === 1 ? 'ist' : 'sind'} neu.`,
    changed: (count) =>
      `${contacts(count)}, ${count === 1 ? 'den' : 'die'} Sie schon haben, ${count === 1 ? 'wird' : 'werden'} ergänzt: um einen Namen, eine Praxis, eine Notiz oder eine Gruppe. Was Sie geschrieben haben, bleibt.`,
    unchanged: (count) => `${contacts(count)} ${count === 1 ? 'steht' : 'stehen'} schon in Ihrem Adressbuch.`,
    withoutAddress: (count) => `${entries(count)} ohne E-Mail-Adresse ${count === 1 ? 'wird' : 'werden'} weggelassen.`,
    nothing: 'Es steht nichts Neues darin.',
    go: (count) => `${contacts(count)} importieren`,
    cancel: 'Abbrechen',
    close: 'Schließen',
    done: (count) => `${contacts(count)} importiert.`,
    problems: {
      empty: () => 'Die Datei ist leer.',
      'too-large': () => 'Die Datei ist größer als 20 MB. Exportieren Sie die Kontakte ohne Bilder oder in mehreren Dateien.',
      'too-many': () => 'Die Datei enthält mehr als 20.000 Kontakte. Importieren Sie sie in Teilen.',
      'no-address-column': () => 'In dieser Zeile müssen die Namen der Spalten stehen, und keine heißt „E-Mail-Adresse“. Ist das eine Datei mit Kontakten?',
      'too-many-fields': () => 'Mehr Felder, als die erste Zeile Namen hat. Ein Feld mit Komma oder Semikolon muss in Anführungszeichen stehen.',
      'open-quote': () => 'Ein Anführungszeichen wird geöffnet und nie geschlossen.',
      'not-an-address': (shown) => `„${shown}“ ist keine vollständige E-Mail-Adresse.`,
      'too-long': (shown) => `„${shown} …“ ist zu lang. Namen und Praxen dürfen 200 Zeichen haben, Gruppen 100, Notizen 4000.`,
      'not-a-card': (shown) => (shown === '' ? 'Die vCard, die hier beginnt, lässt sich nicht lesen.' : `Das lässt sich nicht als vCard lesen: „${shown}“.`),
      'open-card': () => 'Die vCard, die hier beginnt, hat kein Ende.',
    },
  },
  exporting: {
    title: 'Kontakte exportieren',
    format: 'Datei',
    formats: { csv: 'CSV, für Tabellen und Outlook', vcard: 'vCard, für Adressbücher und Telefone' },
    warning: 'Die Datei ist nicht verschlüsselt',
    warningText: 'Wer sie bekommt, kann alle Namen, Adressen und Notizen darin lesen. Bewahren Sie sie dort auf, wo nur Sie sie öffnen können, und löschen Sie sie, wenn sie ihren Zweck erfüllt hat.',
    go: 'Exportieren',
    cancel: 'Abbrechen',
    fileName: { csv: 'sealpost-kontakte.csv', vcard: 'sealpost-kontakte.vcf' },
    done: (count) => `${contacts(count)} exportiert.`,
  },
};
