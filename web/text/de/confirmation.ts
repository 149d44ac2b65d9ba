// Words of confirming an address by the mailed link.
import type { Words } from '../words.ts';
import type { confirmation as english } from '../en/confirmation.ts';

export const confirmation: Words<typeof english> = {
  title: 'Ihre Adresse bestätigen',
  loading: 'Der Link wird nachgeschlagen …',
  address: 'Adresse',
  name: 'Name',
  practice: 'Praxis',
  text: 'Jemand hat dieses Sealpost-Konto mit Ihrer Adresse angelegt. Bestätigen Sie sie, wenn Sie das waren: Danach können Sie Nachrichten senden und empfangen.',
  submit: 'Adresse bestätigen',
  warningTitle: 'Sie haben es nicht angelegt?',
  warning: 'Dann bestätigen Sie nicht und schließen Sie diese Seite. Das Konto bleibt unbenutzbar und wird nach 14 Tagen gelöscht.',
  doneTitle: 'Ihre Adresse ist bestätigt',
  doneText: (address) => `${address} kann jetzt Nachrichten senden und empfangen. Andere Fenster von Sealpost merken das von selbst.`,
  alreadyTitle: 'Diese Adresse ist schon bestätigt',
  continue: 'Zu Ihrem Postfach',
  expiredTitle: 'Dieser Link gilt nicht mehr',
  expiredText: 'Links zum Bestätigen einer Adresse gelten einige Tage. Melden Sie sich an: Dort können Sie sich einen neuen senden lassen.',
  logIn: 'Anmelden',
  retry: 'Noch einmal versuchen',
};
