// Words of the activity page: what happened in an account, or in a practice.
import type { ActivityEvent, ActivityKind } from '../../session/activity.ts';
import type { Words } from '../words.ts';
import type { activity as english } from '../en/activity.ts';
import { formatBytes, formatCount, formatDay } from '../format.ts';

const events: Record<ActivityEvent['event'], string> = {
  'log-in': 'Angemeldet',
  'log-in-failed': 'Anmeldung nicht abgeschlossen: falsches Passwort, falscher Passkey oder abgebrochen',
  'log-in-refused': 'Richtiges Passwort, aber das Konto ist gesperrt',
  'log-out': 'Abgemeldet',
  'log-out-idle': 'Automatisch abgemeldet',
  'device-signed-out': 'Ein anderes Gerät abgemeldet',
  'devices-signed-out': 'Alle anderen Geräte abgemeldet',
  'password-proved': 'Passwort für eine geschützte Änderung noch einmal eingegeben',
  'second-factor-failed': 'Falscher zweiter Faktor: Code oder Passkey stimmte nicht',
  'second-factor-missing': 'Richtiges Passwort, aber der zweite Faktor wurde nie angegeben',
  'second-factor-on': 'Zweiter Faktor eingerichtet',
  'second-factor-off': 'Zweiter Faktor entfernt',
  'authenticator-added': 'Authenticator-App neben Passkeys eingerichtet',
  'authenticator-removed': 'Authenticator-App entfernt; Passkeys bleiben',
  'passkey-added': 'Passkey hinzugefügt',
  'passkey-removed': 'Passkey entfernt',
  'passkey-renamed': 'Passkey umbenannt',
  'passkey-unlocks': 'Passkey zum Öffnen des Postfachs eingerichtet',
  'second-factor-codes-made': 'Neue Wiederherstellungscodes für den zweiten Faktor erstellt',
  'account-made': 'Konto durch Einladung angelegt',
  'address-confirmed': 'E-Mail-Adresse bestätigt',
  'name-changed': 'Name geändert',
  'notices-changed': 'Zeiten der E-Mail-Hinweise geändert',
  'password-changed': 'Passwort geändert',
  'keys-renewed': 'Neue Schlüssel und ein neues Wiederherstellungsblatt erstellt',
  recovered: 'Konto mit dem Wiederherstellungsblatt geöffnet; Passwort, Schlüssel und Blatt neu',
  'recovery-failed': 'Falsche Wiederherstellungswörter',
  'restart-offered': 'Link für einen neuen Anfang gesendet',
  restarted: 'Mit neuen Schlüsseln neu begonnen; alte Nachrichten bleiben verschlossen',
  'account-deleted': 'Konto vom Inhaber des Kontos gelöscht',
  suspended: 'Konto gesperrt',
  resumed: 'Konto wieder freigegeben',
  'message-sent': 'Nachricht gesendet',
  'sending-undone': 'Senden rückgängig gemacht, bevor die Nachricht hinausging',
  'message-opened': 'Nachricht geöffnet',
  'message-recalled': 'Nachricht von denen zurückgerufen, die sie nicht geöffnet hatten',
  'attachment-downloaded': 'Anhang heruntergeladen',
  'invitation-made': 'Einladung erstellt',
  'invitation-renewed': 'Einladung verlängert',
  'invitation-mailed-again': 'Einladung noch einmal per E-Mail gesendet',
  'invitation-cancelled': 'Einladung zurückgezogen',
  'invitation-used': 'Einladung verwendet',
  'invitation-paused': 'Einladung nach zehn falschen Zugangscodes eine Stunde pausiert',
  'access-code-asked': 'Die eingeladene Person hat um den Zugangscode gebeten',
  'access-code-right': 'Richtiger Zugangscode eingegeben',
  'access-code-wrong': 'Falscher Zugangscode eingegeben',
  'member-joined': 'Der Praxis beigetreten',
  'member-attested': 'Zugangscode bestätigt: Schlüssel als die eines Mitglieds der Praxis beglaubigt',
  'member-role-changed': 'Rolle geändert',
  'member-removed': 'Aus der Praxis entfernt',
  'member-returned': 'Wieder in die Praxis aufgenommen',
  'practice-founded': 'Konto der Praxis angelegt',
  'practice-ended': 'Praxiskonto mit dem letzten Mitglied beendet',
  'practice-changed': 'Einstellungen der Praxis geändert',
  'plan-changed': 'Tarif geändert',
  'storage-changed': 'Platz für Anhänge geändert',
};

const roleName = (role: string): string => ROLES[role] ?? role;
const ROLES: Readonly<Record<string, string>> = { owner: 'Inhaber', administrator: 'Administrator', member: 'Mitglied' };

const NOTICES: Readonly<Record<string, string>> = { any: 'Mitglieder wählen, wann E-Mails sie hinweisen', day: 'E-Mails weisen Mitglieder innerhalb eines Tages hin', 'at-once': 'E-Mails weisen Mitglieder sofort hin' };

const kinds: Record<ActivityKind, string> = {
  'log-ins': 'Anmeldungen',
  account: 'Konto und Schlüssel',
  messages: 'Nachrichten und Anhänge',
  invitations: 'Einladungen',
  members: 'Mitarbeitende und Rollen',
  practice: 'Praxis und Tarif',
};

const happened = { one: 'Ereignis', other: 'Ereignisse' };
const minutes = { one: 'Minute', other: 'Minuten' };
const alarming = { one: 'zu prüfen', other: 'zu prüfen' };

export const activity: Words<typeof english> = {
  title: 'Protokoll',
  own: 'Ihr Protokoll',
  ofPractice: 'Protokoll',
  leadOwn: 'Was in Ihrem Konto geschehen ist. Etwas kommt Ihnen fremd vor? Melden Sie in den Einstellungen andere Geräte ab und ändern Sie Ihr Passwort.',
  leadOfPractice: 'Was in Ihrer Praxis geschehen ist. Niemand kann es hier ändern oder löschen. Was geschrieben wurde, bleibt versiegelt: Es gehört nicht dazu.',
  link: 'Protokoll',
  loading: 'Das Protokoll wird geöffnet …',
  failed: { title: 'Das Protokoll ließ sich nicht laden', text: 'Nichts ist verloren. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.', again: 'Noch einmal versuchen' },
  none: { title: 'Hier ist nichts', text: 'Zu dieser Auswahl ist nichts geschehen.' },
  save: 'Als CSV speichern',
  saved: 'Die Datei liegt bei Ihren Downloads.',
  fileName: (at) => `sealpost-protokoll-${new Date(at).toISOString().slice(0, 10)}.csv`,
  list: 'Protokoll',
  older: 'Ältere anzeigen',
  warning: 'Zu prüfen',
  openMessage: 'Nachricht öffnen',
  gone: 'Ein Konto, das es nicht mehr gibt',
  from: (address) => `von ${address} aus`,
  by: {
    account: (name) => `durch ${name}`,
    nobody: 'durch jemanden, der nicht angemeldet war',
    operator: 'durch den Betreiber dieses Servers',
    server: 'von selbst',
  },
  events,
  filter: { title: 'Anzeigen', who: 'Wer', everybody: 'Alle', what: 'Was', everything: 'Alles', kinds, from: 'Von', to: 'Bis', wrongOrder: 'Dieser Tag liegt vor dem ersten.' },
  chart: {
    label: ({ first, last, events: count, warnings }) =>
      `Ereignisse nach Tagen vom ${formatDay(first)} bis zum ${formatDay(last)}: ${formatCount(count, happened)}, ${formatCount(warnings, alarming)}`,
    day: formatDay,
    events: (count) => formatCount(count, happened),
    warnings: (count) => formatCount(count, alarming),
    bar: ({ at, events: count, warnings }) =>
      `${formatDay(at)}: ${formatCount(count, happened)}${warnings > 0 ? `, ${formatCount(warnings, alarming)}` : ''}`,
  },
  details: ({ recipients, attachments, plan, bytes, restart, secondFactor, unlocks, role, before, idleMinutes, completeLink, inviting, allowedDomains, expiryDays, notices }) => [
    typeof recipients === 'number' ? formatCount(recipients, { one: 'Empfänger', other: 'Empfänger' }) : '',
    typeof attachments === 'number' && attachments > 0 ? formatCount(attachments, { one: 'Anhang', other: 'Anhänge' }) : '',
    plan === 'free' ? 'Kostenlos' : plan === 'paid' ? 'Bezahlt' : '',
    typeof bytes === 'number' ? formatBytes(bytes) : bytes === null ? 'wie im Tarif vorgesehen' : '',
    restart === true ? 'für einen neuen Anfang' : '',
    typeof role !== 'string' ? '' : typeof before === 'string' ? `bisher ${roleName(before)}, jetzt ${roleName(role)}` : `als ${roleName(role)}`,
    secondFactor === true ? 'ein zweiter Faktor wird von allen verlangt' : secondFactor === false ? 'ein zweiter Faktor wird von niemandem verlangt' : '',
    idleMinutes === undefined ? '' : idleMinutes === null ? 'Abmelden wie für den Server eingestellt' : `Abmelden nach ${formatCount(Number(idleMinutes), minutes)}`,
    inviting === 'everybody' ? 'jedes Mitglied lädt ein' : inviting === 'administrators' ? 'nur Administratoren laden ein' : '',
    typeof allowedDomains !== 'number' ? '' : allowedDomains === 0 ? 'Mitglieder schreiben an alle' : `Mitglieder schreiben an ${formatCount(allowedDomains, { one: 'Domain', other: 'Domains' })}`,
    expiryDays === undefined ? '' : expiryDays === null ? 'Nachrichten bleiben' : `Nachrichten werden nach ${formatCount(Number(expiryDays), { one: 'Tag', other: 'Tagen' })} gelöscht`,
    typeof notices === 'string' ? (NOTICES[notices] ?? '') : '',
    completeLink === true ? 'vollständige Links erlaubt' : completeLink === false ? 'keine vollständigen Links' : '',
    secondFactor === 'authenticator' ? 'mit einem Code der App' : secondFactor === 'recovery-code' ? 'mit einem Wiederherstellungscode' : secondFactor === 'passkey' ? 'mit einem Passkey' : secondFactor === 'passkey-alone' ? 'mit einem Passkey, ohne Passwort' : '',
    unlocks === true ? 'öffnet das Postfach' : unlocks === false ? 'nur als zweiter Faktor' : '',
  ],
};
