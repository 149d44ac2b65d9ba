// Words of deleting one's own account: what goes, what stays with others, and the proof that it is oneself.
import type { Words } from '../words.ts';
import type { deletion as english } from '../en/deletion.ts';
import { formatCount } from '../format.ts';

const messages = { one: 'Nachricht', other: 'Nachrichten' };
const invitations = { one: 'offene Einladung', other: 'offene Einladungen' };
const accounts = { one: 'Konto einer entfernten Person', other: 'Konten entfernter Personen' };

export const deletion: Words<typeof english> = {
  title: 'Konto löschen',
  lead: 'Lesen Sie das zuerst. Was hier gelöscht wird, holt niemand zurück: weder Sie noch Ihre Praxis noch der Betreiber dieses Servers.',
  loading: 'Es wird nachgesehen, was gelöscht würde …',
  again: 'Noch einmal versuchen',
  goes: {
    title: 'Was gelöscht wird',
    mailbox: (count) => (count === 0 ? 'Ihr Postfach, das leer ist.' : `Ihr Postfach mit ${formatCount(count, messages)}, aus allen Ordnern. Was sonst niemand hat, wird mit seinen Dateien gelöscht.`),
    sealed: 'Entwürfe, noch nicht gesendete Dateien, Kontakte, Gruppen, Etiketten, Vorlagen und Ihre Schlüssel. Ihr Passwort und Ihr Wiederherstellungsblatt öffnen danach nichts mehr.',
    devices: 'Sie werden auf allen Geräten sofort abgemeldet.',
    invitations: (count) => `${formatCount(count, invitations)}: Wen Sie eingeladen haben, kommt damit nicht mehr herein.`,
    waiting: (count) => `${formatCount(count, messages)}, die unter diesen Einladungen ${count === 1 ? 'wartet' : 'warten'} und dann niemand mehr öffnen kann.`,
    address: 'Niemand kann Ihnen hier mehr schreiben. Ihre Adresse kann neu eingeladen werden oder ein neues Konto anlegen, mit neuen Schlüsseln und leerem Postfach.',
  },
  stays: {
    title: 'Was bleibt',
    copies: 'Nachrichten, die andere von Ihnen haben, bleiben bei ihnen, auch ungelesene, mit Ihrem Namen und Ihrer Adresse. Ebenso ihre Exemplare von dem, was sie Ihnen geschrieben haben.',
    mails: 'E-Mail-Nachrichten in Ihrem gewöhnlichen Postfach, was Sie heruntergeladen oder gedruckt haben, und Schlüsseldateien, die Sie exportiert haben.',
    log: 'Dass und wann etwas in Ihrem Konto geschah, in den Aktivitäten Ihrer Praxis: ohne Adressen und Inhalte.',
    backups: 'Verschlüsselte Sicherungen dieses Servers, solange der Betreiber sie aufbewahrt.',
  },
  practice: {
    title: (name) => `Bevor Sie ${name} verlassen`,
    text: 'Ihre Praxis muss diese Unterlagen vielleicht aufbewahren, und niemand dort kann Ihre Nachrichten ohne Sie öffnen. Leiten Sie an eine Kollegin oder einen Kollegen weiter, was noch gebraucht wird.',
    ends: (name) => `${name} endet damit`,
    endsText: 'Außer Ihnen ist niemand in dieser Praxis. Sie endet mit Ihrem Konto: Ihre Gäste können ihr nicht mehr schreiben, und alle Einladungen werden zurückgezogen.',
    former: (count) => `Mit ihr ${count === 1 ? 'wird' : 'werden'} endgültig gelöscht: ${formatCount(count, accounts)}, mit allen Nachrichten.`,
    lastOwner: 'Sie sind der einzige Inhaber',
    lastOwnerText: (name) => `In ${name} sind noch andere, und die Praxis braucht einen Inhaber, der sich anmelden kann. Machen Sie zuerst jemand anderen zum Inhaber, oder entfernen Sie alle: Dann kann die Praxis mit Ihrem Konto enden.`,
    look: 'Praxis zeigen',
  },
  save: 'Möchten Sie etwas behalten? Speichern Sie zuerst Ihre Daten.',
  saveLink: 'Meine Daten zeigen',
  form: {
    title: 'Zeigen Sie, dass Sie es sind',
    password: 'Passwort',
    passwordError: 'Geben Sie Ihr Passwort ein.',
    understood: 'Ich habe gelesen, was gelöscht wird und dass es niemand zurückholen kann',
    understoodEnds: (name) => `Ich habe gelesen, was gelöscht wird, dass ${name} endet und dass es niemand zurückholen kann`,
    understoodError: 'Kreuzen Sie das an, wenn Sie es so wollen.',
    submit: 'Mein Konto endgültig löschen',
    busy: 'Wird gelöscht …',
  },
  failures: {
    wrong_credentials: { title: 'Das Passwort stimmt nicht', text: 'Nichts wurde gelöscht. Prüfen Sie Groß- und Kleinschreibung und versuchen Sie es noch einmal.' },
    wrong_second_factor: { title: 'Der Code stimmt nicht', text: 'Nichts wurde gelöscht. Geben Sie den Code ein, den die App jetzt zeigt; jeder gilt einmal.' },
    conflict: { title: 'Inzwischen ist jemand in die Praxis gekommen oder gegangen', text: 'Nichts wurde gelöscht. Was geschehen würde, hat sich geändert: Lesen Sie es noch einmal.' },
    last_owner: { title: 'Sie sind der einzige Inhaber', text: 'Nichts wurde gelöscht. Machen Sie zuerst jemand anderen zum Inhaber.' },
  },
  gone: {
    title: 'Ihr Konto ist gelöscht',
    text: 'Ihr Postfach, Ihre Kontakte und Schlüssel sind auf diesem Server nicht mehr vorhanden, und Sie sind überall abgemeldet. Eine E-Mail bestätigt es.',
    kit: 'Ihr Wiederherstellungsblatt öffnet nichts mehr: Sie können es vernichten.',
    close: 'Sie können diese Seite schließen.',
  },
};
