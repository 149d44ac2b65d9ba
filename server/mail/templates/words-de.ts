// Every word of the mails, in German.
import type { MailWords } from './words.ts';

const utc = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
/** The reader's time zone is not known here, so the one used is named. */
const at = (time: number) => `${utc.format(time)} Uhr (UTC)`;

export const words: MailWords = {
  brand: 'Sealpost',
  addressOfButton: 'Die Schaltfläche führt zu',
  footer: {
    sent: (host) => `Gesendet von Sealpost auf ${host}.`,
    onBehalf: (writer, host) => `Gesendet von Sealpost auf ${host} für ${writer}.`,
    careful: 'Nicht erwartet? Fragen Sie beim Absender unter einer Telefonnummer nach, die Sie kennen. Niemand fragt Sie per E-Mail nach einem Passwort.',
    doNotAnswer: 'Bitte antworten Sie nicht auf diese E-Mail: Niemand liest die Antworten.',
  },
  notice: {
    unnamed: 'Jemand',
    subject: (writer) => `Nachricht von ${writer}`,
    heading: (writer) => `${writer} hat Ihnen geschrieben`,
    postcard: 'E-Mail-Nachricht',
    sealed: 'Sichere Nachricht',
    sealedText: 'Für Sie liegt eine sichere Nachricht bereit. Sie ist verschlüsselt und wird in Ihrem Browser geöffnet.',
    invitationOnly: (writer) => `${writer} lädt Sie ein, verschlüsselte Nachrichten auszutauschen. Sie brauchen dafür einen Browser und ein paar Minuten; es kostet nichts.`,
    open: 'Sichere Nachricht öffnen',
    accept: 'Einladung annehmen',
    codeNeeded: (writer) => `Sie brauchen einen Zugangscode. Sie erhalten ihn von ${writer} auf einem anderen Weg, zum Beispiel am Telefon. Er kommt nie in einer E-Mail wie dieser.`,
    doNotAnswer: 'Bitte antworten Sie nicht auf diese E-Mail: Ihre Antwort wäre unterwegs nicht geschützt. Öffnen Sie die sichere Nachricht und wählen Sie dort „Antworten“.',
    doNotAnswerInvitation: 'Bitte antworten Sie nicht auf diese E-Mail: Ihre Antwort wäre unterwegs nicht geschützt.',
  },
  digest: {
    subject: ({ count, writer, others }) =>
      `${count === 1 ? 'Nachricht' : `${count} Nachrichten`} von ${writer}${others === 0 ? '' : others === 1 ? ' und 1 weiteren Person' : ` und ${others} weiteren Personen`}`,
    heading: (count) => (count === 1 ? 'Eine Nachricht wartet auf Sie' : `${count} Nachrichten warten auf Sie`),
    intro: 'Was für Sie gekommen ist, liegt in Ihrem Posteingang. Sichere Nachrichten sind verschlüsselt und werden in Ihrem Browser geöffnet.',
    postcard: (writer) => `E-Mail-Nachricht von ${writer}`,
    cut: 'Der Rest steht über der sicheren Nachricht.',
    open: (writer) => `Sichere Nachricht von ${writer} öffnen`,
    more: (count) => (count === 1 ? '1 weitere liegt in Ihrem Posteingang.' : `${count} weitere liegen in Ihrem Posteingang.`),
    openInbox: 'Posteingang öffnen',
    chosen: (url) => `Sie haben gewählt, gesammelt oder zu bestimmten Zeiten von Nachrichten zu hören. Ändern können Sie das in Ihren Einstellungen: ${url}`,
  },
  confirm: {
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
    heading: 'Bestätigen Sie Ihre E-Mail-Adresse',
    text: 'Auf Sealpost wurde ein Konto mit dieser Adresse angelegt. Bitte bestätigen Sie, dass die Adresse Ihnen gehört: Dann können Sie damit Nachrichten senden und empfangen.',
    action: 'Adresse bestätigen',
    notYou: 'Sie haben kein Konto angelegt? Dann müssen Sie nichts tun. Ohne Ihre Bestätigung wird nichts in Ihrem Namen gesendet, und das Konto wird nach 14 Tagen gelöscht.',
  },
  addressTaken: {
    subject: 'Sie haben bereits ein Konto',
    heading: 'Sie haben bereits ein Konto',
    text: 'Jemand, vermutlich Sie selbst, wollte ein Konto mit dieser Adresse anlegen. Es gibt schon eines, deshalb hat sich nichts geändert: Bitte melden Sie sich mit Ihrem Passwort an.',
    action: 'Anmelden',
    forgot: (url) => `Passwort vergessen? Mit Ihrem Wiederherstellungsblatt können Sie ein neues festlegen: ${url}`,
    notYou: 'Wenn Sie das nicht waren, müssen Sie nichts tun.',
  },
  coworker: {
    subject: (practice) => (practice === '' ? 'Ihr Konto für sichere Nachrichten' : `Ihr Konto bei ${practice}`),
    heading: (practice) => (practice === '' ? 'Ihr Konto' : `Ihr Konto bei ${practice}`),
    text: (writer, practice) =>
      `${writer} lädt Sie ein, als Mitglied ${practice === '' || practice === writer ? 'der Praxis' : `von ${practice}`} sichere Nachrichten zu lesen und zu schreiben. Sie brauchen dafür einen Browser und ein paar Minuten. Ihr Passwort wählen Sie selbst; niemand sonst kennt es je.`,
    action: 'Mein Konto einrichten',
    code: (writer) => `Sie brauchen einen Zugangscode. Sie erhalten ihn von ${writer} persönlich oder am Telefon; er kommt nie per E-Mail. Sie brauchen ihn nur dieses eine Mal.`,
    careful: 'Nicht erwartet? Fragen Sie in Ihrer Praxis nach, bevor Sie etwas tun. Niemand fragt Sie per E-Mail nach einem Passwort.',
  },
  coworkerAgain: {
    text: (writer, practice) =>
      `${writer} lässt Sie mit Ihrem Konto${practice === '' || practice === writer ? '' : ` bei ${practice}`} neu beginnen. Sie wählen ein neues Passwort; niemand sonst kennt es je. Ihre früheren Nachrichten bleiben verschlossen. Haben Sie Ihr Passwort oder Ihr Wiederherstellungsblatt noch? Dann melden Sie sich stattdessen damit an, und nichts ist verloren.`,
    action: 'Neu beginnen',
  },
  codeAsked: {
    subject: (address) => `${address} fragt nach dem Zugangscode`,
    heading: 'Jemand fragt nach einem Zugangscode',
    text: (address) => `${address} hat Ihre Einladung geöffnet, hat aber den Zugangscode nicht.`,
    how: 'Bitte geben Sie ihn am Telefon oder persönlich weiter, an jemanden, dessen Stimme oder Gesicht Sie kennen. Senden Sie ihn nicht per E-Mail. Sie finden ihn in Sealpost im Adressbuch bei den offenen Einladungen.',
    action: 'Offene Einladungen anzeigen',
  },
  codePaused: {
    subject: 'Falsche Zugangscodes: Eine Einladung ist pausiert',
    heading: 'Eine Einladung ist pausiert',
    text: (address, until) =>
      `Für Ihre Einladung an ${address} wurde zehnmal ein falscher Zugangscode eingegeben. Sie ist bis zum ${at(until)} pausiert; danach kann der Code wieder eingegeben werden. Niemand ist hineingekommen, und es ist nichts verloren.`,
    ask: 'Bitte rufen Sie die Person an, die Sie eingeladen haben. Wenn sie es nicht war, hat jemand anderes den Link: Ziehen Sie die Einladung zurück und senden Sie eine neue.',
    action: 'Offene Einladungen anzeigen',
  },
  recovered: {
    subject: 'Ihr Konto wurde mit dem Wiederherstellungsblatt geöffnet',
    heading: 'Ihr Konto wurde wiederhergestellt',
    text: (time) =>
      `Am ${at(time)} wurde Ihr Konto mit seinem Wiederherstellungsblatt geöffnet. Es hat ein neues Passwort und ein neues Wiederherstellungsblatt; die alten gelten nicht mehr, und alle Geräte wurden abgemeldet.`,
    notYou: 'Wenn Sie das nicht waren, hatte jemand anderes Ihr Wiederherstellungsblatt. Sagen Sie sofort dem Administrator Ihrer Praxis oder dem Betreiber dieses Servers Bescheid.',
  },
  passwordChanged: {
    subject: 'Ihr Passwort oder Wiederherstellungsblatt wurde geändert',
    heading: 'Ihr Passwort oder Wiederherstellungsblatt wurde geändert',
    text: (time) => `Am ${at(time)} wurde auf einem angemeldeten Gerät das Passwort oder das Wiederherstellungsblatt Ihres Kontos geändert. Andere Geräte wurden abgemeldet.`,
    notYou: 'Wenn Sie das nicht waren, legen Sie jetzt mit Ihrem Wiederherstellungsblatt ein neues Passwort fest, und sagen Sie dem Administrator Ihrer Praxis Bescheid.',
    action: 'Wiederherstellungsblatt verwenden',
  },
  secondFactorOn: {
    subject: 'Die Anmeldung fragt jetzt nach einem zweiten Faktor',
    heading: 'Die Anmeldung fragt jetzt nach einem zweiten Faktor',
    text: (time) => `Am ${at(time)} wurde für Ihr Konto eine Authenticator-App oder ein Passkey eingerichtet. Ab jetzt fragt die Anmeldung nach dem Passwort auch danach. Andere Geräte wurden abgemeldet.`,
    notYou: 'Wenn Sie das nicht waren, kennt jemand anderes Ihr Passwort. Legen Sie jetzt mit Ihrem Wiederherstellungsblatt ein neues fest: Das entfernt auch die App und alle Passkeys. Und sagen Sie dem Administrator Ihrer Praxis Bescheid.',
  },
  secondFactorOff: {
    subject: 'Die Anmeldung fragt nicht mehr nach einem zweiten Faktor',
    heading: 'Die Anmeldung fragt nicht mehr nach einem zweiten Faktor',
    text: (time) =>
      `Am ${at(time)} wurde der zweite Faktor Ihres Kontos entfernt: in den Einstellungen, oder weil das Konto mit dem Wiederherstellungsblatt geöffnet oder neu begonnen wurde.`,
    notYou: 'Richten Sie ihn in den Einstellungen wieder ein. Wenn nicht Sie ihn entfernt haben, sagen Sie sofort dem Administrator Ihrer Praxis Bescheid.',
    action: 'Anmelden',
  },
  authenticatorAdded: {
    subject: 'Zu Ihrem Konto kam eine Authenticator-App hinzu',
    heading: 'Zu Ihrem Konto kam eine Authenticator-App hinzu',
    text: (time) => `Am ${at(time)} wurde für Ihr Konto neben Ihren Passkeys eine Authenticator-App eingerichtet. Bei der Anmeldung gelten jetzt auch ihre Codes und neue Wiederherstellungscodes; frühere gelten nicht mehr.`,
    notYou: 'Wenn Sie das nicht waren, legen Sie jetzt mit Ihrem Wiederherstellungsblatt ein neues Passwort fest: Das entfernt auch die App und alle Passkeys. Und sagen Sie dem Administrator Ihrer Praxis Bescheid.',
    action: 'Wiederherstellungsblatt verwenden',
  },
  authenticatorRemoved: {
    subject: 'Die Authenticator-App Ihres Kontos wurde entfernt',
    heading: 'Die Authenticator-App Ihres Kontos wurde entfernt',
    text: (time) => `Am ${at(time)} wurde die Authenticator-App Ihres Kontos entfernt. Die Anmeldung fragt weiterhin nach einem Ihrer Passkeys.`,
    notYou: 'Wenn Sie das nicht waren, legen Sie jetzt mit Ihrem Wiederherstellungsblatt ein neues Passwort fest, und sagen Sie dem Administrator Ihrer Praxis Bescheid.',
    action: 'Wiederherstellungsblatt verwenden',
  },
  passkeyAdded: {
    subject: 'Zu Ihrem Konto kam ein Passkey hinzu',
    heading: 'Zu Ihrem Konto kam ein Passkey hinzu',
    text: (time) => `Am ${at(time)} wurde Ihrem Konto ein Passkey hinzugefügt. Er gilt bei der Anmeldung als zweiter Faktor und öffnet Ihr Postfach, wo das Gerät es kann, auch ohne Passwort.`,
    notYou: 'Wenn Sie das nicht waren, legen Sie jetzt mit Ihrem Wiederherstellungsblatt ein neues Passwort fest: Das entfernt auch alle Passkeys. Und sagen Sie dem Administrator Ihrer Praxis Bescheid.',
    action: 'Wiederherstellungsblatt verwenden',
  },
  passkeyRemoved: {
    subject: 'Ein Passkey Ihres Kontos wurde entfernt',
    heading: 'Ein Passkey Ihres Kontos wurde entfernt',
    text: (time) => `Am ${at(time)} wurde ein Passkey Ihres Kontos entfernt. Er öffnet nichts mehr; andere Geräte wurden abgemeldet.`,
    notYou: 'Wenn Sie das nicht waren, legen Sie jetzt mit Ihrem Wiederherstellungsblatt ein neues Passwort fest, und sagen Sie dem Administrator Ihrer Praxis Bescheid.',
    action: 'Wiederherstellungsblatt verwenden',
  },
  coworkerDeleted: {
    subject: (who) => `${who} hat das eigene Konto gelöscht`,
    heading: 'Ein Konto in Ihrer Praxis wurde gelöscht',
    text: (who, address, time) => `Am ${at(time)} hat ${who} (${address}) das eigene Konto in Ihrer Praxis gelöscht, und damit das Postfach. Niemand kann es zurückholen.`,
    byOperator: {
      subject: (who) => `Das Konto von ${who} wurde gelöscht`,
      text: (who, address, time) => `Am ${at(time)} hat der Betreiber dieses Servers das Konto von ${who} (${address}) in Ihrer Praxis gelöscht, und damit das Postfach. Niemand kann es zurückholen.`,
    },
    left: 'Nachrichten, die andere in der Praxis mit dieser Person gewechselt haben, sind bei ihnen noch vorhanden. Wer ihr schreibt, liest, dass es das Konto nicht mehr gibt.',
  },
  addressKept: {
    subject: 'Diese Adresse ist noch nicht frei',
    heading: 'Diese Adresse ist noch nicht frei',
    text: (until) => `Jemand, vermutlich Sie, wollte diese Adresse für ein Konto verwenden. Sie gehörte zu einem anderen Konto, das jetzt eine andere Adresse hat, und bleibt bis ${at(until)} für dieses reserviert. Danach kann sie verwenden, wem dieses Postfach gehört.`,
    moved: 'War das Ihr Konto? Dann melden Sie sich mit der neuen Adresse an: Alles ist dort.',
    notYou: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun.',
  },
  newAddress: {
    subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    heading: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    text: 'Jemand, vermutlich Sie, möchte ein Sealpost-Konto künftig unter dieser Adresse nutzen. Bitte bestätigen Sie, dass die Adresse Ihnen gehört.',
    action: 'Ansehen',
    notYou: 'Sie wissen davon nichts? Dann unternehmen Sie nichts. Ohne Ihre Bestätigung ändert sich nichts.',
  },
  oldAddress: {
    subject: 'Ihr Konto soll eine andere E-Mail-Adresse bekommen',
    heading: 'Eine andere E-Mail-Adresse für Ihr Konto',
    text: (address, time) => `Am ${at(time)} hat jemand mit Ihrem Passwort darum gebeten, Ihr Sealpost-Konto auf ${address} umzustellen.`,
    wait: 'Wenn Sie das waren, können Sie die Änderung sofort freigeben. Wenn Sie nichts tun, kann sie nach drei Tagen abgeschlossen werden.',
    action: 'Stoppen oder freigeben',
    notYou: 'Wenn Sie das nicht waren, stoppen Sie die Änderung jetzt und ändern Sie danach Ihr Passwort: Jemand anderes kennt es.',
  },
  addressChanged: {
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    heading: 'Ihre E-Mail-Adresse wurde geändert',
    text: (from, to, time) => `Seit ${at(time)} hat Ihr Sealpost-Konto die Adresse ${to}. Melden Sie sich ab jetzt damit an; ${from} gilt nicht mehr. Ihr Passwort ist dasselbe, Ihre Nachrichten und Kontakte sind da, wo sie waren.`,
    kit: 'Sie haben ein neues Wiederherstellungsblatt, auf dem die neue Adresse steht. Das alte öffnet nichts mehr. Passkeys müssen neu eingerichtet werden, damit sie Ihr Postfach öffnen.',
    notYou: 'Wenn Sie das nicht waren, kennt jemand anderes Ihr Passwort. Sagen Sie sofort dem Administrator Ihrer Praxis und dem Betreiber dieses Servers Bescheid.',
  },
  coworkerMoved: {
    subject: (who) => `${who} hat eine andere E-Mail-Adresse`,
    heading: 'Eine andere E-Mail-Adresse in Ihrer Praxis',
    text: ({ who, from, to, time }) => `Am ${at(time)} hat ${who} das Konto in Ihrer Praxis von ${from} auf ${to} umgestellt. Es ist dasselbe Konto: Schlüssel, Nachrichten und Rolle sind in denselben Händen.`,
    doubt: 'Wenn Sie das nicht erwartet haben, fragen Sie unter einer Telefonnummer nach, die Sie kennen.',
  },
  handedOver: {
    subject: (who, messages) => `${who} hat Ihnen ${messages === 1 ? 'eine Nachricht' : `${messages} Nachrichten`} übergeben`,
    heading: 'Ihnen wurden Nachrichten übergeben',
    text: (who, messages) => `${who} hat Ihnen in Sealpost ${messages === 1 ? 'eine Nachricht' : `${messages} Nachrichten`} übergeben.`,
    where: 'Was noch ungelesen war, liegt in Ihrem Posteingang. Alles andere liegt unter seinem ursprünglichen Datum in Ihrem Archiv.',
    action: 'Anmelden',
  },
  handOverMade: {
    subject: (messages) => `Sie haben ${messages === 1 ? 'eine Nachricht' : `${messages} Nachrichten`} übergeben`,
    heading: 'Sie haben Nachrichten übergeben',
    text: ({ who, address, messages, time }) =>
      messages === 1
        ? `Bis ${at(time)} wurde eine Nachricht aus Ihrem Postfach an ${who} (${address}) übergeben und kann dort gelesen werden. Sie haben sie weiterhin auch selbst.`
        : `Bis ${at(time)} wurden ${messages} Nachrichten aus Ihrem Postfach an ${who} (${address}) übergeben und können dort gelesen werden. Sie haben sie weiterhin auch selbst.`,
    notYou: 'Wenn Sie das nicht waren, hat jemand ein Gerät benutzt, auf dem Sie angemeldet waren. Sagen Sie sofort dem Administrator Ihrer Praxis Bescheid, und ändern Sie Ihr Passwort.',
  },
  handOverAsked: {
    subject: (who) => `${who} bittet Sie, Ihre Nachrichten zu übergeben`,
    heading: 'Bitte übergeben Sie Ihre Nachrichten',
    text: (who) => `${who} bittet Sie, an jemanden im Team zu übergeben, was die Praxis aus Ihrem Postfach noch braucht. Außer Ihnen kann es niemand öffnen.`,
    toWhom: (who) => `Gewünscht ist die Übergabe an ${who}.`,
    how: 'Was Sie übergeben und an wen, entscheiden Sie. Öffnen Sie dazu in Sealpost die Einstellungen und dort „Übergeben“.',
    action: 'Anmelden',
  },
  accountDeleted: {
    subject: 'Ihr Konto wurde gelöscht',
    heading: 'Ihr Konto wurde gelöscht',
    text: (time) => `Am ${at(time)} wurde Ihr Konto mit Ihrem Passwort gelöscht, auf einem Gerät, auf dem Sie angemeldet waren. Ihr Postfach, Ihre Entwürfe, Kontakte und Schlüssel sind auf diesem Server nicht mehr vorhanden, und niemand kann sie zurückholen.`,
    left: 'Exemplare Ihrer Nachrichten, die andere haben, bleiben bei ihnen. Hier kann Ihnen niemand mehr schreiben, es sei denn, Sie werden neu eingeladen.',
    notYou: 'Wenn Sie das nicht waren, kannte jemand anderes Ihr Passwort. Sagen Sie dem Administrator Ihrer Praxis und dem Betreiber dieses Servers Bescheid.',
    byOperator: {
      text: (time) => `Am ${at(time)} hat der Betreiber dieses Servers Ihr Konto gelöscht. Ihr Postfach, Ihre Entwürfe, Kontakte und Schlüssel sind auf diesem Server nicht mehr vorhanden, und niemand kann sie zurückholen.`,
      whom: 'Wenn Sie nicht wissen, warum, fragen Sie den Betreiber dieses Servers oder den Administrator Ihrer Praxis.',
    },
  },
  restarted: {
    subject: 'Ihr Konto wurde neu begonnen',
    heading: 'Ihr Konto wurde neu begonnen',
    text: (time) =>
      `Am ${at(time)} wurde Ihr Konto neu begonnen, mit einem neuen Passwort und neuen Schlüsseln. Frühere Nachrichten lassen sich nicht mehr öffnen, und alle, mit denen Sie schreiben, sehen, dass sich Ihre Schlüssel geändert haben.`,
    notYou: 'Wenn Sie das nicht waren, sagen Sie sofort dem Administrator Ihrer Praxis oder dem Betreiber dieses Servers Bescheid.',
  },
  restart: {
    subject: 'Beginnen Sie Ihr Konto neu',
    heading: 'Beginnen Sie Ihr Konto neu',
    text: 'Der Betreiber dieses Servers hat Ihnen erlaubt, Ihr Konto neu zu beginnen, weil Passwort und Wiederherstellungsblatt verloren sind. Frühere Nachrichten lassen sich danach nicht mehr öffnen.',
    action: 'Neu beginnen',
    notYou: 'Wenn Sie nicht darum gebeten haben, tun Sie nichts und sagen Sie dem Betreiber dieses Servers Bescheid. Ihr Konto bleibt, wie es ist.',
  },
};
