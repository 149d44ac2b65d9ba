// Words about coworkers: who belongs to the practice, who is invited, roles, and what it means to shut somebody out.
import type { coworkers as english } from '../en/coworkers.ts';
import type { Details, FailureEntries } from '../en/failures.ts';
import { formatCount, formatNumber } from '../format.ts';
import type { Words } from '../words.ts';
import { failureWords } from './failures.ts';

const people = { one: 'Person', other: 'Personen' };

const roles = { owner: 'Inhaber', administrator: 'Administrator', member: 'Mitglied' };

const problems = {
  address: 'ist keine vollständige E-Mail-Adresse',
  role: 'nennt eine Rolle, die es nicht gibt: Schreiben Sie Inhaber, Administrator oder Mitglied',
  columns: 'hat mehr als zwei Spalten',
  owner: 'soll Inhaber werden, und das kann nur ein Inhaber bestimmen',
  twice: 'hat eine Adresse, die weiter oben schon steht',
  member: 'ist schon Mitglied dieser Praxis',
  former: 'wurde aus dieser Praxis entfernt: Nehmen Sie die Person stattdessen unten wieder auf',
  unavailable: 'lässt sich nicht einladen: Das Konto mit dieser Adresse kann keiner Praxis beitreten',
  invited: 'ist schon eingeladen',
};

export const coworkers: Words<typeof english> = {
  title: 'Mitarbeitende',
  lead: 'Alle haben ein eigenes Konto. Sie laden ein und legen fest, wer was darf; niemand in der Praxis kennt je das Passwort oder die Schlüssel eines anderen.',
  places: {
    count: (used, limit) => `${formatNumber(used)} von ${formatCount(limit, people)}, offene Einladungen mitgezählt`,
    over: (used, limit) => `${formatCount(used, people)}, offene Einladungen mitgezählt; Platz ist für ${formatNumber(limit)}`,
    left: (left) => (left === 1 ? 'Ihre Praxis hat in ihrem Tarif noch Platz für 1 Person.' : `Ihre Praxis hat in ihrem Tarif noch Platz für ${formatNumber(left)} Personen.`),
    full: 'Alle Plätze, die Ihre Praxis in ihrem Tarif hat, sind belegt',
    fullText: 'Um jemanden einzuladen oder wieder aufzunehmen, ziehen Sie zuerst eine offene Einladung zurück oder entfernen Sie jemanden, der die Praxis verlassen hat. Oder bitten Sie den Betreiber dieses Servers um mehr Plätze.',
    stays: 'Niemand wird entfernt, weil es mehr sind.',
  },
  list: 'Mitarbeitende',
  you: 'Sie',
  roles,
  failed: { title: 'Die Liste der Mitarbeitenden konnte nicht geladen werden', text: 'Nichts ist verloren. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.', again: 'Noch einmal versuchen' },
  /** In a line, where something that was begun did not work. */
  failureTitle: (failure: { code: string; details: Details }) => failureWords(failure).title,
  moreNamed: (name) => `Mehr zu ${name}`,
  marks: {
    suspended: 'Gesperrt',
    suspendedByOperator: 'Vom Betreiber dieses Servers gesperrt',
    secondFactor: 'Zweiter Faktor',
    unattested: 'Zugangscode noch nicht bestätigt: Das geschieht, sobald Sealpost bei der Person geöffnet wird, die eingeladen hat',
    onlyOwner: 'Einziger Inhaber: lässt sich weder entfernen noch in eine andere Rolle versetzen',
  },

  role: {
    action: 'Rolle ändern',
    title: (name) => `Rolle von ${name}`,
    label: 'Rolle',
    meaning: {
      owner: 'Alles, auch Inhaber ernennen und entfernen.',
      administrator: 'Lädt Mitarbeitende ein, sperrt und entfernt sie, ändert die Einstellungen der Praxis, sieht ihr Protokoll.',
      member: 'Liest und schreibt Nachrichten. Ändert nichts an der Praxis.',
    },
    save: 'Rolle ändern',
    cancel: 'Abbrechen',
    own: 'Das ist Ihre eigene Rolle. Was Sie hier aufgeben, können Ihnen nur andere zurückgeben.',
    done: (name, role) => `${name}: ab jetzt ${roles[role]}.`,
    ownNow: (role) => `Ihre Rolle in der Praxis wurde geändert: ab jetzt ${roles[role]}.`,
  },

  again: {
    action: 'Neu beginnen lassen',
    title: (name) => `${name} neu beginnen lassen?`,
    text: 'Für jemanden, der Passwort und Wiederherstellungsblatt verloren hat. Die Person erhält eine E-Mail mit einem Link und von Ihnen einen neuen Zugangscode, und sie wählt ein neues Passwort. Bis dahin ändert sich nichts.',
    lost: 'Danach bleiben ihre bisherigen Nachrichten für immer verschlossen, für alle. Alle ihre Geräte werden abgemeldet, und ein zweiter Faktor wird ausgeschaltet. Rolle und Adresse bleiben.',
    keys: 'Alle, die mit ihr schreiben, sehen, dass sich ihre Schlüssel geändert haben.',
    confirm: 'Neu einladen',
  },

  suspend: {
    action: 'Sperren',
    title: (name) => `${name} sperren?`,
    text: 'Alle Geräte der Person werden sofort abgemeldet, und niemand kann sich mit dem Konto anmelden, bis Sie es wieder freigeben. Das Postfach bleibt versiegelt, wie es ist, und neue Nachrichten kommen weiter darin an.',
    confirm: 'Sperren',
    done: (name) => `${name} ist gesperrt und überall abgemeldet.`,
  },
  resume: { action: 'Freigeben', done: (name) => `${name} kann sich wieder anmelden.` },

  remove: {
    action: 'Entfernen',
    title: (name) => `${name} aus der Praxis entfernen?`,
    text: 'Alle Geräte der Person werden sofort abgemeldet, und niemand kann sich mehr mit dem Konto anmelden. Das Postfach bleibt versiegelt: Niemand sonst kann es lesen. Lassen Sie sich vorher übergeben, was noch gebraucht wird. Sie können die Person später wieder aufnehmen.',
    textGuest:
      'Alle Geräte der Person werden sofort abgemeldet. Das Konto gab es aber schon, bevor es zu Ihrer Praxis kam; es besteht deshalb als Gastkonto weiter: Die Person kann sich wieder anmelden und lesen, was in ihrem Postfach ist. Um jemanden auszuschließen, sperren Sie das Konto stattdessen.',
    arriving: 'Nachrichten an diese Adresse kommen weiter dort an, ungelesen. Sagen Sie allen, die mit der Person schreiben, an wen sie sich jetzt wenden.',
    confirm: 'Entfernen',
    done: (name) => `${name} ist entfernt und überall abgemeldet.`,
  },
  lost: {
    title: (count) => (count === 1 ? 'Eine Nachricht liegt in keinem anderen Postfach' : `${count} Nachrichten liegen in keinem anderen Postfach`),
    unknown: 'Nachrichten dieser Person liegen vielleicht in keinem anderen Postfach',
    text: 'Ohne diese Person kann sie niemand in der Praxis öffnen. Bitten Sie zuerst um eine Übergabe, solange sie sich noch anmelden kann.',
    textSuspended: 'Solange diese Person sich nicht anmelden kann, kann sie niemand in der Praxis öffnen. Bitten Sie zuerst um eine Übergabe.',
    ask: 'Stattdessen um Übergabe bitten',
    done: (name) => `${name} wird per E-Mail um eine Übergabe gebeten. Sonst hat sich nichts geändert.`,
    failures: { too_many_requests: { title: 'Die Bitte ist noch keine Stunde alt', text: 'Rufen Sie an, oder warten Sie etwas, und bitten Sie dann noch einmal.' } },
  },
  leftover: {
    title: 'Was die Person vielleicht noch hat',
    copies: 'Was sie heruntergeladen, gedruckt, kopiert oder fotografiert hat.',
    mail: 'Die E-Mail-Teile von Nachrichten, in ihrem gewöhnlichen Postfach.',
    codes: 'Zugangscodes von Personen, die sie eingeladen hat. Diese Einladungen enden jetzt; schreiben Sie diesen Personen neu.',
    codesSuspended: 'Zugangscodes von Personen, die sie eingeladen hat. Offene Einladungen bleiben offen; ziehen Sie sie vorher zurück, wenn Ihnen das Sorge macht.',
    kit: 'Ihr Wiederherstellungsblatt. Es öffnet hier nichts, solange das Konto geschlossen ist.',
  },

  invite: {
    action: 'Mitarbeitende einladen',
    title: 'Mitarbeitende einladen',
    lead: 'Jede Person erhält eine E-Mail mit einem Link. Den Zugangscode geben Sie ihr selbst, und sie wählt ein eigenes Passwort.',
    how: 'Wie viele',
    one: 'Eine Person',
    several: 'Mehrere, aus einer CSV-Datei',
    address: 'E-Mail-Adresse',
    addressInvalid: 'Das ist keine vollständige E-Mail-Adresse.',
    role: 'Rolle',
    file: 'CSV-Datei auswählen',
    fileHint: 'Eine Person je Zeile: die E-Mail-Adresse, ein Komma und Inhaber, Administrator oder Mitglied. Ohne Rolle gilt Mitglied. Höchstens 100 Personen.',
    example: 'lee@praxis.example, member',
    checking: 'Die Datei wird geprüft …',
    wrongFile: 'Niemand wurde eingeladen: Die Datei enthält Fehler',
    line: (line) => `Zeile ${line}`,
    problem: (address, problem) => `${address === '' ? 'Diese Zeile' : address} ${problems[problem]}.`,
    unreadable: 'Diese Datei lässt sich nicht als Text lesen. Speichern Sie sie als CSV (UTF-8) und wählen Sie sie noch einmal aus.',
    empty: 'In dieser Datei steht niemand.',
    tooMany: (most) => `Höchstens ${most} Personen auf einmal. Teilen Sie die Datei auf.`,
    noRoom: (asked, left) => `Niemand wurde eingeladen: In der Datei ${asked === 1 ? 'steht 1 Person' : `stehen ${asked} Personen`}, Platz ist für ${left}`,
    noRoomText: 'Nehmen Sie jemanden aus der Datei, ziehen Sie eine offene Einladung zurück oder entfernen Sie jemanden, der die Praxis verlassen hat. Oder bitten Sie den Betreiber dieses Servers um mehr Plätze.',
    ready: (count) => `${formatCount(count, people)} einzuladen`,
    confirm: (count) => (count === 1 ? 'Einladen' : `${formatCount(count, people)} einladen`),
    cancel: 'Abbrechen',
    making: (count) => (count === 1 ? 'Der Zugangscode wird erzeugt. Das dauert ein, zwei Sekunden.' : `${count} Zugangscodes werden erzeugt. Jeder dauert ein, zwei Sekunden; lassen Sie diese Seite offen.`),
    codes: 'Zugangscodes',
    codesLead: 'Die Einladungen sind unterwegs. Geben Sie jeder Person ihren Code am Telefon oder persönlich, nie per E-Mail. Sie finden die Codes unten wieder, bei den offenen Einladungen.',
    done: 'Fertig',
  },

  waiting: {
    title: 'Eingeladen, noch nicht registriert',
    list: 'Eingeladene Mitarbeitende',
    by: (name, day) => `Eingeladen von ${name} am ${day}`,
    until: (day) => `gültig bis ${day}`,
    expired: (day) => `abgelaufen am ${day}`,
    again: 'Beginnt neu.',
    codeElsewhere: (name) => `Den Zugangscode hat ${name}.`,
    asked: (when) => `Hat am ${when} nach dem Code gefragt`,
    paused: (until) => `Pausiert bis ${until} Uhr: zu viele falsche Codes. Wenn das nicht die eingeladene Person war, ziehen Sie die Einladung zurück und laden Sie neu ein.`,
    bounced: 'Die E-Mail kam zurück. Prüfen Sie die Adresse.',
    mailFailed: 'Die E-Mail konnte nicht gesendet werden.',
    claimWrong: 'Jemand hat sich registriert, ohne den Zugangscode nachzuweisen. Entfernen Sie dieses Konto und laden Sie neu ein.',
    mail: 'E-Mail noch einmal senden',
    mailNamed: (address) => `E-Mail noch einmal an ${address} senden`,
    mailed: 'Die E-Mail ist wieder unterwegs. Der Zugangscode bleibt derselbe.',
    cancel: 'Einladung zurückziehen',
    cancelNamed: (address) => `Einladung an ${address} zurückziehen`,
    cancelTitle: (address) => `Einladung an ${address} zurückziehen?`,
    cancelText: 'Link und Zugangscode gelten dann nicht mehr. Sie können dieselbe Person noch einmal einladen.',
    cancelKeep: 'Behalten',
    cancelled: 'Die Einladung wurde zurückgezogen.',
  },

  former: {
    title: 'Entfernt',
    list: 'Entfernte Mitarbeitende',
    lead: 'Ihre Konten sind geschlossen. Wieder aufgenommen, haben sie ihr Postfach und ihre Rolle zurück.',
    since: (role, day) => `${roles[role]} bis ${day}`,
    back: 'Wieder aufnehmen',
    backNamed: (name) => `${name} wieder aufnehmen`,
    returned: (name) => `${name} ist zurück und kann sich anmelden.`,
  },
};

export const coworkerFailures: FailureEntries = {
  last_owner: {
    title: 'Eine Praxis braucht einen Inhaber, der sich anmelden kann',
    text: 'Nichts wurde geändert. Machen Sie zuerst jemand anderen zum Inhaber.',
  },
  second_factor_first: {
    title: 'Richten Sie zuerst Ihren eigenen zweiten Faktor ein',
    text: 'Nichts wurde geändert. Sie hätten sich selbst ausgeschlossen; richten Sie ihn in Ihren Einstellungen ein und verlangen Sie ihn dann von allen.',
  },
  coworkers_refused: {
    title: 'Nicht alle lassen sich einladen',
    text: 'Niemand wurde eingeladen. Jemand davon ist inzwischen beigetreten oder eingeladen worden: Sehen Sie die Liste an und versuchen Sie es noch einmal.',
  },
  members_full: ({ used, limit }) => ({
    title: typeof limit === 'number' ? `Ihre Praxis hat in ihrem Tarif Platz für ${formatCount(limit, people)}` : 'Dafür hat Ihre Praxis in ihrem Tarif keinen Platz',
    text: `${typeof used === 'number' ? `${formatCount(used, { one: 'Platz ist', other: 'Plätze sind' })} belegt, offene Einladungen mitgezählt. ` : ''}Nichts wurde geändert. Ziehen Sie eine offene Einladung zurück oder entfernen Sie jemanden, der die Praxis verlassen hat, oder bitten Sie den Betreiber dieses Servers um mehr Plätze.`,
  }),
  invitation_exists: {
    title: 'An diese Adresse gibt es schon eine offene Einladung',
    text: 'Nichts wurde geändert. Sie steht unten, oder im Adressbuch der Person, die dorthin geschrieben hat; ziehen Sie zuerst diese zurück.',
  },
  notice_limit: {
    title: 'Mehr Einladungen kann eine Praxis an einem Tag nicht senden',
    text: 'Niemand wurde eingeladen. Machen Sie morgen weiter; nichts ist verloren.',
  },
};
