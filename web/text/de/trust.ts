// Words about fingerprints, in German: one's own, and comparing those of others.
import type { Words } from '../words.ts';
import type { trust as english } from '../en/trust.ts';

export const trust: Words<typeof english> = {
  title: 'Vertrauen',
  lead: 'Ein Fingerabdruck ist die Kurzform der Schlüssel einer Person. Wenn Sie beide dieselben Buchstaben und Ziffern sehen, steht niemand zwischen Ihnen.',
  own: {
    title: 'Ihr Fingerabdruck',
    text: 'Lesen Sie ihn vor, wenn jemand vergleicht, oder drucken Sie ihn auf Ihr Briefpapier. Er ist nicht geheim.',
    copy: 'Fingerabdruck kopieren',
    copied: 'Ihr Fingerabdruck ist in der Zwischenablage.',
    retry: 'Noch einmal versuchen',
  },
  spelled: (groups) => `Fingerabdruck: ${groups.map((group) => [...group].join(' ')).join('; ')}`,
  contacts: {
    title: 'Ihre Kontakte',
    find: 'Kontakt suchen',
    noMatch: 'Kein passender Kontakt.',
    emptyTitle: 'Noch keine Kontakte mit Schlüsseln',
    emptyText: 'Hier erscheint, mit wem Sie einander geschrieben haben. Wen Sie mit einem Zugangscode einladen, der ist damit bestätigt.',
    loading: 'Das Adressbuch wird geöffnet …',
    show: (name) => `Mit ${name} vergleichen`,
    showShort: 'Vergleichen',
    hide: (name) => `Vergleich mit ${name} schließen`,
    hideShort: 'Schließen',
  },
  compare: {
    how: (name) => `Rufen Sie ${name} unter einer Nummer an, die Sie von anderswo kennen als aus einer Nachricht oder von der Karte daneben, oder treffen Sie sich. Öffnen Sie beide diese Seite und vergleichen Sie alle Gruppen, in beiden Richtungen.`,
    theirs: (name) => `Das muss ${name} unter „Ihr Fingerabdruck“ sehen`,
    same: 'Alle Gruppen sind gleich',
    sameSaved: (name) => `${name} ist als verglichen vermerkt.`,
    differ: 'Wenn sie sich unterscheiden, schreiben Sie diesem Kontakt nicht, und sagen Sie dem Betreiber dieses Servers Bescheid.',
    verifiedAlready: 'Sie müssen nicht noch einmal vergleichen, es sei denn, Sie möchten sichergehen.',
  },
  changed: {
    title: 'Die Schlüssel haben sich geändert',
    text: (name) =>
      `${name} hat Schlüssel, die dieses Postfach nicht kennt. Meist liegt das daran, dass jemand ohne Wiederherstellungsblatt neu begonnen hat oder ein Konto ohne den Zugangscode angelegt hat, den Sie gegeben haben. Es könnte sich aber auch jemand anderes für diese Person ausgeben. Bis Sie entscheiden, wird nichts dorthin gesendet.`,
    accept: 'Neue Schlüssel ohne Vergleich verwenden',
    acceptSaved: (name) => `Ab jetzt werden die neuen Schlüssel von ${name} verwendet. Sie sind noch nicht verglichen.`,
  },
  disputed: {
    title: 'In Ihrer Praxis sind andere Schlüssel bekannt',
    text: (name, colleague) =>
      `${colleague} hat für ${name} andere Schlüssel bestätigt als die, die Sie sehen. Vielleicht steht jemand zwischen Ihnen beiden und ${name}. Bis Sie verglichen haben, wird nichts dorthin gesendet.`,
  },
  meaning: {
    title: 'Was die Zeichen bedeuten',
    accessCode: { term: 'Durch Zugangscode bestätigt', text: 'Sie haben dieser Person einen Zugangscode gegeben, und ihr Konto wurde damit angelegt. Der Code weist die Schlüssel für Sie beide nach.' },
    compared: { term: 'Durch Vergleich bestätigt', text: 'Sie haben die Fingerabdrücke beider Seiten verglichen.' },
    colleague: { term: 'In Ihrer Praxis bestätigt', text: 'Jemand in Ihrer Praxis hat dieser Person einen Zugangscode gegeben oder mit ihr verglichen und unterschrieben, welche Schlüssel sie hat. Was Sie bestätigen, erfahren die anderen in Ihrer Praxis ebenso.' },
    firstUse: { term: 'Bekannt, noch nicht verglichen', text: 'Die Schlüssel kamen vom Server, als Sie einander das erste Mal geschrieben haben, und sind seitdem gleich geblieben. Vergleichen Sie, wo es darauf ankommt.' },
    changed: { term: 'Schlüssel geändert', text: 'Es sind nicht die Schlüssel, die Sie kannten. Vergleichen Sie vor dem Senden.' },
  },
};
