// What went wrong, in a person's terms: what happened, that nothing is lost, what to do. One entry for each error code; those that
// log-in never meets are learnt with the words of the pages that do.
import { formatDuration, formatTime } from '../format.ts';
import type { Details, FailureEntries, FailureWords } from '../en/failures.ts';

/** "bis 14:32 (noch 9 Minuten)", from the seconds that the server asks to wait. */
export function pause({ retryAfter }: Details): string {
  if (typeof retryAfter !== 'number') return 'für eine Weile';
  return `bis ${formatTime(Date.now() + retryAfter * 1000)} (noch ${formatDuration(retryAfter * 1000)})`;
}

const entries: FailureEntries = {
  wrong_credentials: {
    title: 'Diese Adresse und dieses Passwort gehören nicht zusammen',
    text: 'Prüfen Sie beides; Groß- und Kleinschreibung zählt. Nichts ist verloren. Nach mehreren falschen Versuchen pausiert die Anmeldung eine Weile.',
  },
  account_suspended: {
    title: 'Dieses Konto ist gesperrt',
    text: 'Ihre Nachrichten bleiben erhalten, und neue kommen weiter an; Sie können sie lesen, sobald es wieder freigegeben ist. Fragen Sie Ihre Praxis oder den Betreiber dieses Servers.',
  },
  too_many_requests: (details) => ({
    title: 'Zu viele Versuche',
    text: `Damit niemand Fremdes hineinkommt, ist das ${pause(details)} pausiert. Nichts ist verloren; danach geht es wieder.`,
  }),
  offline: {
    title: 'Keine Verbindung zu Sealpost',
    text: 'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal. Was Sie eingegeben haben, ist noch da.',
  },
  unavailable: {
    title: 'Sealpost antwortet gerade nicht',
    text: 'Der Server ist ausgefallen oder wird gerade aktualisiert. Nichts ist verloren, und was Sie eingegeben haben, ist noch da. Versuchen Sie es in einer Minute noch einmal.',
  },
  wrong_origin: ({ publicUrl }) => ({
    title: 'Sealpost hat eine andere Adresse als diese',
    text: `${typeof publicUrl === 'string' ? `Öffnen Sie stattdessen ${publicUrl}` : 'Fragen Sie den Betreiber dieses Servers nach der richtigen'} und machen Sie dort weiter. Nichts wurde geändert.`,
  }),
  not_signed_in: {
    title: 'Sie wurden abgemeldet',
    text: 'Melden Sie sich wieder an, um weiterzumachen. Nichts ist verloren.',
  },
  not_allowed: {
    title: 'Ihr Konto darf das nicht',
    text: 'Nichts wurde geändert. Wenn Sie es brauchen, fragen Sie einen Administrator Ihrer Praxis.',
  },
  ticket_expired: {
    title: 'Das hat etwas zu lange gedauert',
    text: 'Zur Sicherheit hat jeder Schritt eine Zeitgrenze. Nichts ist verloren: Versuchen Sie es noch einmal oder laden Sie die Seite neu und beginnen Sie von vorn.',
  },
  invalid_request: {
    title: 'Der Server hat das nicht angenommen',
    text: 'Suchen Sie in Ihrer Eingabe nach ungewöhnlichen Zeichen oder etwas sehr Langem. Nichts wurde geändert, und nichts ist verloren.',
  },
  not_verified: {
    title: 'Etwas passt nicht zusammen',
    text: 'Eine Signatur ließ sich nicht prüfen, deshalb ist nichts geschehen. Versuchen Sie es noch einmal; wenn es wieder vorkommt, sagen Sie dem Betreiber dieses Servers Bescheid.',
  },
  not_confirmed: {
    title: 'Ihre Adresse ist noch nicht bestätigt',
    text: 'Öffnen Sie den Link in der E-Mail, die Sie nach dem Anlegen des Kontos bekommen haben. Nichts ist verloren.',
  },
  storage_full: {
    title: 'Der Server hat keinen Platz mehr',
    text: 'Nichts ist verloren. Sagen Sie dem Betreiber dieses Servers Bescheid und versuchen Sie es später noch einmal.',
  },
  invalid_address: {
    title: 'Das ist keine vollständige E-Mail-Adresse',
    text: 'Prüfen Sie sie, zum Beispiel auf einen fehlenden Punkt oder ein Leerzeichen.',
  },
  state_rolled_back: {
    title: 'Der Server hat einen älteren Stand Ihres Postfachs angeboten',
    text: 'Sealpost arbeitet damit nicht, denn es könnte etwas fehlen. Sagen Sie dem Betreiber dieses Servers Bescheid. Auf diesem Gerät ist nichts verloren.',
  },
  state_conflict: {
    title: 'Ein anderes Gerät hat gleichzeitig dasselbe geändert',
    text: 'Nichts ist verloren. Versuchen Sie es noch einmal.',
  },
  cannot_open: {
    title: 'Das ließ sich nicht öffnen',
    text: 'Es wurde unterwegs beschädigt oder verändert, deshalb wird nichts davon gezeigt. Der Rest Ihres Postfachs funktioniert.',
  },
  unsupported: {
    title: 'Diesem Browser fehlt etwas, das Sealpost braucht',
    text: 'Verwenden Sie ein aktuelles Chrome, Edge, Firefox oder Safari. Auch private Fenster und strenge Einstellungen können der Grund sein.',
  },
};

const unexpected: FailureWords = {
  title: 'Etwas ist schiefgegangen, das nicht schiefgehen sollte',
  text: 'Nichts ist verloren. Laden Sie die Seite neu und versuchen Sie es noch einmal; wenn es wieder geschieht, sagen Sie dem Betreiber dieses Servers, was Sie gerade getan haben.',
};

/** Adds entries for codes that only some pages meet. */
export function learnFailures(more: FailureEntries): void {
  Object.assign(entries, more);
}

export function failureWords({ code, details }: { code: string; details: Details }): FailureWords {
  const entry = entries[code] ?? unexpected;
  return typeof entry === 'function' ? entry(details) : entry;
}
