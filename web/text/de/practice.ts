// Words of the practice page, in German: for its members, and for guests about the practices that invited them.
import { formatBytes } from '../format.ts';
import type { Words } from '../words.ts';
import type { practice as english } from '../en/practice.ts';

export const practice: Words<typeof english> = {
  title: 'Praxis',
  loading: 'Die Praxis wird geöffnet …',
  failed: { title: 'Die Praxis konnte nicht geladen werden', text: 'Nichts ist verloren. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.', again: 'Noch einmal versuchen' },
  about: 'Über die Praxis',
  settings: 'Einstellungen',
  name: 'Name der Praxis',
  nameRequired: 'Die Praxis braucht einen Namen.',
  plan: 'Tarif',
  plans: { free: 'Kostenlos', paid: 'Bezahlt' },
  planText: ({ inviting, advancedToOutsiders }) =>
    `${inviting ? 'Mitglieder schreiben an alle und laden ein, wer noch kein Konto hat.' : 'Mitglieder schreiben an alle, die ein Konto haben.'} ${
      advancedToOutsiders ? 'Sie hängen Dateien jeder Art an.' : 'ZIP-, STL- und DICOM-Dateien gehen an die eigene Praxis und an Praxen, von denen sie eingeladen wurden.'
    }`,
  planSetBy: 'Den Tarif legt der Betreiber dieses Servers fest.',
  room: 'Platz für Dateien',
  roomUsed: (used, limit) => `${formatBytes(used)} von ${formatBytes(limit)} belegt`,
  members: 'Mitglieder',
  roles: { owner: 'Inhaber', administrator: 'Administrator', member: 'Mitglied', guest: 'Gast' },
  you: 'Sie',
  replyTo: 'Antworten auf den E-Mail-Teil gehen an',
  replyToHint: 'Eine Adresse Ihrer Praxis. Bleibt das Feld leer, erreichen Antworten niemanden, und jede E-Mail weist darauf hin.',
  replyToInvalid: 'Das ist keine vollständige E-Mail-Adresse.',
  nobody: 'Niemanden',
  policies: 'So werden Zugangscodes weitergegeben',
  linksAllowed: 'Mündlich, gedruckt oder als vollständiger Link oder QR-Code',
  linksForbidden: 'Mündlich oder gedruckt',
  completeLink: 'Vollständige Links und QR-Codes erlauben',
  completeLinkHint:
    'Ein vollständiger Link enthält den Zugangscode selbst. Wer ihn in die Hände bekommt, kann anstelle der eingeladenen Person ein Konto anlegen. Geben Sie ihn deshalb nur auf einem Weg weiter, dem Sie vertrauen, etwa über Ihre Praxissoftware oder auf einem gedruckten Blatt. Ist dies ausgeschaltet, wird der Code nur mündlich oder gedruckt weitergegeben.',
  idle: {
    label: 'Automatisch abmelden',
    hint: 'Gilt für alle Mitglieder auf allen ihren Geräten, wenn so lange niemand Sealpost benutzt. Was gerade geschrieben wird, bleibt erhalten.',
    after: (minutes) => (minutes === null ? 'Wie für diesen Server eingestellt' : minutes === 1 ? 'Nach 1 Minute' : `Nach ${minutes} Minuten`),
  },
  secondFactor: {
    term: 'Zweiter Faktor',
    needed: 'Wird von allen Mitgliedern verlangt',
    free: 'Wie jedes Mitglied es möchte',
    label: 'Von allen Mitgliedern einen zweiten Faktor verlangen',
    hint: 'Beim Anmelden wird dann nach dem Passwort nach dem Code einer App auf dem Telefon gefragt. Wer keine eingerichtet hat, wird dorthin geführt und sieht vorher keine Nachrichten.',
    missing: (count) => (count === 1 ? 'Eine Person in der Praxis hat noch keinen.' : `${count} Personen in der Praxis haben noch keinen.`),
    ownFirst: 'Richten Sie zuerst in Ihren Einstellungen Ihren eigenen zweiten Faktor ein. Dann können Sie ihn von allen verlangen.',
    settings: 'Einstellungen öffnen',
  },
  inviting: {
    label: 'Wer Personen von außen einladen darf',
    hint: 'Wer noch nicht registriert ist, wird durch die erste Nachricht eingeladen. Wer nicht einladen darf, schreibt trotzdem an alle, die registriert sind.',
    everybody: 'Jedes Mitglied',
    administrators: 'Nur Inhaber und Administratoren',
  },
  domains: {
    label: 'An wen Mitglieder schreiben dürfen',
    fieldLabel: 'Erlaubte Domains',
    hint: 'Was in einer Adresse hinter dem @ steht, eine je Zeile, zum Beispiel lab.example. Jede gilt nur für sich selbst, nicht für die unter ihr. Bleibt das Feld leer, schreiben Mitglieder an alle. Personen der eigenen Praxis sind immer erlaubt.',
    invalid: (entries) => `${entries}: keine Domain. Eine Domain sieht aus wie lab.example.`,
    tooMany: (most) => `Mehr als ${most} Domains.`,
    any: 'An alle',
    only: (domains) => `An Personen der eigenen Praxis und Adressen bei ${domains}`,
  },
  expiry: {
    label: 'Nachrichten für alle löschen',
    hint: 'Womit eine neue Nachricht beginnt. Wer sie schreibt, kann es anders wählen.',
    choices: { never: 'Nie', '7': '1 Woche nach dem Senden', '30': '1 Monat nach dem Senden', '90': '3 Monate nach dem Senden' },
  },
  notices: {
    label: 'Wann E-Mails Mitglieder auf neue Nachrichten hinweisen',
    hint: 'Mitglieder können diese E-Mails sammeln lassen oder Ruhezeiten wählen. Hier begrenzen Sie, wie spät sie kommen: Was jemand darüber hinaus gewählt hat, gilt nicht.',
    any: 'Wie jedes Mitglied es möchte',
    day: 'Innerhalb eines Tages',
    'at-once': 'Sofort',
  },
  save: 'Änderungen speichern',
  saving: 'Wird gespeichert …',
  saved: 'Die Praxis wurde gespeichert.',
  onlyAdministrators: 'Nur Inhaber und Administratoren ändern diese Einstellungen.',
  guest: {
    title: 'Ihr Konto ist ein Gastkonto',
    text: 'Es ist kostenlos. Diese Praxen haben Sie eingeladen, und ihren Mitgliedern können Sie jederzeit schreiben:',
    sponsors: 'Praxen, die Sie eingeladen haben',
    none: 'Zurzeit gibt es keine Praxis, die Sie eingeladen hat. Lesen, antworten und an alle schreiben, die ein Konto haben, können Sie trotzdem.',
    limits: (advancedToOutsiders) =>
      `Auch an Personen mit Konto außerhalb dieser Praxen können Sie schreiben${advancedToOutsiders ? '' : ', dort aber keine ZIP-, STL- oder DICOM-Dateien anhängen'}. Gäste laden niemanden ein.`,
  },
  founding: {
    title: 'Ihre eigene Praxis',
    text: 'Führen Sie eine Praxis oder ein Labor? Legen Sie hier ein Praxiskonto dafür an: Sie werden Inhaber und können Ihr Team einladen. Was die Praxis sonst darf, steht danach auf dieser Seite bei ihrem Tarif. Ihre Nachrichten, Ihre Kontakte und die Praxen, die Sie eingeladen haben, bleiben, wie sie sind.',
    closed: 'Der Betreiber dieses Servers nimmt zurzeit keine neuen Praxen auf. Fragen Sie dort nach, wenn Sie eine anlegen möchten; Ihr Konto bleibt, wie es ist.',
    nameHint: 'Empfänger sehen ihn neben Ihrem Namen.',
    link: 'Link zum Anlegen',
    linkHint: 'Sie bekommen ihn vom Betreiber dieses Servers. Fügen Sie ihn ganz ein.',
    linkRequired: 'Um hier eine Praxis anzulegen, brauchen Sie einen solchen Link.',
    failures: {
      sign_up_token_invalid: { title: 'Dieser Link zum Anlegen funktioniert nicht', text: 'Vielleicht ist er verbraucht oder abgeschnitten. Bitten Sie um einen neuen, wo Sie ihn bekommen haben. Was Sie eingegeben haben, ist noch da.' },
      sign_up_closed: { title: 'Neue Praxen werden hier zurzeit nicht aufgenommen', text: 'Es wurde nichts geändert. Fragen Sie beim Betreiber dieses Servers nach; Ihr Konto bleibt, wie es ist.' },
    },
    submit: 'Praxis anlegen',
    founded: (name: string) => `${name} wurde angelegt. Sie sind Inhaber.`,
  },
};
