// Words of log-in, of the account menu, and of what happens when a session ends.
import type { Words } from '../words.ts';
import type { unlock as english } from '../en/unlock.ts';

export const unlock: Words<typeof english> = {
  title: 'Anmelden',
  lead: 'Ihr Passwort verlässt dieses Gerät nie.',
  toOpenMessage: 'Nach dem Anmelden sehen Sie die Nachricht.',
  toInvitation: 'Nach dem Anmelden kommen Sie zur Einladung zurück.',
  ended: 'Sie wurden abgemeldet, weil Sealpost eine Weile nicht benutzt wurde, oder von einem anderen Fenster oder Gerät aus. Entwürfe bleiben erhalten.',
  existing: 'Für diese Adresse gibt es schon ein Konto. Melden Sie sich hier an oder legen Sie mit Ihrem Wiederherstellungsblatt ein neues Passwort fest.',
  invitationUsed: 'Diese Einladung wurde schon verwendet. Melden Sie sich an, um die Nachricht zu lesen. Wenn nicht Sie es waren, sagen Sie dem Absender sofort Bescheid.',
  shared: 'Nach dem Anmelden finden Sie die geteilten Dateien in einer neuen Nachricht. Bis dahin sind sie nur in diesem Fenster.',
  address: 'E-Mail-Adresse',
  password: 'Passwort',
  submit: 'Anmelden',
  opening: 'Ihr Postfach wird geöffnet. Das dauert ein, zwei Sekunden: Der Aufwand macht es mühsam, Passwörter zu erraten.',
  createAccount: 'Konto für eine Praxis anlegen',
  forgot: 'Passwort vergessen',
  invited: 'Per E-Mail eingeladen? Öffnen Sie den Link in der E-Mail: Er führt zu Ihrer Nachricht.',
  errors: {
    address: 'Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@praxis.de.',
    password: 'Geben Sie Ihr Passwort ein.',
  },
  account: {
    button: 'Konto',
    settings: 'Einstellungen',
    trust: 'Vertrauen',
    practice: 'Praxis',
    logOut: 'Abmelden',
    guestOf: (practices) => `Gast von ${practices}`,
  },
  locked: {
    title: 'Zum Weiterarbeiten neu anmelden',
    text: 'Sie sind abgemeldet: durch „Abmelden“ hier oder anderswo, weil Sealpost eine Weile nicht benutzt wurde, oder durch Ihre Praxis. Was Sie gerade geschrieben haben, ist noch da, verborgen, bis Sie zurück sind.',
    submit: 'Anmelden',
    wrong: { wrong_credentials: { title: 'Das ist nicht das Passwort', text: 'Prüfen Sie Groß- und Kleinschreibung und versuchen Sie es noch einmal. Nichts ist verloren.' } },
    leave: 'Ohne den Text weitergehen',
    leaveText: 'Text, der noch nicht als Entwurf gespeichert ist, ginge verloren.',
    leaveConfirm: 'Weitergehen',
    stay: 'Bleiben',
  },
  newVersion: {
    text: 'Eine neuere Version von Sealpost ist bereit. Entwürfe bleiben erhalten; laden Sie neu, wann es Ihnen passt.',
    reload: 'Neu laden',
  },
  starting: 'Ihr Postfach wird geöffnet …',
};
