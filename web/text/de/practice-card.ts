// Words of a practice's card: where it is shown beside a message, and where the practice sets it.
import type { Words } from '../words.ts';
import type { practiceCard as english } from '../en/practice-card.ts';

export const practiceCard: Words<typeof english> = {
  logoOf: (name) => `Logo von ${name}`,
  phone: 'Telefon',
  contact: 'So erreichen Sie die Praxis',
  saidBy: (name) => `Angaben der Praxis von ${name}.`,
  notForComparing: (name) => `Sie haben die Schlüssel mit ${name} noch nicht verglichen. Nehmen Sie zum Vergleichen nicht diese Nummer: Sie kam mit denselben Schlüsseln. Rufen Sie eine an, die Sie von anderswo kennen.`,
  title: 'Praxiskarte',
  lead: 'So erreichen Empfänger Ihre Praxis: Diese Karte sehen sie bei jeder Nachricht. Sie wird in Ihrem Browser unterschrieben, damit dieser Server allein keine andere Telefonnummer einsetzen kann.',
  failed: { title: 'Die Karte konnte nicht geladen werden', text: 'Nichts ist verloren. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.', again: 'Noch einmal versuchen' },
  none: 'Ihre Praxis hat noch keine Karte. Inhaber und Administratoren können eine anlegen.',
  preview: 'So sehen Empfänger sie',
  signed: (name, day) => `Unterschrieben von ${name} am ${day}.`,
  unproved: {
    title: 'Diese Karte wird mit Ihren Nachrichten nicht gezeigt',
    text: (name) =>
      `${name === null ? 'Wer sie unterschrieben hat, ist nicht mehr hier' : `Ihr Browser kann nicht nachweisen, dass ${name} zu Ihrer Praxis gehört`}. Das bleibt so, bis jemand aus der Verwaltung, bei dem er das kann, die Karte noch einmal speichert.`,
    edit: 'Geben Sie Telefonnummer und Website neu ein, wählen Sie das Logo noch einmal, prüfen Sie jede andere Zeile und speichern Sie die Karte: Dann haben Sie sie unterschrieben.',
  },
  withdrawn: {
    title: 'Diese Karte wird mit Ihren Nachrichten nicht gezeigt',
    text: (name) => `Sie wurde mit Schlüsseln unterschrieben, die seither zurückgezogen wurden${name === null ? '' : ` (${name})`}. Das bleibt so, bis jemand aus der Verwaltung die Karte noch einmal speichert.`,
    edit: 'Geben Sie Telefonnummer und Website neu ein, wählen Sie das Logo noch einmal, prüfen Sie jede andere Zeile und speichern Sie die Karte: Dann haben Sie sie unterschrieben.',
  },
  older: {
    title: 'Der Server zeigt eine ältere Karte, als Sie schon gesehen haben',
    text: 'Mit Ihren Nachrichten wird sie nicht gezeigt. Wurde dieser Server aus einer Sicherung wiederhergestellt, liegt es daran. Sonst sagen Sie es seinem Betreiber.',
    edit: 'Geben Sie Telefonnummer und Website neu ein, wählen Sie das Logo noch einmal, prüfen Sie jede andere Zeile und speichern Sie die Karte: Die neue tritt dann überall an ihre Stelle.',
  },
  name: 'Name auf der Karte',
  nameRequired: 'Die Karte braucht einen Namen.',
  address: 'Postanschrift',
  addressHint: 'Wie auf einem Brief, ohne den Namen: bis zu sechs Zeilen.',
  addressInvalid: 'Höchstens sechs Zeilen mit je 100 Zeichen.',
  phoneHint: 'Die Nummer, unter der man sich bei Ihnen Zugangscodes bestätigen lässt. Mit Ländervorwahl kann man sie von überall wählen: +49 30 123456.',
  phoneInvalid: 'Hier können nur Ziffern, Leerzeichen und ( ) / . + - stehen, mindestens drei Ziffern.',
  website: 'Website',
  websiteHint: 'Zum Beispiel praxis.example. Sie muss über https erreichbar sein.',
  websiteInvalid: 'Das ist keine Webadresse, die mit https:// beginnt.',
  logo: 'Logo',
  logoHint: 'PNG, JPEG, WebP oder GIF. Es wird in Ihrem Browser neu gezeichnet, höchstens 320 mal 160 Pixel, auf Weiß.',
  chooseLogo: 'Logo auswählen',
  removeLogo: 'Logo entfernen',
  logoProblems: {
    'no-picture': 'Das ist kein Bild, das sich verwenden lässt. Wählen Sie PNG, JPEG, WebP oder GIF; Zeichnungen als SVG können Programme enthalten und werden nicht genommen.',
    'too-large': 'Diese Datei ist größer als 20 MB. Wählen Sie ein kleineres Bild.',
    unreadable: 'Dieses Bild ließ sich nicht lesen. Vielleicht ist es beschädigt; speichern Sie es neu als PNG und wählen Sie es noch einmal.',
  },
  save: 'Karte speichern',
  saved: 'Die Karte ist gespeichert. Empfänger sehen sie ab jetzt.',
  failures: {
    profile_changed: {
      title: 'Inzwischen hat jemand anderes die Karte geändert',
      text: 'Nichts wurde gespeichert, und was Sie geschrieben haben, steht noch hier. Sehen Sie sich die jetzige Karte an; dann speichern Sie Ihre an deren Stelle oder übernehmen die andere.',
    },
  },
  logoSince: {
    replaced: 'Auch das Logo wurde geändert. Ihre Karte wird mit dem neuen gespeichert, es sei denn, Sie wählen ein anderes oder entfernen es.',
    removed: 'Das Logo wurde entfernt. Ihre Karte wird ohne Logo gespeichert, es sei denn, Sie wählen eines.',
    unproved: 'Das jetzige Logo lässt sich nicht prüfen. Ihre Karte wird ohne Logo gespeichert, es sei denn, Sie wählen eines.',
  },
  theirs: 'Die Karte, wie sie jetzt ist',
  takeTheirs: 'Diese übernehmen',
  saveMine: 'Meine an deren Stelle speichern',
};
