// Words of the search, in German.
import { formatNumber } from '../format.ts';
import type { Words } from '../words.ts';
import type { search as english } from '../en/search.ts';

export const search: Words<typeof english> = {
  title: 'Suchergebnisse',
  close: 'Suche schließen',
  searching: 'Suche läuft …',
  narrow: 'Suche eingrenzen',
  inFolder: (folder) => `In „${folder}“`,
  withAttachments: 'Mit Anhängen',
  spans: { 7: 'Letzte 7 Tage', 30: 'Letzte 30 Tage', 365: 'Letzte 365 Tage' },
  only: {
    from: (words) => `Von „${words}“ gesendet`,
    subject: (words) => `„${words}“ im Betreff`,
  },
  typed: {
    from: 'von',
    to: 'an',
    subject: 'betreff',
    label: 'etikett',
    in: 'in',
    has: 'hat',
    after: 'ab',
    before: 'vor',
    values: { attachment: 'anhang', inbox: 'posteingang', sent: 'gesendet', drafts: 'entwürfe', archive: 'archiv', trash: 'papierkorb' },
  },
  found: (count) => (count === 0 ? 'Keine Nachricht gefunden' : count === 1 ? '1 Nachricht gefunden' : `${formatNumber(count)} Nachrichten gefunden`),
  noDate: (typed) => `„${typed}“ ist kein Datum und grenzt die Suche deshalb nicht ein. Ein Tag wird als 1.3.2026 eingegeben, ein Monat als 2026-03, ein Jahr als 2026.`,
  preparing: 'Die Suche wird vorbereitet. Nachrichten kommen hinzu, sobald sie geöffnet sind.',
  progress: (searched, total) => `Bisher ${formatNumber(searched)} von ${formatNumber(total)} Nachrichten durchsucht. Es geht von selbst weiter.`,
  more: 'Mehr anzeigen',
  nothing: {
    title: 'Nichts gefunden',
    text: 'Die Suche durchsucht Personen, Betreffe, Texte und Namen von Anhängen. Wörter werden an ihrem Anfang erkannt: Versuchen Sie es mit weniger Buchstaben. Sie können auch von:, an:, betreff:, etikett:, in:posteingang, hat:anhang, ab:1.3.2026 oder vor:1.4.2026 eingeben.',
  },
  refused:
    'Was der Server von dieser Suche aufbewahrt, ist nicht das, was Sie gespeichert haben, und wird nicht verwendet. Ihre Nachrichten werden stattdessen neu gelesen. Sagen Sie dem Betreiber dieses Servers Bescheid.',
  failed: { title: 'Die Suche hat nicht geklappt', text: 'Nichts ist verloren. Versuchen Sie es noch einmal; wenn es dabei bleibt, laden Sie die Seite neu.' },
};
