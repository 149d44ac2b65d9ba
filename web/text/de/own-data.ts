// Words of the page that shows somebody what is kept about them, and of the file with all of it.
import type { Words } from '../words.ts';
import type { ownData as english } from '../en/own-data.ts';
import { formatBytes, formatCount, formatDay, formatDuration, formatMoment } from '../format.ts';

const messages = { one: 'Nachricht', other: 'Nachrichten' };
const files = { one: 'Datei', other: 'Dateien' };
const events = { one: 'Ereignis', other: 'Ereignisse' };
const mails = { one: 'E-Mail', other: 'E-Mails' };
const days = { one: 'Tag', other: 'Tage' };
const daysAfter = { one: 'Tag', other: 'Tagen' };
const keyPairs = { one: 'Schlüsselpaar', other: 'Schlüsselpaare' };
const parts = { one: 'Teil', other: 'Teile' };
const KINDS: Readonly<Record<string, string>> = {
  keyring: 'Ihre Schlüssel', contacts: 'Kontakte', groups: 'Gruppen', invitations: 'Einladungen und ihre Codes', labels: 'Etiketten', texts: 'Signatur und Vorlagen',
  'address-change': 'Gewünschte Adresse', openpgp: 'OpenPGP-Schlüssel', draft: 'Entwürfe', uploads: 'Laufende Übertragungen', search: 'Suchverzeichnis', 'hand-over': 'Eine laufende Übergabe', profiles: 'Gesehene Praxiskarten', 'practice-texts': 'Welche Texte der Praxis Sie gesehen haben',
};

export const ownData: Words<typeof english> = {
  title: 'Ihre Daten',
  lead: 'Was dieser Server über Sie aufbewahrt: hier in Worten, und alles davon als Datei. Niemand sonst sieht diese Seite, auch Ihre Praxis nicht.',
  loading: 'Der Server wird gefragt …',
  failed: { title: 'Ihre Daten konnten nicht geladen werden', again: 'Noch einmal versuchen' },
  file: {
    title: 'Alles als Datei',
    hint: 'Was verschlossen ist, wird dafür auf diesem Gerät geöffnet. Bewahren Sie die Datei auf, wo niemand sonst hinkommt: Sie nennt alle, mit denen Sie schreiben.',
    holds: 'Darin steht: alles von dieser Seite in voller Länge, Ihre Kontakte, Gruppen, Etiketten, Entwürfe, Signatur und Vorlagen, was in Ihrem Konto geschehen ist, und zu jeder Nachricht, von wem oder an wen sie ging, wann, ihr E-Mail-Teil und ihre Größen. Nicht darin steht: was in sicheren Nachrichten und Anhängen steht, das lesen Sie im Postfach, und kein Schlüssel, Code oder Passwort.',
    save: 'Meine Daten speichern',
    saving: 'Ihre Daten werden gesammelt …',
    saved: 'Die Datei liegt bei Ihren Downloads.',
    name: (address, at) => `sealpost-meine-daten-${address}-${new Date(at).toISOString().slice(0, 10)}.json`,
    explanation:
      'Alles, was dieser Sealpost-Server über das Konto aufbewahrt, mit dem diese Datei gemacht wurde. „stored“ ist, was der Server hat und sieht; Verschlossenes ist mit seiner Größe in Byte angegeben. „opened“ ist, was nur der Inhaber des Kontos lesen kann, auf dessen Gerät geöffnet. „messages“ ist, was der Server von jeder Nachricht sieht; was in sicheren Nachrichten steht, ist nicht darin. „activity“ ist, was im Konto geschehen ist, das Neueste zuerst. Zeiten sind in UTC. In dieser Datei steht kein Schlüssel, Code oder Passwort.',
  },
  none: 'keine',
  at: formatMoment,
  self: {
    title: 'Sie',
    hint: 'Solange Sie das Konto haben. Name und Adresse stehen auch bei den Nachrichten, die andere von Ihnen haben.',
    name: 'Name',
    address: 'Adresse',
    formerAddresses: 'Frühere Adressen',
    practiceName: 'Praxis, wie von Ihnen angegeben',
    language: 'Sprache der E-Mails',
    languages: { en: 'Englisch', de: 'Deutsch' },
    practice: 'Praxis',
    inPractice: (name, role, since) => `${name}: ${role} seit ${formatDay(since)}`,
    roles: { owner: 'Inhaber', administrator: 'Administrator', member: 'Mitglied' },
    card: 'Praxiskarte',
    cardSigned: (at) => `von Ihnen unterschrieben am ${formatDay(at)}`,
    cardVouched: (at) => `von Ihrem Browser bestätigt am ${formatDay(at)}`,
    statements: 'Bestätigte Schlüssel',
    statementsKept: (made, aboutYou) => `${made} von Ihnen für Ihre Praxis unterschrieben, ${aboutYou} über Sie`,
    sponsors: 'Gast von',
    made: 'Konto angelegt',
    confirmed: 'Adresse bestätigt',
    notConfirmed: 'noch nicht',
  },
  access: {
    title: 'Wie Sie hineinkommen',
    hint: 'Der Server erhält nie Ihr Passwort oder die Wörter Ihres Wiederherstellungsblatts. Was er davon aufbewahrt, öffnet ohne Sie nichts.',
    password: 'Passwort',
    passwordKept: (bytes) => `ein Eintrag, mit dem Sie zeigen, dass Sie es kennen; daraus lesen lässt es sich nicht (${formatBytes(bytes)})`,
    kit: 'Wiederherstellungsblatt',
    kitKept: 'ein Prüfwert, mit dem Sie zeigen, dass Sie es haben',
    wraps: 'Ihr Kontoschlüssel',
    wrapsKept: (count, bytes) => `${formatCount(count, { one: 'Mal', other: 'Mal' })} verschlossen, mit Passwort oder Blatt zu öffnen (${formatBytes(bytes)})`,
    secondFactor: 'Zweiter Faktor',
    secondFactorNone: 'keiner',
    appKept: (since) => `Authenticator-App seit ${formatDay(since)}`,
    passkeyKept: (name, since, unlocks) => `Passkey „${name}“ seit ${formatDay(since)}${unlocks ? ', der auch Ihren Kontoschlüssel öffnet' : ''}`,
    codesKept: (codes) => `noch ${formatCount(codes, { one: 'Wiederherstellungscode', other: 'Wiederherstellungscodes' })}`,
    keys: 'Öffentliche Schlüssel',
    keysKept: (count) => `${formatCount(count, keyPairs)}, signiert; wer Ihnen schreibt, bekommt sie`,
    tries: 'Begonnene Anmeldungen',
    triesKept: (count) => `${formatCount(count, { one: 'Versuch', other: 'Versuche' })} nicht zu Ende geführt, mit der Netzwerkadresse`,
  },
  devices: {
    title: 'Wo Sie angemeldet sind',
    hint: (minutes) => `Netzwerkadresse und Browser eines Geräts, solange es angemeldet ist: höchstens ${formatDuration(minutes * 60_000)} nach der letzten Benutzung. Nicht im Protokoll und nicht in Sicherungen.`,
    current: 'Dieses Gerät',
    other: 'Ein anderes Gerät',
    from: (clientAddress, at) => `von ${clientAddress}, zuletzt benutzt ${formatMoment(at)}`,
  },
  mailbox: {
    title: 'Nachrichten und Dateien',
    hint: (trashDays, unsentDays) =>
      `Verschlossen, bis niemand sie mehr hat. Aus Ihrem Papierkorb geht eine Nachricht nach ${formatCount(trashDays, daysAfter)}; eine Datei, die nie gesendet wurde, nach ${formatCount(unsentDays, daysAfter)}. Der Server sieht, wer wem wann geschrieben hat, den E-Mail-Teil, Größen, und wann eine Nachricht geöffnet wurde.`,
    folders: {
      inbox: 'Posteingang', sent: 'Gesendet', archive: 'Archiv', trash: 'Papierkorb',
      removed: 'Von Ihnen gelöscht, noch bei anderen', recalled: 'Von ihren Absendern zurückgerufen',
    },
    measured: (count, bytes) => `${formatCount(count, messages)}, ${formatBytes(bytes)}`,
    uploads: 'Von Ihnen hochgeladene Dateien',
    uploaded: (count, bytes) => `${formatCount(count, files)}, ${formatBytes(bytes)}`,
    room: { own: 'Ihr Platz für Dateien', practice: 'Platz für Dateien Ihrer Praxis' },
    used: (used, limit) => `${formatBytes(used)} von ${formatBytes(limit)} belegt`,
  },
  sealed: {
    title: 'Was nur Sie öffnen können',
    hint: 'Unter Ihrem Schlüssel verschlossen. Der Server sieht, wie viel es ist und wann es sich ändert, nicht, was darin steht.',
    kind: (kind) => KINDS[kind] ?? kind,
    measured: (count, bytes) => `${formatCount(count, parts)}, ${formatBytes(bytes)}`,
    changed: 'Zuletzt geändert',
    texts: 'Texte Ihrer Praxis',
    textsKept: (practice, bytes) => `von ${practice}, unter anderem für Sie versiegelt (${formatBytes(bytes)})`,
  },
  contacted: {
    title: 'Einladungen und E-Mails',
    hint: (mailDays) => `Von einer E-Mail an Sie wird ${formatCount(mailDays, days)} lang aufbewahrt, dass und als welche Art sie gesendet wurde; von einer, die auf eine Nachricht hinweist, so lange wie die Nachricht.`,
    handOvers: 'Übergaben im Team, von Ihnen und an Sie',
    handOversKept: (count) => formatCount(count, { one: 'Übergabe', other: 'Übergaben' }),
    made: 'Ihre Einladungen an andere',
    received: 'Einladungen an Sie',
    mails: 'E-Mails an Sie',
    count: (count) => formatCount(count, { one: 'Einladung', other: 'Einladungen' }),
    mailCount: (count) => formatCount(count, mails),
    notices: 'Zeiten der E-Mail-Hinweise',
    noticesKept: 'wie in den Einstellungen gewählt',
    noticesNone: 'keine gewählt: sofort',
  },
  activity: {
    title: 'Was in Ihrem Konto geschehen ist',
    hint: 'So lange wie diese Installation, ohne Namen, Adressen und Inhalte. Gehören Sie zu einer Praxis, sehen es auch deren Inhaber und Administratoren.',
    events: 'Ereignisse',
    between: (count, first, last) => `${formatCount(count, events)}, vom ${formatDay(first)} bis zum ${formatDay(last)}`,
    look: 'Ansehen',
  },
  elsewhere: {
    title: 'Nicht auf dieser Seite',
    items: [
      'Exemplare Ihrer Nachrichten bei anderen: Sie gehören diesen.',
      'Sicherungen des Betreibers dieses Servers: verschlüsselt, ohne Sitzungen und Netzwerkadressen. Wie lange er sie aufbewahrt, sagt er selbst.',
      'Zähler gegen das Raten: höchstens einen Tag, als verschlüsselte Prüfwerte, aus denen sich nichts über Sie lesen lässt.',
    ],
    more: 'Was Sealpost von allen verarbeitet und aufbewahrt',
  },
};
