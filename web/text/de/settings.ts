// Words of one's own settings.
import type { Words } from '../words.ts';
import type { settings as english } from '../en/settings.ts';
import { formatCountry, formatDuration, formatMoment } from '../format.ts';

export const settings: Words<typeof english> = {
  title: 'Einstellungen',
  profile: {
    title: 'Profil',
    hint: 'So erscheinen Sie bei Ihren Nachrichten.',
    name: 'Ihr Name',
    nameError: 'Geben Sie Ihren Namen ein.',
    save: 'Namen speichern',
    saved: 'Ihr Name ist gespeichert.',
    address: 'Adresse',
    practice: 'Praxis',
    role: 'Rolle',
    sponsors: 'Gast von',
    roles: { owner: 'Inhaber', administrator: 'Administrator', member: 'Mitglied', guest: 'Gast' },
  },
  password: {
    title: 'Passwort',
    hint: 'Wenn Sie es ändern, wird jedes andere Gerät abgemeldet. Nachrichten und Wiederherstellungsblatt bleiben, wie sie sind.',
    current: 'Bisheriges Passwort',
    next: 'Neues Passwort',
    currentError: 'Geben Sie Ihr bisheriges Passwort ein.',
    save: 'Passwort ändern',
    saved: 'Das Passwort ist geändert. Andere Geräte wurden abgemeldet.',
    wrong: { wrong_credentials: { title: 'Das bisherige Passwort stimmt nicht', text: 'Nichts wurde geändert. Prüfen Sie Groß- und Kleinschreibung und versuchen Sie es noch einmal.' } },
  },
  kit: {
    title: 'Wiederherstellungsblatt',
    hint: 'Die gedruckten Wörter, die Ihr Postfach öffnen, wenn das Passwort verloren ist. Erstellen Sie ein neues Blatt, wenn das alte verloren ist oder jemand es gesehen haben könnte: Neue Schlüssel werden erzeugt, die alten Wörter gelten nicht mehr, und jedes andere Gerät wird abgemeldet.',
    password: 'Passwort',
    passwordError: 'Geben Sie Ihr Passwort ein.',
    wrong: { wrong_credentials: { title: 'Das Passwort stimmt nicht', text: 'Nichts wurde geändert; Ihr Blatt gilt weiter. Prüfen Sie Groß- und Kleinschreibung und versuchen Sie es noch einmal.' } },
    seen: 'Vielleicht hatte jemand anderes das Blatt oder mein Passwort',
    seenHint: 'Ihre alten Schlüssel werden dann für alle zurückgezogen. Nachrichten von Ihnen, die noch niemand geöffnet hat, bleiben verschlossen: Senden Sie sie noch einmal.',
    make: 'Neues Blatt erstellen',
    stored: 'Das neue Wiederherstellungsblatt gilt. Vernichten Sie das alte.',
  },
  signature: {
    title: 'Signatur',
    hint: 'Steht unter Ihren neuen Nachrichten und Antworten, auf allen Ihren Geräten. Soll sie in einer Nachricht fehlen, löschen Sie sie dort.',
  },
  templates: {
    title: 'Vorlagen',
    hint: 'Nachrichten zum Beginnen. Wählen Sie beim Schreiben eine unter „Vorlagen“. Nur Sie können sie lesen.',
  },
  notices: {
    title: 'E-Mail-Hinweise',
    hint: 'Wann eine E-Mail Sie auf neue Nachrichten hinweist. In Sealpost selbst stehen sie immer sofort, und eine Einladung wird nie zurückgehalten.',
  },
  devices: {
    title: 'Geräte',
    hint: 'Wo Sie gerade angemeldet sind. Eines kennen Sie nicht? Melden Sie es ab und ändern Sie dann Ihr Passwort. Der Ort ist, was das Netz angibt: Unterwegs oder über das Netz einer Praxis kann er ein anderer sein.',
    loading: 'Geräte werden gesucht …',
    current: 'Dieses Gerät',
    active: (at) => `Zuletzt benutzt: ${formatMoment(at)}`,
    since: (at) => `Angemeldet: ${formatMoment(at)}`,
    from: ({ country, clientAddress }) => `von ${clientAddress} aus${country === null ? '' : ` (${formatCountry(country)})`}`,
    logOut: (device) => `${device} abmelden`,
    logOutShort: 'Abmelden',
    loggedOut: (device) => `${device} ist abgemeldet.`,
    others: 'Alle anderen Geräte abmelden',
    othersDone: 'Alle anderen Geräte sind abgemeldet.',
    none: 'Sie sind nur auf diesem Gerät angemeldet.',
    unknown: 'Unbekannter Browser',
    named: (browser, system) => (system === null ? browser : `${browser} auf ${system}`),
    retry: 'Noch einmal versuchen',
  },
  appearance: {
    title: 'Darstellung',
    hint: 'Nur für dieses Gerät.',
    theme: 'Farben',
    themes: { system: 'Wie auf diesem Gerät', light: 'Hell', dark: 'Dunkel' },
    density: 'Listen',
    densities: { comfortable: 'Geräumig', compact: 'Kompakt' },
  },
  language: {
    title: 'Sprache',
    hint: 'Für diese Seiten und für die E-Mails, die Sealpost Ihnen sendet.',
    label: 'Sprache',
    waiting: 'Gilt, sobald diese Seite neu geladen wird',
    waitingText: 'Speichern Sie vorher, was Sie hier eingegeben haben.',
    reload: 'Jetzt neu laden',
  },
  handOver: {
    title: 'Übergeben',
    hint: 'Übergeben Sie jemandem im Team, was aus Ihrem Postfach gebraucht wird, bevor Sie gehen oder länger weg sind.',
    look: 'Nachrichten übergeben',
  },
  ownData: {
    title: 'Ihre Daten',
    hint: 'Was dieser Server über Sie aufbewahrt, wie lange, und alles davon als Datei.',
    look: 'Meine Daten zeigen',
    delete: 'Konto löschen',
  },
  idle: {
    title: 'Automatisches Abmelden',
    text: (minutes) =>
      `Nach ${formatDuration(minutes * 60_000)} ohne Eingabe werden Sie in allen Fenstern abgemeldet, und die Schlüssel verlassen den Speicher dieses Geräts. Was Sie gerade geschrieben haben, bleibt erhalten. Die Zeit legt der Betreiber dieses Servers fest.`,
  },
};
